/* A text with bold, italic and links is edited as it looks; its textarea keeps the markup.
   The textarea stays what is sent. "desk:set" on it tells that its value was set from outside. */
{
  const NAMES = { STRONG: "b", B: "b", EM: "i", I: "i", CODE: "code", ABBR: "abbr", A: "a" };
  const BLOCKS = new Set(["DIV", "P", "LI", "UL", "OL", "TR", "H1", "H2", "H3", "H4", "BLOCKQUOTE"]);
  const IGNORED = new Set(["STYLE", "SCRIPT", "TEMPLATE", "HEAD", "TITLE", "META", "LINK"]);

  const escaped = (text) =>
    text.replace(/[\u200b\ufeff]/g, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  /** The markup of what is inside a node: known inline tags without attributes, ids of own links. */
  function markup(node, ids) {
    let html = "";
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        html += escaped(child.data);
      } else if (child.nodeName === "BR") {
        html += "<br/>";
      } else if (child.nodeType === Node.ELEMENT_NODE && !IGNORED.has(child.nodeName)) {
        html += wrapped(child, ids, html);
      }
    }
    return html;
  }

  function wrapped(element, ids, before) {
    const inner = markup(element, ids);
    const name = NAMES[element.nodeName];
    if (!name) return BLOCKS.has(element.nodeName) && before ? `<br/>${inner}` : inner;
    if (name !== "a") return inner ? `<${name}>${inner}</${name}>` : "";
    return ids.has(element.id || element.dataset.id)
      ? `<a id="${element.id || element.dataset.id}">${inner}</a>`
      : inner;
  }

  const cleaned = (html, ids) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    return markup(page.body, ids).replace(/(<br\/>\s*)+$/, "");
  };

  /** In the editor a link carries its id as data, so that no two elements share an id. */
  const shown = (html, ids) => cleaned(html, ids).replaceAll('<a id="', '<a data-id="');

  function upgrade(area) {
    const row = area.closest("[data-desk-row]");
    const words = area.closest("[data-desk]").dataset;
    const links = new Map(
      [...row.querySelectorAll("template[data-desk-link]")].map((each) => [each.dataset.deskLink, each.content.textContent])
    );
    const ids = new Set(links.keys());
    const editor = document.createElement("div");
    editor.className = "desk-field desk-rich";
    editor.contentEditable = "true";
    editor.lang = area.lang;
    editor.spellcheck = true;
    editor.setAttribute("role", "textbox");
    editor.setAttribute("aria-multiline", "true");
    editor.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
    if (area.getAttribute("aria-invalid")) editor.setAttribute("aria-invalid", "true");
    const label = row.querySelector(`label[for="${area.id}"]`);
    label.id = `label-${area.id}`;
    editor.setAttribute("aria-labelledby", label.id);
    const fill = () => { editor.innerHTML = shown(area.value, ids); };
    const sync = () => {
      const value = cleaned(editor.innerHTML, ids);
      if (value === area.value) return;
      area.value = value;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    };

    editor.addEventListener("input", (event) => { event.stopPropagation(); sync(); });
    editor.addEventListener("paste", (event) => {
      event.preventDefault();
      const data = event.clipboardData;
      const html = data.getData("text/html");
      const text = html ? shown(html, ids) : escaped(data.getData("text/plain")).replace(/\r?\n/g, "<br>");
      document.execCommand("insertHTML", false, text);
    });
    editor.addEventListener("drop", (event) => event.preventDefault());
    area.addEventListener("desk:set", fill);
    area.addEventListener("focus", () => editor.focus());
    area.before(toolbar(editor, links, words, sync), editor);
    fill();
    area.hidden = true;
    row.querySelector(".desk-markup")?.remove();
  }

  function toolbar(editor, links, words, sync) {
    const bar = document.createElement("div");
    bar.className = "desk-tools";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.wordTools);
    const act = (command) => { editor.focus(); document.execCommand(command); sync(); };
    bar.append(
      tool("B", words.wordBold, "desk-tool-bold", () => act("bold")),
      tool("I", words.wordItalic, "desk-tool-italic", () => act("italic")),
      ...[...links].map(([id, text]) =>
        tool(`${words.wordLink}: ${text}`, "", "desk-tool-link", () => link(editor, id, sync))
      )
    );
    if (links.size) bar.append(tool(words.wordUnlink, "", "", () => unlink(editor, sync)));
    return bar;
  }

  function tool(text, name, kind, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `desk-tool ${kind}`;
    button.textContent = text;
    if (name) { button.setAttribute("aria-label", name); button.title = name; }
    // The selection in the text is to stay while the button is pressed.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", act);
    return button;
  }

  function selected(editor) {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    return range && editor.contains(range.commonAncestorContainer) ? range : null;
  }

  function link(editor, id, sync) {
    const range = selected(editor);
    if (!range || range.collapsed) return;
    editor.querySelectorAll(`a[data-id="${id}"]`).forEach((each) => each.replaceWith(...each.childNodes));
    const anchor = document.createElement("a");
    anchor.dataset.id = id;
    anchor.append(range.extractContents());
    anchor.querySelectorAll("a").forEach((each) => each.replaceWith(...each.childNodes));
    range.insertNode(anchor);
    sync();
  }

  function unlink(editor, sync) {
    const range = selected(editor);
    if (!range) return;
    for (const each of editor.querySelectorAll("a")) {
      if (range.intersectsNode(each)) each.replaceWith(...each.childNodes);
    }
    sync();
  }

  document.querySelectorAll("textarea[data-desk-rich]").forEach(upgrade);
}
