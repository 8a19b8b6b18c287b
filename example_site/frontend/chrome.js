// What frames every page: the hub's colours, its header with the menu, its footer.

import { h } from "./dom.js";
import { mark } from "./figures.js";
import { BASE, local, pathOf, site } from "./site.js";

// A stylesheet made here is no inline style, so a strict Content Security Policy lets it be.
export function usePalette() {
  const { light, dark } = site.hub.palette;
  const rules = (tokens) => Object.entries(tokens ?? {}).map(([name, value]) => `--${name}:${value}`).join(";");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:root{${rules(light)}}@media (prefers-color-scheme:dark){:root{${rules(dark)}}}`);
  document.adoptedStyleSheets = [sheet];
}

export function drawTop(top) {
  top.replaceChildren(
    h("div", { class: "bar" },
      h("a", { class: "brand", href: BASE }, logo(), h("span", {}, site.hub.name)),
      h("nav", { class: "wide", "aria-label": "Main" }, links()),
      h("details", { class: "menu" }, h("summary", {}, "Menu"), h("nav", { "aria-label": "Main" }, links())),
    ),
    h("div", { class: "beads" }),
  );
}

function logo() {
  const image = site.hub.logo?.renditions.small;
  return image ? h("img", { src: image.url, width: image.width, height: image.height, alt: "" }) : mark();
}

const links = () => h("ul", { role: "list" }, site.menu.map((item) => h("li", {}, h("a", { href: local(item.url) }, item.title))));

export function showCurrent(path) {
  for (const link of document.querySelectorAll("#top nav a")) {
    const own = "/" + new URL(link.href).pathname.slice(BASE.length);
    if (own === path) link.setAttribute("aria-current", "page");
    else if (path.startsWith(own)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

export function drawFoot(foot) {
  const { hub } = site;
  foot.replaceChildren(
    h("div", { class: "page" },
      h("div", {},
        h("p", { class: "name" }, hub.name),
        h("p", {}, hub.area, hub.lead_schools.length ? `. Led by ${hub.lead_schools.join(" and ")}.` : ""),
      ),
      h("ul", { role: "list" },
        hub.email && h("li", {}, h("a", { href: `mailto:${hub.email}` }, hub.email)),
        hub.phone && h("li", {}, h("a", { href: `tel:${hub.phone.replaceAll(" ", "")}` }, hub.phone)),
        hub.newsletter_url && h("li", {}, h("a", { href: hub.newsletter_url }, "Newsletter")),
      ),
    ),
  );
}

// Home, and the page of the menu that this one lies below.
export function trail(path) {
  const above = site.menu.filter((item) => pathOf(item.url) && path !== pathOf(item.url) && path.startsWith(pathOf(item.url)));
  const steps = [["Home", BASE], ...above.map((item) => [item.title, local(item.url)])];
  return h("nav", { class: "trail", "aria-label": "Where you are" },
    h("ol", { role: "list" }, steps.map(([title, href]) => h("li", {}, h("a", { href }, title)))));
}
