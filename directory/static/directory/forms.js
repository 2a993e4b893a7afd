// Two comforts of the directory's forms; everything works without them.

// Suggest only the streets of the settlement that is chosen.
for (const list of document.querySelectorAll("datalist[data-streets-of]")) {
  const settlement = document.getElementById(list.dataset.streetsOf);
  const every = [...list.children];
  const narrow = () => {
    const here = every.filter((option) => option.dataset.settlement === settlement.value);
    list.replaceChildren(...(settlement.value ? here : every));
  };
  settlement?.addEventListener("change", narrow);
  if (settlement) narrow();
}

// Type Monday's hours once.
for (const week of document.querySelectorAll("[data-week]")) {
  const [monday, ...others] = week.querySelectorAll("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "entry-form__copy";
  button.textContent = week.dataset.copy;
  button.addEventListener("click", () => {
    for (const day of others.slice(0, 4)) day.value = monday.value;
  });
  monday.after(button);
}
