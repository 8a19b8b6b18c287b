// How pages look in lists.

import { facts, h, heading, list, unbroken } from "../dom.js";
import { picture } from "../blocks/media.js";
import { chip, yearStrip } from "../figures.js";
import { local } from "../site.js";
import { academicYear, counted, modeWords, shortDay, hours } from "../words.js";

export const standing = (group) => group.sessions.filter((session) => session.status.key === "scheduled");

export function nextSession(group) {
  const session = group.sessions.find((one) => one.id === group.next_session);
  return session && { session, number: standing(group).indexOf(session) + 1 };
}

function when(group) {
  const next = nextSession(group);
  if (!next?.session.date) return group.delivery.label;
  const { session } = next;
  return [h("strong", {}, shortDay(session.date)), session.start && `, ${hours({ start: session.start })}`];
}

function meets(group) {
  const next = nextSession(group);
  const often = next?.number > 1 ? `Session ${next.number} of ${group.sessions_counted}` : group.sessions_counted && counted(group.sessions_counted, "time");
  return [often, modeWords(group.mode)].filter(Boolean).join(", ");
}

export const groupFacts = (group) => facts([
  [group.delivery.key === "in_progress" ? "Next" : "Starts", when(group)],
  ["Meets", meets(group)],
  ["Cost", group.cost.words],
]);

// The state and the places in words, which come before anything else.
export const places = (group) => [h("p", {}, chip(group.recruitment)), group.places.words && h("p", { class: "small" }, h("strong", {}, group.places.words))];

// Below its project's heading a group goes by its own name.
export const groupRow = (group, { level = 3, name = group.title } = {}) => h("article", { class: "row" },
  h("div", {},
    heading(level, h("a", { href: local(group.url) }, unbroken(name))),
    group.group_name && group.group_name !== name && h("p", { class: "small" }, group.group_name),
    group.summary && h("p", { class: "quiet" }, group.summary),
    yearStrip(group.years)),
  h("div", { class: "side" }, places(group), groupFacts(group)));

export const groupCard = (group) => h("article", { class: "card" }, places(group),
  heading(3, h("a", { href: local(group.url) }, unbroken(group.title))), yearStrip(group.years), groupFacts(group));

export const articleRow = (article, level = 2) => h("article", { class: "row pictured" },
  h("div", {},
    h("p", { class: "eyebrow" }, [article.date_words, article.years.label].filter(Boolean).join(" · ")),
    heading(level, h("a", { href: local(article.url) }, article.title)),
    article.summary && h("p", { class: "reading" }, article.summary),
    article.authors.length > 0 && h("p", { class: "small" }, article.authors.map((one) => one.name).join(", "))),
  article.image && picture(article.image, { alt: "", sizes: "(min-width: 700px) 20rem, 100vw" }));

export const links = (pages, props = { class: "plain" }) => list(pages, (page) => h("a", { href: local(page.url) }, page.title), props);
export const codeLine = (group) => ["Work Group", group.code, academicYear(group.academic_year)].filter(Boolean);
