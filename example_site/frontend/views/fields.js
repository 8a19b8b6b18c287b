// Fields of a form, each under the path that the API knows it by, and what is wrong with them.

import { h } from "../dom.js";
import { explained } from "../words.js";

// "Full name", a box, and room for what is wrong with it.
export function field(path, label, { hint = "", tag = "input", most = null, ...more } = {}) {
  const described = [hint && `${path}-hint`, `${path}-error`].filter(Boolean).join(" ");
  return h("p", { class: "field" },
    h("label", { for: path }, label),
    hint && h("span", { class: "hint", id: `${path}-hint` }, hint),
    h("span", { class: "error", id: `${path}-error` }),
    h(tag, { id: path, name: path, type: tag === "input" ? "text" : null, maxlength: most, "aria-describedby": described, ...more }));
}

// A box to tick.
export function tick(path, label, { checked = false, value = null } = {}) {
  return h("div", { class: "field" },
    h("span", { class: "error", id: `${path}-error` }),
    h("label", { class: "choice" },
      h("input", { type: "checkbox", id: path, name: path, value, checked, "aria-describedby": `${path}-error` }), h("span", {}, label)));
}

export function group(path, legend, hint, ...content) {
  return h("fieldset", { id: path, tabindex: -1 }, h("legend", {}, legend), hint && h("p", { class: "hint" }, hint),
    h("span", { class: "error", id: `${path}-error` }), content);
}

// What could not be taken: a list at the top that leads to each field, and the words at the field itself.
export function summary() {
  return h("div", { class: "aside warning", role: "alert", tabindex: -1, hidden: true });
}

export function clear(form, top) {
  top.hidden = true;
  for (const one of form.querySelectorAll(".error")) one.textContent = "";
  for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
}

export function showFaults(fault, form, top) {
  const faults = fault.problem?.errors ?? [];
  const [title, what] = faults.length ? ["There is a problem", ""] : refused(fault);
  top.replaceChildren(h("h2", { class: "h3" }, title), what && h("p", {}, what),
    faults.length ? h("ul", {}, faults.map((one) => h("li", {}, leading(one, form)))) : "");
  top.hidden = false;
  top.focus();
}

function leading({ name, message }, form) {
  const target = [...form.querySelectorAll("[id]")].find((one) => one.id === name);
  const room = [...form.querySelectorAll(".error")].find((one) => one.id === `${name}-error`);
  if (room) room.textContent = message;
  if (!target) return `${name}: ${message}`;
  target.setAttribute("aria-invalid", "true");
  const go = (event) => { event.preventDefault(); target.focus(); };
  return h("a", { href: `#${name}`, on: { click: go } }, message);
}

// What the hub refuses comes in its own words.
export function refused(fault) {
  const { title, detail } = fault.problem ?? {};
  if (fault.status === 409) return [title, detail];
  if (fault.status === 503) return ["Many people are signing up just now", "Nothing is lost. Send it once more in a moment."];
  return explained(fault);
}
