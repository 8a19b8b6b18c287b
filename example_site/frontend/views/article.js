// One article, set for reading.

import { body } from "../blocks.js";
import { picture } from "../blocks/media.js";
import { trail } from "../chrome.js";
import { h, list } from "../dom.js";
import { local } from "../site.js";
import { links } from "./cards.js";

export async function articleView({ detail, path }) {
  return shownArticle(await detail(), path);
}

export function shownArticle(article, path) {
  const { series, years, authors, parts } = article;
  const part = series?.part && (series.parts ? `Part\u00a0${series.part} of ${series.parts}` : `Part\u00a0${series.part}`);
  const node = h("article", { class: "page" }, trail(path), h("div", { class: "column reading" },
    h("p", { class: "eyebrow" }, [series?.name, part, years.label].filter(Boolean).join(" · ")),
    h("h1", {}, article.title),
    article.summary && h("p", { class: "standfirst" }, article.summary),
    h("p", { class: "byline" }, authors.length > 0 && h("strong", {}, authors.map((one) => one.name).join(", ")), authors.length > 0 && h("br"), article.date_words),
    article.image && h("figure", {}, picture(article.image, { alt: article.image.alt, eager: true })),
    body(article.body),
    article.references.length > 0 && h("section", {}, h("h2", {}, "References"), list(article.references, (text) => text, { class: "plain" }, "ol")),
    parts.length > 1 && h("nav", { class: "after", "aria-label": "Parts of this series" }, h("h2", { class: "h3" }, series?.name || "All parts"),
      list(parts, (page) => (page.id === article.id ? h("strong", {}, page.title) : h("a", { href: local(page.url) }, page.title)), { class: "steps" }, "ol")),
    article.related.length > 0 && h("nav", { class: "after", "aria-label": "Read next" }, h("h2", { class: "h3" }, "Read next"), links(article.related))));
  return { title: article.title, node };
}
