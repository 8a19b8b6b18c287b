// Making elements. Text is always set as text; only html() reads markup, which the API has sanitised.

const SVG = "http://www.w3.org/2000/svg";

export function h(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

export function svg(tag, props = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), props, children);
}

function filled(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter(shown));
  return element;
}

const shown = (child) => child !== null && child !== undefined && child !== false && child !== "";

// The API's HTML (rich text, MathML, SVG) as nodes; its links go where this site shows them.
export function html(markup, adopt = (root) => root) {
  const template = document.createElement("template");
  template.innerHTML = markup ?? "";
  return adopt(template.content);
}

// "Years 5-8" stays on one line: browsers break after its hyphen.
export const unbroken = (text) =>
  text.split(/(\d+-\d+)/).map((part, n) => (n % 2 ? h("span", { class: "unbroken" }, part) : part));

export const heading = (level, text, props = {}) => h(`h${Math.min(level, 6)}`, props, text);

// Nothing at all where there is nothing to list.
export const list = (rows, one, props = {}, tag = "ul") =>
  rows?.length ? h(tag, { role: "list", ...props }, rows.map((row) => h("li", {}, one(row)))) : null;

// [label, value] pairs; those without a value are left out.
export function facts(pairs, props = { class: "facts" }) {
  const rows = pairs.filter(([, value]) => shown(value) && value !== undefined);
  return rows.length
    ? h("dl", props, rows.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))))
    : null;
}
