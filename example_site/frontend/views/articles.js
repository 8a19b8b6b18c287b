// Articles, newest first.

import { get } from "../api.js";
import { body } from "../blocks.js";
import { trail } from "../chrome.js";
import { h, list } from "../dom.js";
import { here } from "../site.js";
import { articleRow } from "./cards.js";

const LIMIT = 10;

export async function articlesView({ detail, path, query, signal }) {
  const [page, { items, next }] = await Promise.all([detail(), get("articles", { limit: LIMIT, cursor: query.get("cursor") }, { signal })]);
  const cursor = next && new URL(next, location.href).searchParams.get("cursor");
  const node = h("div", { class: "page" }, trail(path), h("h1", {}, page.page.title),
    page.intro && h("p", { class: "standfirst" }, page.intro), body(page.body),
    list(items, (article) => articleRow(article), { class: "rows" }) ?? h("p", {}, "There are no articles yet."),
    cursor && h("p", {}, h("a", { class: "button quiet", href: here(path, new URLSearchParams({ cursor })) }, "Older articles")));
  return { title: page.page.title, node };
}
