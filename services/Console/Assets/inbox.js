// The inbox by keyboard: j and k choose the next and the previous case, o or Enter opens it, x ticks it, a goes on to assign what is ticked, s to share out what
// nobody has. A person may take other keys in the form below the list; the choice is kept in this browser.
const names = { next: "j", previous: "k", open: "o", tick: "x", assign: "a", share: "s" };
const form = document.getElementById("keys");
const stored = () => { try { return JSON.parse(localStorage.getItem("inbox.keys") ?? "{}"); } catch { return {}; } };
const keys = () => ({ ...names, ...stored() });
let chosen = -1;

const rows = () => [...document.querySelectorAll("tr[data-row]")];
const choose = index => {
  const all = rows();
  if (all.length === 0) return;
  chosen = Math.max(0, Math.min(index, all.length - 1));
  all.forEach((row, at) => row.classList.toggle("chosen", at === chosen));
  all[chosen].querySelector("[data-open]").focus();
};
const acts = {
  next: () => choose(chosen + 1),
  previous: () => choose(chosen - 1),
  open: () => rows()[chosen]?.querySelector("[data-open]").click(),
  tick: () => rows()[chosen]?.querySelector("input[type=checkbox]")?.click(),
  assign: () => document.querySelector("[data-assign]")?.click(),
  share: () => document.querySelector("[data-share]")?.click(),
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
  const act = Object.entries(keys()).find(([, key]) => key === event.key)?.[0];
  if (!act) return;
  event.preventDefault();
  acts[act]();
});

// The list that comes anew by itself keeps what is ticked and typed, the chosen row and the focus.
const alike = element => [...document.querySelectorAll(element.tagName)].find(other =>
  ["id", "href", "name", "value"].every(name => other.getAttribute(name) === element.getAttribute(name)));
let kept = null;
document.addEventListener("htmx:beforeSwap", event => {
  if (event.target.id !== "cases" || event.detail.requestConfig.elt !== event.target) return;
  kept = {
    ticked: [...event.target.querySelectorAll("[name=number]:checked")].map(box => box.value), to: event.target.querySelector("[name=to]")?.value,
    row: rows()[chosen]?.dataset.row, focus: document.activeElement,
  };
});
document.addEventListener("htmx:afterSettle", event => {
  if (event.target.id !== "cases") return;
  const { ticked = [], to, row, focus } = kept ?? {};
  kept = null;
  event.target.querySelectorAll("[name=number]").forEach(box => { box.checked = ticked.includes(box.value); });
  if (to !== undefined && event.target.querySelector("[name=to]")) event.target.querySelector("[name=to]").value = to;
  const at = rows().findIndex(other => other.dataset.row === row);
  rows()[at]?.classList.add("chosen");
  // Where the chosen case is gone, the one that took its place comes next.
  chosen = at >= 0 ? at : row ? chosen - 1 : -1;
  if (focus && !document.contains(focus)) (alike(focus) ?? rows()[Math.max(0, chosen)]?.querySelector("[data-open]") ?? document.getElementById("main")).focus();
});

if (form) {
  const fields = Object.keys(names).map(act => form.elements[act]).filter(field => field);
  for (const field of fields) field.value = keys()[field.name];
  form.addEventListener("change", () => localStorage.setItem("inbox.keys", JSON.stringify(
    Object.fromEntries(fields.map(field => [field.name, field.value]).filter(([, key]) => key)))));
  form.hidden = false;
}
