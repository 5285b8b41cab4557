// The standing of the house is not exchanged under a reason that is being written, and what was opened stays open.
let opened = [];
document.addEventListener("htmx:beforeSwap", event => {
  if (event.target.id !== "standing") return;
  if (event.target.querySelector("details[open] textarea")) event.detail.shouldSwap = false;
  opened = [...event.target.querySelectorAll("details[open][id]")].map(details => details.id);
});
document.addEventListener("htmx:afterSwap", event => {
  if (event.target.id === "standing") opened.forEach(id => document.getElementById(id)?.setAttribute("open", ""));
});
