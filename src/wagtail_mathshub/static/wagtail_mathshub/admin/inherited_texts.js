/* "Write your own" copies the project's text into the box as a start. Without this, one writes from nothing. */
(() => {
  "use strict";
  const fill = (field, text) => {
    const editor = field.draftailEditor;
    if (editor && window.Draftail) {
      editor.onChange(window.Draftail.createEditorStateFromRaw(JSON.parse(text)));
    } else {
      field.value = text;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  const use = (button) => {
    const field = document.getElementById(button.dataset.field);
    if (!field) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const part = button.closest("[data-mathshub-inherited]");
      fill(field, button.dataset.text);
      part.querySelector("[data-mathshub-own-words-said]").textContent = button.dataset.wordsDone;
      part.querySelectorAll(".mh-inherited__head, .mh-inherited__text").forEach((shown) => shown.remove());
      if (field.draftailEditor) field.draftailEditor.focus();
      else field.focus();
      button.hidden = true;
    });
  };

  const ready = () => document.querySelectorAll("[data-mathshub-own-words]").forEach(use);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
