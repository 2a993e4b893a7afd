/* Rows are saved by themselves when they are left, and kept in the browser until they are. One that
   somebody else has changed meanwhile waits until its person says whose text is to stand.
   Without this script the form saves them all at once. */
{
  const WAIT_MS = 1500;
  const RETRY_MS = 15000;

  class Row {
    constructor(element, desk) {
      this.element = element;
      this.desk = desk;
      this.key = element.dataset.deskRow;
      this.area = element.querySelector("textarea");
      this.box = element.querySelector("input[type=checkbox]");
      this.told = element.querySelector("[data-desk-told]");
      this.dirty = false;
      // In a conflict, what is stored now: `{was, original, checked, open, text}`.
      this.newer = null;
      if (!this.area) return;
      this.area.addEventListener("input", () => this.changed());
      this.box?.addEventListener("change", () => { this.touch(); this.save(); });
      element.addEventListener("focusout", (event) => {
        if (!element.contains(event.relatedTarget)) this.save();
      });
      for (const offer of element.querySelectorAll("[data-desk-offer]")) {
        offer.addEventListener("click", () => this.take(offer));
      }
      this.offerWays();
      this.restore();
      this.grow();
    }

    get open() { return "open" in this.element.dataset; }
    get field() { return this.element.querySelector("[role=textbox]") ?? this.area; }
    hidden(name) { return this.element.querySelector(`[name="${name}-${this.key}"]`); }

    changed() {
      if (this.box?.checked) this.box.checked = false;
      this.grow();
      this.touch();
    }

    touch() {
      this.dirty = true;
      this.desk.keep(this);
      if (this.newer) return;
      this.say(this.desk.words.toldUnsaved);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), WAIT_MS);
    }

    grow() {
      if (this.area.hidden) return;
      this.area.style.blockSize = "auto";
      this.area.style.blockSize = `${this.area.scrollHeight + 2}px`;
    }

    set(text) {
      this.area.value = text;
      this.area.dispatchEvent(new CustomEvent("desk:set"));
    }

    take(offer) {
      this.set(offer.dataset.deskOffer);
      this.changed();
      this.field.focus();
    }

    restore() {
      const kept = this.desk.kept(this.key);
      if (!kept || this.newer) return;
      if (kept.text === this.area.value) return this.desk.forget(this.key);
      this.set(kept.text);
      this.hidden("was").value = kept.was;
      this.dirty = true;
      this.say(this.desk.words.toldRestored);
    }

    say(text, state = "") {
      this.told.textContent = text;
      this.told.dataset.kind = state;
    }

    async save() {
      clearTimeout(this.timer);
      if (!this.dirty || this.saving || this.newer) return;
      this.saving = true;
      this.dirty = false;
      const sent = this.area.value;
      this.say(this.desk.words.toldSaving);
      const answer = await this.desk.send(this.data());
      this.saving = false;
      if (answer.status) this.answered(answer, sent);
      else this.failed(answer.problem);
    }

    data() {
      const data = new FormData();
      data.set("row", this.key);
      data.set("csrfmiddlewaretoken", this.desk.form.elements.csrfmiddlewaretoken.value);
      data.set(this.area.name, this.area.value);
      for (const name of ["was", "original", "ticked"]) data.set(`${name}-${this.key}`, this.hidden(name).value);
      if (this.box?.checked) data.set(this.box.name, "1");
      return data;
    }

    answered(answer, sent) {
      const error = this.element.querySelector("[data-desk-error]");
      error.hidden = !["invalid", "gone", "refused"].includes(answer.status);
      error.textContent = error.hidden ? "" : answer.message;
      if (error.hidden) this.field.removeAttribute("aria-invalid");
      else this.field.setAttribute("aria-invalid", "true");
      if (!error.hidden) return this.failed(answer.message, "");
      this.element.querySelector("[data-desk-badge]").innerHTML = answer.badge;
      this.element.querySelector("[data-desk-lost]").hidden = !answer.lost;
      this.desk.count(answer);
      if (answer.status === "conflict") return this.clash(answer);
      this.goBy(answer);
      this.say(this.desk.words.toldSaved, "saved");
      this.desk.announce(this.desk.words.toldSaved);
      if (this.area.value === sent && !this.dirty) this.desk.forget(this.key);
      else this.touch();
    }

    /** Take what is stored, an answer or `newer`, for what the person has before them. */
    goBy(stored) {
      this.hidden("was").value = stored.was;
      this.hidden("original").value = stored.original;
      this.hidden("ticked").value = stored.checked ? "1" : "";
      this.element.toggleAttribute("data-open", stored.open);
    }

    clash(answer) {
      this.newer = answer;
      this.theirs.querySelector("[data-desk-theirs-text]").innerHTML = answer.theirs;
      this.theirs.hidden = false;
      this.failed(answer.message);
    }

    get theirs() { return this.element.querySelector("[data-desk-theirs]"); }

    /** Without script, saving once more replaces; a conflict the server showed waits here too. */
    offerWays() {
      const keep = this.theirs.querySelector("[data-desk-keep]");
      this.theirs.querySelector("[data-desk-theirs-note]").hidden = true;
      this.theirs.querySelector("[data-desk-ways]").hidden = false;
      this.theirs.querySelector("[data-desk-mine]").addEventListener("click", () => this.keepMine());
      keep.addEventListener("click", () => this.keepTheirs());
      if (this.theirs.hidden) return;
      this.newer = {
        was: this.hidden("was").value,
        original: this.hidden("original").value,
        checked: Boolean(this.hidden("ticked").value),
        open: this.open,
        text: keep.dataset.deskKeep,
      };
      // No text has this digest: a button that does not answer the question meets it again.
      this.hidden("was").value = "-";
      this.touch();
    }

    /** End a conflict: from now on the row was written over what is stored now. */
    settle() {
      if (!this.newer) return;
      this.goBy(this.newer);
      this.newer = null;
      this.theirs.hidden = true;
    }

    keepMine() {
      this.settle();
      this.field.focus();
      this.touch();
      return this.save();
    }

    keepTheirs() {
      const { text, checked } = this.newer;
      this.settle();
      this.set(text);
      if (this.box) this.box.checked = checked;
      this.dirty = false;
      this.desk.forget(this.key);
      this.say("");
      this.grow();
      this.field.focus();
    }

    // What is told at the field already is only read out.
    failed(message, shown = message) {
      this.dirty = true;
      this.say(shown, "problem");
      this.desk.announce(message);
    }
  }

  class Desk {
    constructor(element) {
      this.element = element;
      this.words = element.dataset;
      this.form = element.closest("form");
      this.store = `desk:${element.dataset.key}:`;
      this.rows = [...element.querySelectorAll("[data-desk-row]")].map((each) => new Row(each, this));
      this.form.addEventListener("submit", (event) => {
        this.leaving = true;
        if (event.submitter?.matches("[data-desk-save]")) this.rows.forEach((row) => row.settle());
      });
      this.form.addEventListener("keydown", (event) => this.pressed(event));
      addEventListener("beforeunload", (event) => {
        if (!this.leaving && this.rows.some((row) => row.dirty || row.saving)) event.preventDefault();
      });
      addEventListener("online", () => this.saveAll());
      setInterval(() => { if (this.offline) this.saveAll(); }, RETRY_MS);
    }

    keep(row) {
      const kept = { text: row.area.value, was: row.hidden("was").value };
      try { localStorage.setItem(this.store + row.key, JSON.stringify(kept)); } catch { /* full, or forbidden */ }
    }

    kept(key) {
      try { return JSON.parse(localStorage.getItem(this.store + key)); } catch { return null; }
    }

    forget(key) {
      try { localStorage.removeItem(this.store + key); } catch { /* forbidden */ }
    }

    /** Send one row; returns the server's answer, or `{problem}` in the user's language. */
    async send(data) {
      let response;
      try {
        response = await fetch(this.words.saveUrl, {
          method: "POST", body: data, credentials: "same-origin",
          headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
        });
      } catch {
        this.offline = true;
        return { problem: this.words.toldNetwork };
      }
      this.offline = false;
      const json = response.headers.get("Content-Type")?.startsWith("application/json");
      const answer = json ? await response.json() : {};
      if (answer.status) return answer;
      const session = response.redirected || [401, 403].includes(response.status);
      return { problem: session ? this.words.toldSession : this.words.toldServer };
    }

    count(answer) {
      const bar = document.querySelector("[data-desk-progress]");
      if (!bar) return;
      bar.max = answer.total;
      bar.value = answer.done;
      document.querySelector("[data-desk-done]").textContent = answer.done;
      document.querySelector("[data-desk-total]").textContent = answer.total;
    }

    announce(text) {
      const live = this.element.querySelector("[data-desk-live]");
      live.textContent = "";
      setTimeout(() => { live.textContent = text; }, 50);
    }

    saveAll() { return Promise.all(this.rows.filter((row) => row.area).map((row) => row.save())); }

    at(element) { return this.rows.find((row) => row.element.contains(element)); }

    /** Go to the next open row after `row`, or the one before it; round at the end. */
    go(row, step) {
      const from = this.rows.indexOf(row);
      const count = this.rows.length;
      for (let i = 1; i <= count; i += 1) {
        const next = this.rows[(((from + step * i) % count) + count) % count];
        if (next !== row && next.open && next.area) {
          next.field.focus();
          const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
          next.element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
          return;
        }
      }
      this.announce(this.words.toldEnd);
    }

    async finish(row) {
      if (row.box) row.box.checked = true;
      row.settle();
      row.touch();
      const done = row.save();
      this.go(row, 1);
      await done;
    }

    pressed(event) {
      const control = event.ctrlKey || event.metaKey;
      if (control && !event.altKey && event.key.toLowerCase() === "s") {
        event.preventDefault();
        this.saveAll();
        return;
      }
      const row = this.at(event.target);
      if (!row?.area) return;
      if (control && event.key === "Enter") {
        event.preventDefault();
        this.finish(row);
      } else if (event.altKey && !control && ["ArrowDown", "ArrowUp"].includes(event.key)) {
        event.preventDefault();
        this.go(row, event.key === "ArrowDown" ? 1 : -1);
      } else if (event.altKey && !control && /^Digit[1-3]$/.test(event.code)) {
        const offer = row.element.querySelector(`[data-desk-offer-number="${event.code.at(-1)}"]`);
        if (offer) { event.preventDefault(); row.take(offer); }
      }
    }
  }

  document.querySelectorAll("[data-desk]").forEach((element) => new Desk(element));
}
