// The two days of a firm's page as sliders: while one is moved its date follows; when the pointer lets go the page is asked for, by keyboard with the button.
for (const slider of document.querySelectorAll("#sliders input")) {
  const date = slider.form.elements[slider.dataset.of];
  const first = Date.parse(slider.dataset.first);
  slider.setAttribute("aria-valuetext", date.value);
  slider.addEventListener("input", () => {
    date.value = new Date(first + slider.valueAsNumber * 86_400_000).toISOString().slice(0, 10);
    slider.setAttribute("aria-valuetext", date.value);
  });
  slider.addEventListener("pointerup", () => slider.form.requestSubmit());
}
document.getElementById("sliders").hidden = false;
