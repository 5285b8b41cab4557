// The standing of the house is not exchanged under a form that is being filled in; what changes next is shown again.
document.addEventListener("htmx:beforeSwap", event => {
  if (event.target.id === "standing" && event.target.querySelector("details[open] form")) event.detail.shouldSwap = false;
});
