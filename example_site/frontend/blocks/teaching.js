// Teaching: formulas, worked examples, questions and drawings. MathML and SVG come ready from the API.

import { h, heading, html, list } from "../dom.js";
import { rich, titled } from "./text.js";

// A wide formula scrolls inside its own region, which the keyboard can reach.
const formula = (mathml, latex) =>
  mathml || latex
    ? h("div", { class: "mh-maths", tabindex: 0, role: "group", "aria-label": "Formula" }, mathml ? html(mathml) : h("code", {}, latex))
    : null;

const points = ({ heading: text, points: rows }, { level }) => [titled(level, text), list(rows, (row) => row, { class: "plain" })];
const fold = (title, markup) => (markup ? h("details", { class: "fold" }, h("summary", {}, title), rich(markup)) : null);

const drawing = ({ svg, description, caption }) =>
  h("figure", {}, svg ? html(svg) : h("p", {}, description), caption && h("figcaption", {}, caption));

export const TEACHING = {
  maths: ({ mathml, latex }) => formula(mathml, latex),
  worked_example: (value, { level }) => h("div", { class: "panel" },
    h("p", { class: "eyebrow" }, "Worked example"),
    titled(level, value.title),
    rich(value.problem),
    list(value.steps, (step) => [rich(step.text), formula(step.mathml, step.latex)], { class: "steps" }, "ol"),
    value.your_turn && [heading(level + (value.title ? 1 : 0), "Your turn"), rich(value.your_turn)],
    fold("Show the answer", value.your_turn_answer),
  ),
  question: ({ question, hint, answer }) => h("div", { class: "panel" }, rich(question), fold("A hint", hint), fold("The answer", answer)),
  misconception: ({ misconception, response }, { level }) => [
    h("div", { class: "aside" }, heading(level, "What a pupil may say"), rich(misconception)),
    h("div", { class: "aside try" }, heading(level, "What helps"), rich(response)),
  ],
  prior_knowledge: points,
  outcomes: points,
  bar_model: drawing,
  number_line: drawing,
};
