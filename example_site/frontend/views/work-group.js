// One Work Group: places and dates first, then what it is, what it costs and what to do next.

import { body } from "../blocks.js";
import { file } from "../blocks/media.js";
import { person } from "../blocks/hub.js";
import { rich } from "../blocks/text.js";
import { trail } from "../chrome.js";
import { facts, h, list, unbroken } from "../dom.js";
import { chip, placesArray, timeline, yearStrip } from "../figures.js";
import { SIGN_UP, here, local } from "../site.js";
import { counted, dayWithYear, hours, moment, shortDay } from "../words.js";
import { codeLine, links, nextSession } from "./cards.js";

export async function workGroupView({ detail, path }) {
  return shownWorkGroup(await detail(), path);
}

export function shownWorkGroup(group, path) {
  const texts = group.texts.filter((text) => text.html);
  const last = texts.find((text) => text.key === "what_to_do_next");
  const node = h("article", { class: "page with-side" }, trail(path),
    h("header", {},
      h("p", { class: "eyebrow" }, codeLine(group).join(" · ")),
      h("h1", {}, unbroken(group.title)),
      group.group_name && !group.title.includes(group.group_name) && h("p", { class: "small" }, group.group_name),
      group.summary && h("p", { class: "standfirst" }, group.summary),
      yearStrip(group.years, { large: true }),
      group.audiences.length > 0 && h("p", { class: "small" }, group.audiences.map((one) => one.label).join(", "))),
    h("aside", { class: "places-panel", "aria-labelledby": "places" }, panel(group)),
    h("div", { class: "main" },
      sessions(group),
      texts.filter((text) => text !== last && text.key !== "cost_note").map((text) => section(text.heading, rich(text.html))),
      group.outcomes.length > 0 && section("What you take away", list(group.outcomes, (text) => text, { class: "plain" })),
      group.gap_tasks.length > 0 && h("div", { class: "aside try" }, h("h2", { class: "h3" }, "Between sessions"), list(group.gap_tasks, (text) => text, { class: "plain" })),
      section("What it costs", [facts(costs(group), { class: "lined" }), rich(texts.find((text) => text.key === "cost_note")?.html)]),
      body(group.body),
      section(last?.heading ?? "What to do next", [rich(last?.html), signUp(group) || h("p", {}, group.recruitment.reason || group.places.words)])),
    h("aside", { class: "more", "aria-label": "More about this Work Group" }, more(group)));
  return { title: group.title, node };
}

const section = (title, content) => h("section", {}, h("h2", {}, title), content);

function panel(group) {
  const { places, recruitment, sign_up: sign } = group;
  const { per_school_min: least, per_school_max: most } = places;
  const each = least && most && least !== most ? `${least} to ${counted(most, "person", "people")}` : (most || least) && counted(most || least, "person", "people");
  return [
    h("p", {}, chip(recruitment)),
    h("h2", { id: "places", class: "h3" }, places.words || recruitment.label),
    placesArray(places),
    h("p", { class: "small" }, [
      each && `${each} from each school.`,
      recruitment.reason !== places.words && recruitment.reason,
      sign.url && sign.closes_at && `Sign up by ${moment(sign.closes_at)}.`,
      group.late_joiners_note && `${group.late_joiners_note.replace(/\.$/, "")}.`,
    ].filter(Boolean).join(" ")),
    signUp(group),
  ];
}

// A form of the hub's own is shown here; any other way to sign up leads there.
function signUp({ id, sign_up: sign }) {
  const own = sign.via === "own_form" && sign.url && !sign.url.startsWith("mailto:");
  const form = here(SIGN_UP, new URLSearchParams({ group: id }));
  if (sign.url) return h("p", {}, h("a", { class: "button", href: own ? form : sign.url }, sign.label || "Sign up"));
  return sign.interest_url && h("p", {}, h("a", { class: "button quiet", href: form }, "Tell me when sign-up opens"));
}

function sessions(group) {
  const next = nextSession(group);
  const where = next && (next.session.venue.name || next.session.mode.label.toLowerCase());
  const words = next?.session.date && [
    h("strong", {}, `Session ${next.number} of ${group.sessions_counted} is next.`), " ",
    `${shortDay(next.session.date)}, ${hours({ start: next.session.start })}${next.session.venue.name ? ` at ${where}` : `, ${where}`}.`,
  ];
  if (!group.sessions.length) return section("When and where", h("p", {}, "Dates to be confirmed."));
  return section("When and where", [
    h("p", {}, words || `${group.delivery.label}. ${group.delivery.reason}`),
    timeline(group.sessions, group.next_session, words ? `Session ${next.number} of ${group.sessions_counted} is next` : group.delivery.label),
    list(group.sessions, (session) => row(session, group.next_session), { class: "sessions" }, "ol"),
  ]);
}

function row(session, next) {
  const off = session.status.key !== "scheduled";
  const date = session.date ? h("time", { datetime: session.date }, dayWithYear(session.date)) : "Date to be confirmed";
  return h("div", { class: session.id === next ? "session next" : "session" },
    h("p", {}, off ? h("s", {}, date) : h("strong", {}, date), h("br"), !off && hours(session)),
    h("p", {}, sessionLabel(session.label), session.id === next && h("strong", {}, " · next")),
    h("div", {}, off && h("p", {}, chip(session.status)), h("p", {}, off ? session.note : venue(session)),
      !off && session.note && session.note !== venue(session) && h("p", { class: "small" }, session.note),
      !off && session.previous_date && h("p", { class: "small" }, `Moved from ${shortDay(session.previous_date)}`)));
}

// A label that is a number alone says nothing by itself.
const sessionLabel = (label) => (/^\d+$/.test(label) ? `Session ${label}` : label);
const MODES = { online: "Online", tbc: "Venue to be confirmed" };

function venue({ venue: { name, postcode, map_url: map }, mode }) {
  const text = [name, postcode].filter(Boolean).join(", ");
  if (!text) return MODES[mode.key] ?? "Venue to be confirmed";
  return map ? h("a", { href: map }, text) : text;
}

const costs = ({ cost }) => [
  ["To take part", cost.words],
  ["Also", cost.extras],
  ["Time out of class", cost.cover_note],
];

const neighbour = ({ hub, title, url, recruitment, places }) => [
  h("a", { href: url }, title), ` ${hub.label}`, h("p", { class: "small" }, chip(recruitment), places && ` ${places}`),
];

function more(group) {
  return [
    group.leads.length > 0 && [h("h2", { class: "h3" }, "Who leads it"), list(group.leads, person, { class: "people" })],
    group.contact && h("p", {}, group.contact),
    group.flyer && [h("h2", { class: "h3" }, "To print"), h("p", {}, file({ document: group.flyer }))],
    group.related_cohorts.length > 0 && [h("h2", { class: "h3" }, "Other groups of this project"), links(group.related_cohorts)],
    group.nearby.length > 0 && [h("h2", { class: "h3" }, "Nearby hubs also offer"), list(group.nearby, neighbour)],
    group.successor && h("p", {}, "Next year: ", h("a", { href: local(group.successor.url) }, group.successor.title)),
  ];
}
