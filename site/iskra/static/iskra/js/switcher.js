// The part of an address after "#" never reaches the server: carry it to the other language here.
for (const link of document.querySelectorAll("a[data-switch]")) {
  link.addEventListener("click", () => {
    link.hash = window.location.hash;
  });
}
