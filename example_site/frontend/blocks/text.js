// Text: headings, paragraphs, quotes, callouts, tables.

import { h, heading, html, list } from "../dom.js";
import { adopt } from "../site.js";

export const rich = (markup, name = "prose") => (markup ? h("div", { class: name }, html(markup, adopt)) : null);
export const titled = (level, text) => (text ? heading(level, text) : null);

export const TEXT = {
  lead: ({ text }) => h("p", { class: "standfirst" }, text),
  heading: ({ text, size, anchor }) => h(size, { id: anchor || null }, text),
  text: (value) => rich(value),
  quote: ({ text, source }) => h("figure", {}, h("blockquote", {}, h("p", {}, text)), source && h("figcaption", {}, source)),
  callout: ({ kind, title, text }, { level }) => h("div", { class: `aside ${kind}` }, titled(level, title), rich(text)),
  accordion: ({ items }) => items.map(({ title, text }) => h("details", { class: "fold" }, h("summary", {}, title), rich(text))),
  vocabulary: ({ heading: text, entries }, { level }) => [
    titled(level, text),
    h("dl", { class: "terms" }, entries.map(({ term, definition }) => h("div", {}, h("dt", {}, term), h("dd", {}, rich(definition))))),
  ],
  table: (value) => table(value),
  references: ({ heading: text, entries }, { level }) => [
    titled(level, text),
    list(entries, reference, { class: "plain" }, "ol"),
  ],
};

const reference = ({ text, url }) => (url ? [text, " ", h("a", { href: url }, url)] : text);

function table({ caption, headings, rows, first_column_is_heading: first }) {
  const cell = (text, n) => (first && !n ? h("th", { scope: "row" }, text) : h("td", {}, text));
  return h("div", { class: "scrolls", tabindex: 0, role: "group", "aria-label": caption },
    h("table", {}, h("caption", {}, caption),
      h("thead", {}, h("tr", {}, headings.map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell))))));
}
