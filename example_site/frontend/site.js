// What all views know: the hub, its menu, and which addresses this site shows itself.

import { get } from "./api.js";

// The folder of this file is where the site begins: "/" or "/frontend/".
export const BASE = new URL(".", import.meta.url).pathname;
// Where the CMS' setting APPLICATION_PATH says that applications are shown.
export const SIGN_UP = "/sign-up/";
const NOT_PAGES = /^\/(admin|api|documents|media|static|hub)\//;

export const site = { hub: null, home: "", menu: [] };

export async function load() {
  const [hub, navigation] = await Promise.all([get("hub"), get("navigation")]);
  site.hub = hub;
  site.home = (navigation.home?.url || hub.url).replace(/\/?$/, "/");
  site.menu = navigation.items.filter((item) => item.url);
}

// The hub's path of a page's public address; null for files, and for what lies elsewhere.
export function pathOf(url) {
  if (!url?.startsWith(site.home)) return null;
  const { pathname } = new URL(url);
  const path = "/" + pathname.slice(new URL(site.home).pathname.length);
  return path.endsWith("/") && !NOT_PAGES.test(path) ? path : null;
}

// Where a link leads from here: into this site for pages of the hub, else as it is.
export function local(url) {
  const path = pathOf(url);
  if (path === null) return url;
  const { search, hash } = new URL(url);
  return BASE + path.slice(1) + search + hash;
}

export const here = (path, query = "") => BASE + path.replace(/^\//, "") + (String(query) ? `?${query}` : "");

// Give the links of the API's HTML the addresses that they have here.
export function adopt(root) {
  for (const link of root.querySelectorAll("a[href]")) {
    if (!link.getAttribute("href").startsWith("#")) link.setAttribute("href", local(link.href));
  }
  return root;
}

// The menu's page of a kind of list, such as "WorkGroupIndex".
export const indexPath = (name) => pathOf(site.menu.find((item) => item.type.includes(name))?.url);
export const label = (key, otherwise) => site.hub?.labels?.[key] || otherwise;
