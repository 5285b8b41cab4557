// The inbox by keyboard: j and k choose the next and the previous case, o or Enter opens it, x ticks it, a goes on to assign what is ticked. A person may
// take other keys in the form below the list; the choice is kept in this browser.
const names = { next: "j", previous: "k", open: "o", tick: "x", assign: "a" };
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
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
  const act = Object.entries(keys()).find(([, key]) => key === event.key)?.[0];
  if (!act) return;
  event.preventDefault();
  acts[act]();
});

if (form) {
  for (const [act, key] of Object.entries(keys())) form.elements[act].value = key;
  form.addEventListener("change", () => localStorage.setItem("inbox.keys", JSON.stringify(
    Object.fromEntries(Object.keys(names).map(act => [act, form.elements[act].value]).filter(([, key]) => key)))));
  form.hidden = false;
}
