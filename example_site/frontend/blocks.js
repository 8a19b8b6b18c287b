// Bodies: a list of {type, id, value}, each shown from its data alone.

import { h } from "./dom.js";
import { HUB } from "./blocks/hub.js";
import { MEDIA } from "./blocks/media.js";
import { TEACHING } from "./blocks/teaching.js";
import { TEXT } from "./blocks/text.js";

const BLOCKS = { ...TEXT, ...TEACHING, ...MEDIA, ...HUB };

// `level` is that of the heading before the body; a block's own heading is one below the last.
export function body(blocks, level = 1) {
  const place = { level };
  return (blocks ?? []).map((block) => shown(block, place));
}

function shown({ type, id, value }, place) {
  const show = BLOCKS[type] ?? unknown;
  const node = show(value, { id, level: place.level + 1 });
  // A heading block sets the level for all that follows.
  if (type === "heading") place.level = Number(value.size.slice(1));
  return node && h("div", { class: `block is-${type}`, "data-block": BLOCKS[type] ? null : "unknown" }, node);
}

// A type that is newer than this site: what can be read of it, as plain text.
function unknown(value) {
  const words = texts(value);
  return words.length ? words.map((text) => h("p", {}, text)) : h("p", { class: "quiet" }, "This part can’t be shown here yet.");
}

function texts(value) {
  if (typeof value === "string") return value.trim() ? [plain(value)] : [];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (value && typeof value === "object") {
    const words = Object.entries(value).filter(([name]) => READABLE.has(name) || typeof value[name] === "object");
    return words.flatMap(([, one]) => texts(one));
  }
  return [];
}

const READABLE = new Set(["heading", "title", "text", "name", "label", "caption", "description", "summary", "quote"]);
const plain = (markup) => new DOMParser().parseFromString(markup, "text/html").body.textContent.trim();
