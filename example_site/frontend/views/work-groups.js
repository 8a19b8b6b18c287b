// Finding a Work Group. The address holds the filters, by the API's own names, so it can be shared.

import { get } from "../api.js";
import { body } from "../blocks.js";
import { trail } from "../chrome.js";
import { h, list } from "../dom.js";
import { yearStrip } from "../figures.js";
import { announce } from "../router.js";
import { here, site } from "../site.js";
import { groupRow } from "./cards.js";
import { filterForm, pills, sentence, withCounts } from "./filters.js";

const LIMIT = 8;
const FILTERS = ["year", "term", "recruitment", "mode", "phase", "audience", "q"];
const FACETS = ["year", "term", "recruitment", "mode"];

export async function workGroupsView({ detail, path, query, signal }) {
  const [page, found] = await Promise.all([detail(), find(query, signal)]);
  const form = filterForm(path);
  const results = h("section", { class: "results", "aria-labelledby": "count" });
  const show = (answer, now) => {
    withCounts(form, answer.counts, now);
    results.replaceChildren(...resultsOf(answer, now, path));
  };
  show(found, query);
  const node = h("div", { class: "page" }, trail(path), h("h1", {}, page.page.title),
    page.intro && h("p", { class: "standfirst" }, page.intro), body(page.body),
    h("div", { class: "finding" }, form, results));

  // The same list with other filters: the form stays as it is, and with it the focus.
  async function update(now, { signal: newer, focus }) {
    results.setAttribute("aria-busy", "true");
    try {
      show(await find(now, newer), now);
    } finally {
      results.removeAttribute("aria-busy");
    }
    announce(sentenceFor(results));
    if (focus || !node.contains(document.activeElement)) results.querySelector("h2").focus();
  }
  return { title: page.page.title, node, update, said: sentenceFor(results) };
}

const sentenceFor = (results) => results.querySelector("h2").textContent;

// Only the list's own filters go to the API: what else stands in an address is not its business.
function asked(query) {
  const filters = FILTERS.filter((name) => query.has(name)).map((name) => [name, query.getAll(name)]);
  return Object.fromEntries(filters);
}

async function find(query, signal) {
  const filters = asked(query);
  const answer = await get("work-groups", { ...filters, cursor: query.get("cursor"), limit: LIMIT, facets: FACETS.join(",") }, { signal });
  return { ...answer, counts: answer.facets };
}

function resultsOf({ count, items, next }, query, path) {
  const cursor = next && new URL(next, location.href).searchParams.get("cursor");
  const at = (changes) => {
    const there = new URLSearchParams(query);
    there.delete("cursor");
    if (changes) there.set("cursor", changes);
    return here(path, there);
  };
  return [
    h("h2", { id: "count", tabindex: -1 }, sentence(count, query)),
    pills(query, path),
    items.length ? list(grouped(items), shownGroup, { class: "rows" }) : h("p", { class: "aside" }, "Nothing fits all of this. Take a filter away, or ",
      h("a", { href: `mailto:${site.hub.email}` }, "tell the hub what you’re looking for"), "."),
    (cursor || query.has("cursor")) && h("nav", { class: "ways", "aria-label": "More Work Groups" },
      query.has("cursor") && h("a", { href: at(null), "data-focus": "results" }, "Back to the first"),
      cursor && h("a", { class: "button quiet", href: at(cursor), "data-focus": "results" }, "Next Work Groups")),
  ].filter(Boolean);
}

// Groups of one project stand together under its name.
function grouped(items) {
  const rows = new Map();
  for (const group of items) {
    const key = group.project ? `project-${group.project.id}` : group.id;
    rows.set(key, [...(rows.get(key) ?? []), group]);
  }
  return [...rows.values()];
}

function shownGroup(groups) {
  if (groups.length === 1) return groupRow(groups[0]);
  const { project, years } = groups[0];
  const same = groups.every((group) => group.years.label === years.label);
  return h("section", { class: "project" },
    h("p", { class: "eyebrow" }, [project.code, `${groups.length}\u00a0groups`].filter(Boolean).join(" · ")),
    h("h3", {}, project.title), same && yearStrip(years),
    list(groups, (group) => groupRow(group, { level: 4, name: group.group_name || group.title }), { class: same ? "rows same-years" : "rows" }));
}

