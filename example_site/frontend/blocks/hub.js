// What the hub has: lists of its pages, people, places, partners.

import { facts, h, heading, list } from "../dom.js";
import { chip } from "../figures.js";
import { local } from "../site.js";
import { picture } from "./media.js";
import { rich, titled } from "./text.js";

const card = (level) => (item) => h("div", { class: "card" },
  item.state && h("p", {}, chip(item.state)),
  heading(level, h("a", { href: local(item.url) }, item.title)),
  item.summary && h("p", {}, item.summary),
  facts(item.facts.map(({ label, value }) => [label, value])));

// Below a heading of its own, the items' headings are one level further down.
const pages = ({ heading: text, items, empty_text: empty }, { level }) => [
  titled(level, text),
  items.length ? list(items, card(level + (text ? 1 : 0)), { class: "cards" }) : h("p", {}, empty),
];

export const person = ({ name, roles = [], school, bio, email, photo }) => h("div", { class: "person" },
  photo ? picture(photo, { sizes: "56px" }) : h("span", { class: "initials", "aria-hidden": "true" }, initials(name)),
  h("div", {},
    h("p", {}, h("strong", {}, name), [...roles, school].filter(Boolean).map((text) => [h("br"), text])),
    bio && h("p", {}, bio),
    email && h("p", {}, h("a", { href: `mailto:${email}` }, email))));

const initials = (name) => name.split(/\s+/).map((part) => part[0]).filter((_, n, all) => !n || n === all.length - 1).join("");

function place({ organisation, directions }, { level }) {
  if (!organisation) return rich(directions);
  return [
    heading(level, organisation.name),
    facts([
      ["Address", [organisation.address, organisation.postcode].filter(Boolean).join(", ")],
      ["Getting in", organisation.access_notes],
      ["Map", organisation.map_url && h("a", { href: organisation.map_url }, `Map of ${organisation.name}`)],
    ]),
    rich(directions),
  ];
}

function contact(value, { level }) {
  return [
    titled(level, value.heading),
    facts([
      ["Email", value.email && h("a", { href: `mailto:${value.email}` }, value.email)],
      ["Phone", value.phone && h("a", { href: `tel:${value.phone.replaceAll(" ", "")}` }, value.phone)],
      ["Address", value.address],
      ["Hub lead", value.hub_lead],
      ["Lead schools", value.lead_schools.join(", ")],
    ]),
  ];
}

export const HUB = {
  work_group_list: pages,
  event_list: pages,
  article_list: pages,
  resource_list: pages,
  job_list: pages,
  people_list: ({ heading: text, items }, { level }) => [titled(level, text), list(items, person, { class: "people" })],
  people_cards: ({ heading: text, people }, { level }) => [titled(level, text), list(people, person, { class: "people" })],
  place,
  contact_details: contact,
  call_to_action: ({ text, label, page, url }) => h("div", { class: "panel" }, text && h("p", {}, text),
    h("p", {}, h("a", { class: "button", href: page ? local(page.url) : url }, label))),
  testimonial: ({ quote, name, role, photo }) => h("figure", { class: "said" },
    photo && picture(photo, { sizes: "96px" }),
    h("div", {}, h("blockquote", {}, h("p", {}, quote)), h("figcaption", {}, [name, role].filter(Boolean).join(", ")))),
  partners: ({ heading: text, partners }, { level }) => [
    titled(level, text),
    list(partners, ({ name, url, logo }) => {
      const shown = [logo && picture(logo, { sizes: "160px" }), name];
      return url ? h("a", { href: url }, shown) : shown;
    }, { class: "plain" }),
  ],
};
