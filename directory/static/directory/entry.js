import { begin } from "./shortlist.js";

begin();
