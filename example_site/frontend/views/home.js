// The first page: which year do you teach, where are places, what is worth reading.

import { get } from "../api.js";
import { body } from "../blocks.js";
import { h, list } from "../dom.js";
import { oddNumbers } from "../figures.js";
import { here, indexPath, site } from "../site.js";
import { YEAR_KEYS, yearLabel } from "../words.js";
import { articleRow, groupCard } from "./cards.js";

const WITH_PLACES = "open,nearly_full";
const PHASES = [["Early years", 2], ["Primary", 6], ["Secondary", 5], ["Post-16", 2]];

export async function homeView({ detail, signal }) {
  const groupsPath = indexPath("WorkGroupIndex"), articlesPath = indexPath("ArticleIndex");
  const [page, groups, articles] = await Promise.all([
    detail(),
    get("work-groups", { recruitment: WITH_PLACES, limit: 3 }, { signal }),
    get("articles", { limit: 2 }, { signal }),
  ]);
  const node = h("div", {},
    h("div", { class: "page hero" },
      h("div", {},
        site.hub.area && h("p", { class: "small" }, site.hub.area),
        h("h1", {}, site.hub.name),
        h("p", { class: "standfirst" }, page.intro || "Join a Work Group: a few teachers from nearby schools, a question about maths, and a year to work on it.")),
      oddNumbers()),
    groupsPath && finder(groupsPath),
    h("section", { class: "band" }, h("div", { class: "page" },
      over("Places now", groupsPath && [here(groupsPath, new URLSearchParams({ recruitment: WITH_PLACES })), `See all ${groups.count}`]),
      list(groups.items, groupCard, { class: "cards" }) ?? h("p", {}, "No Work Group has places at the moment."))),
    h("section", { class: "page" },
      over("Worth ten minutes", articlesPath && [here(articlesPath), "All articles"]),
      list(articles.items, (article) => articleRow(article, 3), { class: "rows" })),
    page.body.length > 0 && h("div", { class: "page" }, body(page.body)));
  return { title: site.hub.name, node };
}

const over = (title, more) => h("div", { class: "over" }, h("h2", {}, title), more && h("a", { href: more[0] }, more[1]));

function finder(path) {
  const keys = [...YEAR_KEYS];
  const year = (key) => h("a", { href: here(path, new URLSearchParams({ year: key })), "aria-label": yearLabel(key) }, key.toUpperCase());
  return h("nav", { class: "page finder", "aria-labelledby": "finder" },
    h("h2", { id: "finder" }, "Which year do you teach?"),
    h("div", { class: "phases" }, PHASES.map(([name, many]) =>
      h("div", { class: "phase" }, list(keys.splice(0, many), year), h("p", {}, name)))),
    h("p", {}, h("a", { href: here(path) }, "Show every Work Group")));
}
