// Only enhances: shows the text behind a prepared reason, chooses "edit" for whoever starts to
// type, and asks before leaving with something typed.

for (const select of document.querySelectorAll(".mod select[name$='reason']")) {
  const preview = select.parentElement.querySelector("[data-mod-preview]");
  const show = () => {
    const text = select.selectedOptions[0]?.dataset.text || "";
    preview.textContent = text;
    preview.hidden = !text;
  };
  select.addEventListener("change", show);
  show();
}

const form = document.querySelector(".mod-form");
let typed = false;
form?.addEventListener("input", (event) => {
  typed = true;
  const card = event.target.closest(".mod-card");
  const verdict = event.target.closest(".mod-edit") ? "edit" : event.target.closest(".mod-why") && "reject";
  const radio = card && verdict && card.querySelector(`.mod-choices [value="${verdict}"]`);
  if (radio) radio.checked = true;
});
form?.addEventListener("submit", () => { typed = false; });
addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});
