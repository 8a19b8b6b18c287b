// Lists of the other kinds of page: events, lesson resources, open roles.

import { get } from "../api.js";
import { body } from "../blocks.js";
import { trail } from "../chrome.js";
import { facts, h, list } from "../dom.js";
import { chip } from "../figures.js";
import { here, local } from "../site.js";
import { collectionFacts, eventFacts, jobFacts } from "./others.js";

export const LISTS = {
  event: { of: "events", facts: eventFacts, empty: "No event is planned at the moment." },
  collection: { of: "collections", facts: collectionFacts, empty: "There are no lessons yet." },
  job: { of: "jobs", facts: jobFacts, empty: "No role is open at the moment." },
};

export async function listView({ detail, lists, path, query, signal }) {
  const kind = LISTS[lists];
  const [page, { items, next }] = await Promise.all([detail(), get(kind.of, { limit: 20, cursor: query.get("cursor") }, { signal })]);
  const cursor = next && new URL(next, location.href).searchParams.get("cursor");
  const row = (item) => h("article", { class: "row" },
    h("div", {}, h("h2", {}, h("a", { href: local(item.url) }, item.title)), (item.summary || item.intro) && h("p", { class: "quiet" }, item.summary || item.intro)),
    h("div", { class: "side" }, !["current", "upcoming"].includes(item.state.key) && h("p", {}, chip(item.state)), facts(kind.facts(item).slice(0, 4))));
  const node = h("div", { class: "page" }, trail(path), h("h1", {}, page.page.title),
    page.intro && h("p", { class: "standfirst" }, page.intro), body(page.body),
    list(items, row, { class: "rows" }) ?? h("p", {}, kind.empty),
    cursor && h("p", {}, h("a", { class: "button quiet", href: here(path, new URLSearchParams({ cursor })) }, "More")));
  return { title: page.page.title, node };
}
