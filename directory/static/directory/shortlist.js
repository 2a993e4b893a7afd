// A reader's own selection: identifiers of entries in this browser's storage, and nowhere else.
const KEY = "directory-selection";
const MOST = 50;
const UID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function clean(uids) {
  return [...new Set(uids)].filter((uid) => typeof uid === "string" && UID.test(uid)).slice(0, MOST);
}

export function kept() {
  try {
    return clean(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return []; // storage is switched off, or holds what is not ours
  }
}

// Returns whether the browser kept it.
export function keep(uids) {
  try {
    if (uids.length) localStorage.setItem(KEY, JSON.stringify(clean(uids)));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

function show(button, uids) {
  const chosen = uids.includes(button.dataset.keep);
  button.setAttribute("aria-pressed", chosen);
  button.querySelector("[data-keep-label]").textContent = chosen ? button.dataset.remove : button.dataset.add;
}

export function showAll(uids = kept()) {
  for (const button of document.querySelectorAll("[data-keep]")) show(button, uids);
  for (const count of document.querySelectorAll("[data-mine-count]"))
    count.textContent = uids.length ? ` (${uids.length})` : "";
}

function toggle({ currentTarget: button }) {
  const uid = button.dataset.keep;
  const before = kept();
  const uids = before.includes(uid) ? before.filter((each) => each !== uid) : [...before, uid];
  if (keep(uids)) showAll(kept());
}

export function begin() {
  if (!keep(kept())) return; // nothing can be kept here: then nothing is offered
  for (const button of document.querySelectorAll("[data-keep]")) {
    button.hidden = false;
    button.addEventListener("click", toggle);
  }
  showAll();
  addEventListener("storage", () => showAll());
}
