// The page of a reader's own selection, or of one that somebody sent as a link (#uid,uid).
import { clean, keep, kept } from "./shortlist.js";

const root = document.querySelector("[data-selection]");
const find = (name, within = root) => within.querySelector(`[data-${name}]`);
const texts = find("texts").dataset;
const say = (text) => {
  find("status").textContent = text ?? "";
};

const shared = () => clean(decodeURIComponent(location.hash.slice(1)).split(","));
const asked = () => (shared().length ? shared() : kept());

async function fetched(uids) {
  const query = new URLSearchParams(uids.map((uid) => ["uid", uid]));
  const response = await fetch(`${root.dataset.selection}?${query}`);
  if (!response.ok) throw new Error(response.status);
  return (await response.json()).organisations;
}

function link(href, text) {
  const found = document.createElement("a");
  found.href = href;
  found.textContent = text;
  return found;
}

function reach(entry) {
  const links = entry.phones.map((phone) => link(`tel:${phone.number}`, phone.text));
  if (entry.email) links.push(link(`mailto:${entry.email}`, entry.email));
  if (/^https?:/.test(entry.website)) links.push(link(entry.website, entry.website.replace(/^https?:\/\/|\/$/g, "")));
  return links.flatMap((each, place) => (place ? [" · ", each] : [each]));
}

function row(entry) {
  const made = find("entry").content.cloneNode(true);
  const name = find("name", made);
  name.textContent = entry.name;
  name.href = entry.url;
  find("place", made).textContent = entry.address || entry.municipality;
  const summary = find("summary", made);
  summary.textContent = entry.summary.text;
  if (entry.summary.language !== document.documentElement.lang) summary.lang = entry.summary.language;
  find("reach", made).append(...reach(entry));
  find("drop-name", made).textContent = `: ${entry.name}`;
  find("drop", made).hidden = shared().length > 0;
  find("drop", made).addEventListener("click", () => {
    keep(kept().filter((uid) => uid !== entry.uid));
    show();
  });
  return made;
}

async function show() {
  const uids = asked();
  const list = find("list");
  find("tools").hidden = !uids.length;
  find("adopt").hidden = !shared().length;
  find("clear").hidden = shared().length > 0;
  find("link").value = `${location.origin}${location.pathname}#${uids.join(",")}`;
  if (!uids.length) {
    list.replaceChildren();
    say(texts.empty);
    return;
  }
  say(texts.loading);
  try {
    const entries = await fetched(uids);
    list.replaceChildren(...entries.map(row));
    say(entries.length < uids.length ? texts.gone : shared().length ? texts.shared : "");
  } catch {
    say(texts.failed);
  }
}

find("print").addEventListener("click", () => print());
find("clear").addEventListener("click", () => {
  keep([]);
  show();
});
find("adopt").addEventListener("click", () => {
  keep([...kept(), ...shared()]);
  history.replaceState(null, "", location.pathname);
  show();
});
find("link").addEventListener("focus", ({ target }) => target.select());
addEventListener("hashchange", show);
addEventListener("storage", show);
show();
