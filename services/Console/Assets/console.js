// Small helps; every page works without them.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0;

// What takes a moment says so: a form that was sent, a part that was asked for. What comes by itself does not.
const busy = document.getElementById("busy");
const wait = on => { if (busy) busy.textContent = on ? busy.dataset.text : ""; };
const byItself = asked => asked.triggeringEvent === undefined || asked.triggeringEvent.type.startsWith("sse:");
document.addEventListener("htmx:beforeRequest", event => { if (!byItself(event.detail.requestConfig)) wait(true); });
document.addEventListener("htmx:afterRequest", event => { if (!byItself(event.detail.requestConfig)) wait(false); });

// A form is sent once: a second click waits for the answer. The idempotency key in the form holds where this does not run.
document.addEventListener("submit", event => {
  const form = event.target;
  // A button that only gives out a file leaves the form as it is.
  if (form.method !== "post" || event.submitter?.hasAttribute("data-again")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
  wait(true);
});
addEventListener("pageshow", () => {
  wait(false);
  document.querySelectorAll("form[data-sent]").forEach(form => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  });
});

// A part that a person asked for and that does not come: the whole page is asked for, which says why. What comes by itself waits for the next time.
for (const failed of ["htmx:responseError", "htmx:sendError"]) document.addEventListener(failed, event => {
  const { requestConfig: asked, pathInfo } = event.detail;
  if (asked.verb === "get" && !byItself(asked)) location.assign(pathInfo.finalRequestPath);
});

// The box in a table's head ticks all rows.
document.addEventListener("change", event => {
  if (!event.target.matches("[data-tick-all]")) return;
  const table = event.target.closest("table");
  table.querySelectorAll("tbody input[type=checkbox]").forEach(box => { box.checked = event.target.checked; });
});
