// Pictures, films and files. What other sites show is linked, never framed.

import { h, list } from "../dom.js";
import { size } from "../words.js";
import { rich, titled } from "./text.js";

// Width and height keep the place; the browser takes the smallest rendition that is sharp enough.
export function picture({ renditions }, { alt = "", sizes = "(min-width: 900px) 46rem, 100vw", eager = false } = {}) {
  const { small, medium, large, thumbnail, ...others } = renditions;
  const best = large ?? medium ?? small ?? thumbnail ?? Object.values(others)[0];
  if (!best) return null;
  const set = new Map([small, medium, large].filter(Boolean).map((one) => [one.width, `${one.url} ${one.width}w`]));
  return h("img", {
    alt, width: best.width, height: best.height, src: (medium ?? best).url,
    srcset: set.size > 1 ? [...set.values()].join(", ") : null, sizes: set.size > 1 ? sizes : null,
    loading: eager ? "eager" : "lazy", decoding: "async",
  });
}

const figure = ({ image, alt, decorative, caption, credit }, options = {}) => image && h("figure", {},
  picture(image, { alt: decorative ? "" : alt || image.renditions.medium?.alt || image.alt, ...options }),
  (caption || credit) && h("figcaption", {}, [caption, credit].filter(Boolean).join(" · ")));

// Type and size stand inside the link, so that nobody downloads by surprise.
export const file = ({ document, title, note, licence }) => document && [
  h("a", { href: document.url, class: "file" }, title || document.title, " ",
    h("span", {}, `(${[document.type_label, size(document.size)].filter(Boolean).join(", ")})`)),
  licence && h("span", { class: "quiet" }, " ", licence.url ? h("a", { href: licence.url }, licence.label) : licence.label),
  note && h("span", { class: "quiet" }, " ", note),
];

function elsewhere({ url, title, description, provider }) {
  return h("div", { class: "panel" }, h("p", {}, h("strong", {}, title)), description && h("p", {}, description),
    h("p", {}, h("a", { href: url }, `Open “${title}”${provider ? ` on ${provider}` : ""}`)));
}

function video(value) {
  return h("figure", {},
    value.poster && picture(value.poster),
    value.document
      ? h("p", {}, file({ document: value.document, title: `Watch “${value.title}”` }))
      : h("p", {}, h("a", { href: value.url }, `Watch “${value.title}”${value.provider ? ` on ${value.provider}` : ""}`)),
    value.captions_file && h("p", {}, file({ document: value.captions_file, title: "Subtitles" })),
    value.transcript && h("details", { class: "fold" }, h("summary", {}, "What is said in the film"), rich(value.transcript)));
}

export const MEDIA = {
  image: (value) => figure(value),
  gallery: ({ title, images }, { level }) => [
    titled(level, title),
    list(images, (image) => figure(image, { sizes: "(min-width: 700px) 20rem, 100vw" }), { class: "gallery" }),
  ],
  video,
  embed: elsewhere,
  interactive: elsewhere,
  download: (value) => h("p", {}, file(value)),
  downloads: ({ heading, items }, { level }) => [titled(level, heading), list(items, file, { class: "plain" })],
};
