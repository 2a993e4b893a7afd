import { begin as beginNear } from "./near.js";
import { begin as beginShortlist } from "./shortlist.js";

beginNear();
beginShortlist();
