// One event, one collection of lessons, one job advert: facts first, then the text.

import { body } from "../blocks.js";
import { file } from "../blocks/media.js";
import { trail } from "../chrome.js";
import { facts, h, list } from "../dom.js";
import { chip, yearStrip } from "../figures.js";
import { counted, dayWithYear, hours, moment } from "../words.js";
import { links } from "./cards.js";

export const eventFacts = (event) => [
  ["When", event.date ? [dayWithYear(event.date), hours(event)].filter(Boolean).join(", ") : "Date to be confirmed"],
  ["Where", [event.venue.name, event.venue.postcode].filter(Boolean).join(", ") || event.mode.label],
  ["For", event.audiences.map((one) => one.label).join(", ")],
  ["What", event.kind?.label],
];

export const collectionFacts = (collection) => [
  ["Years", collection.years.label],
  ["Lessons", counted(collection.lessons_count, "lesson")],
  ["By", collection.compilers.join(", ")],
  ["Licence", collection.licence?.label ?? "Not stated: ask before you share"],
];

export const jobFacts = (job) => [
  ["Closing", job.closes_at && moment(job.closes_at)],
  ["Time", job.time_commitment],
  ["Pay", job.pay.words],
  ["Where", [job.host, job.location].filter(Boolean).join(", ")],
  ["Who", job.who_can_apply],
  ["Dates", [job.starts, job.ends].filter(Boolean).map(dayWithYear).join(" to ")],
];

const frame = (data, path, rows, action, ...rest) => ({
  title: data.title,
  node: h("article", { class: "page" }, trail(path), h("div", { class: "column" },
    h("h1", {}, data.title),
    !["current", "upcoming"].includes(data.state.key) && h("p", {}, chip(data.state)),
    (data.summary || data.intro) && h("p", { class: "standfirst" }, data.summary || data.intro),
    facts(rows, { class: "lined" }),
    action && h("p", {}, h("a", { class: "button", href: action[0] }, action[1])),
    body(data.body), rest)),
});

export const shownEvent = (event, path) => frame(event, path, eventFacts(event), event.booking_url && [event.booking_url, "Book a place"],
  event.speakers.length > 0 && h("section", {}, h("h2", {}, "Who speaks"), list(event.speakers, ({ name, talk }) => [h("strong", {}, name), talk && `: ${talk}`], { class: "plain" })));

export const shownCollection = (collection, path) => frame(collection, path, collectionFacts(collection), null,
  h("section", {}, h("h2", {}, "Lessons"), list(collection.lessons, lesson, { class: "rows" })),
  collection.related.length > 0 && h("nav", { class: "after", "aria-label": "More lessons" }, h("h2", { class: "h3" }, "More lessons"), links(collection.related)));

export const shownJob = (job, path) => frame(job, path, jobFacts(job), job.apply_url && [job.apply_url, "Apply for this role"],
  list(job.documents, (document) => file({ document }), { class: "plain" }), job.contact && h("p", {}, job.contact));

export const eventView = async ({ detail, path }) => shownEvent(await detail(), path);
export const collectionView = async ({ detail, path }) => shownCollection(await detail(), path);
export const jobView = async ({ detail, path }) => shownJob(await detail(), path);

function lesson({ title, years, topic, minutes, objective, materials }) {
  return h("article", {}, h("h3", {}, title), yearStrip(years),
    h("p", { class: "small" }, [topic?.label, minutes && `${minutes}\u00a0minutes`].filter(Boolean).join(" · ")),
    objective && h("p", {}, objective),
    list(materials, ({ value }) => (value.document ? file(value) : value.url ? h("a", { href: value.url }, value.title || value.url) : value.title), { class: "plain" }));
}
