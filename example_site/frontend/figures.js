// Everything that is drawn out of counters. What a drawing says always stands beside it in words.

import { h, svg } from "./dom.js";
import { YEAR_KEYS } from "./words.js";

const hidden = { "aria-hidden": "true", focusable: "false" };
const circle = (cx, cy, r, name) => svg("circle", { cx, cy, r, class: name });

function squares(n, name) {
  const dots = [];
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column < n; column += 1) {
      const layer = Math.max(n - 1 - row, column);
      dots.push(circle(column * 20 + 10, row * 20 + 10, 7, layer % 2 ? "first" : "second"));
    }
  }
  return svg("svg", { ...hidden, class: name, viewBox: `0 0 ${n * 20} ${n * 20}` }, dots);
}

export const mark = () => squares(4, "mark");

// The first odd numbers make a square.
export function oddNumbers() {
  const odd = Array.from({ length: 8 }, (_, n) => 2 * n + 1).join(" + ");
  return h("figure", { class: "proof" }, squares(8, "array"), h("figcaption", {}, `${odd} = 8²`));
}

// A picture of the years, never a control; the words beside it are what is read out.
export function yearStrip({ first, last, label }, { large = false } = {}) {
  const inside = (n) => first === null || (n - 1 >= first && n - 1 <= last);
  const cells = YEAR_KEYS.map((key, n) => {
    const from = inside(n) && !(n && inside(n - 1)), to = inside(n) && !(n < 14 && inside(n + 1));
    return h("span", { class: ["", inside(n) && "in", from && "from", to && "to"].filter(Boolean).join(" ") || null }, key.toUpperCase());
  });
  return h("div", { class: large ? "years large" : "years" },
    h("div", { class: "strip", "aria-hidden": "true" }, cells), h("strong", {}, label));
}

// Places in fives: filled is taken, hollow is free.
export function placesArray({ capacity, taken }) {
  if (!capacity || capacity > 40 || taken === null) return null;
  const across = 10, step = 20;
  const dots = Array.from({ length: capacity }, (_, n) => {
    const column = n % across, row = Math.floor(n / across);
    return circle(column * step + (column > 4 ? 8 : 0) + 10, row * step + 10, 7, n < taken ? "first" : "free");
  });
  const rows = Math.ceil(capacity / across);
  return svg("svg", { ...hidden, class: "places", viewBox: `0 0 ${across * step + 8} ${rows * step}`, width: across * step + 8, height: rows * step }, dots);
}

const isOver = (session) => Boolean(session.ends_at) && new Date(session.ends_at) < new Date();

// One counter for each session on a line.
export function timeline(sessions, next, words) {
  if (sessions.length < 2 || sessions.length > 12) return null;
  const step = 64, width = (sessions.length - 1) * step + 40;
  const at = sessions.findIndex((session) => session.id === next);
  let number = 0;
  const marks = sessions.map((session, n) => {
    const x = n * step + 20, standing = session.status.key === "scheduled";
    number += standing;
    if (!standing) return [circle(x, 20, 8, "off"), svg("path", { d: `M${x - 3} 17l6 6m0-6l-6 6`, class: "cross" })];
    if (n === at) return [circle(x, 20, 14, "next"), svg("text", { x, y: 25, "text-anchor": "middle" }, String(number))];
    return circle(x, 20, 8, isOver(session) ? "first" : "free");
  });
  return svg("svg", { class: "timeline", role: "img", "aria-label": words, viewBox: `0 0 ${width} 40`, width, height: 40 },
    svg("path", { d: `M20 20H${width - 20}`, class: "line" }), marks);
}

const LOOKS = {
  open: "go", nearly_full: "hurry", closing_soon: "hurry", postponed: "hurry", waiting_list: "wait", opening_soon: "wait",
  upcoming: "go", in_progress: "go", cancelled: "stop",
};
const GLYPHS = {
  go: () => [circle(8, 8, 7, "full"), svg("path", { d: "M4.6 8.2l2.3 2.3 4.4-4.7", class: "tick" })],
  hurry: () => [circle(8, 8, 7, "full"), svg("path", { d: "M8 8V1.5A6.5 6.5 0 0 1 13.6 4.8Z", class: "gap" })],
  wait: () => [circle(3, 8, 2.4, "full"), circle(8, 8, 2.4, "full"), circle(13, 8, 1.9, "ring")],
  off: () => [circle(8, 8, 6, "ring"), svg("path", { d: "M5 8h6", class: "stroke" })],
  stop: () => [circle(8, 8, 6, "ring"), svg("path", { d: "M5.8 5.8l4.4 4.4m0-4.4l-4.4 4.4", class: "stroke" })],
};

export function chip(state) {
  const look = LOOKS[state.key] ?? "off";
  return h("span", { class: `chip ${look}` }, svg("svg", { ...hidden, viewBox: "0 0 16 16", width: 16, height: 16 }, GLYPHS[look]()), state.label);
}
