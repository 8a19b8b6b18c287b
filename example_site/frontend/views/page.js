// A page of text.

import { body } from "../blocks.js";
import { trail } from "../chrome.js";
import { h } from "../dom.js";

export async function pageView({ detail, path }) {
  const data = await detail();
  const node = h("article", { class: "page" }, trail(path),
    h("div", { class: "column" }, h("h1", {}, data.page.title),
      data.intro && h("p", { class: "standfirst" }, data.intro), body(data.body)));
  return { title: data.page.title, node };
}
