// A page as its editor last saved it, by the token that the CMS hands over. Never kept, never indexed.

import { get } from "../api.js";
import { body } from "../blocks.js";
import { h } from "../dom.js";
import { shownArticle } from "./article.js";
import { shownCollection, shownEvent, shownJob } from "./others.js";
import { shownWorkGroup } from "./work-group.js";

const SHOWN = { work_group: shownWorkGroup, article: shownArticle, event: shownEvent, collection: shownCollection, job: shownJob };

export async function previewView(token, signal) {
  const { kind, page } = await get("preview", { token }, { signal });
  const view = SHOWN[kind]?.(page, "/preview/") ?? shownText(page);
  const note = h("p", { class: "page preview", role: "note" }, h("strong", {}, "Preview."), " This is the draft. Visitors don’t see it until it is published.");
  return { ...view, isPreview: true, title: `Preview: ${view.title}`, node: h("div", {}, note, view.node) };
}

function shownText(data) {
  const title = data.page?.title ?? data.title;
  return { title, node: h("article", { class: "page" }, h("div", { class: "column" }, h("h1", {}, title), data.intro && h("p", { class: "standfirst" }, data.intro), body(data.body))) };
}
