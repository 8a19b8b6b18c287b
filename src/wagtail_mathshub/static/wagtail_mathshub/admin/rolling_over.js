/* Ticks all Work Groups or none, and says how many are ticked. Without this, each has its own box. */
(() => {
  "use strict";
  const form = document.querySelector("[data-mathshub-ticks]");
  if (!form) return;
  const bar = form.querySelector("[data-mathshub-all]");
  const told = form.querySelector("[data-mathshub-count]");
  const boxes = [...form.querySelectorAll("input[type=checkbox]:not(:disabled)")];

  const tell = () => {
    told.textContent = told.dataset.words.replace("%s", boxes.filter((box) => box.checked).length);
  };

  for (const button of form.querySelectorAll("[data-mathshub-tick]")) {
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = button.dataset.mathshubTick === "all";
      tell();
    });
  }
  form.addEventListener("change", tell);
  bar.hidden = boxes.length === 0;
  tell();
})();
