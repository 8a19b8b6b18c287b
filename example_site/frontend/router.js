// From an address to a view: the API says what stands at a path (pages/find), this module shows it.

import { Fault, get } from "./api.js";
import { showCurrent } from "./chrome.js";
import { h } from "./dom.js";
import { joinPanel } from "./panel.js";
import { BASE, SIGN_UP, local, pathOf, site } from "./site.js";
import { forget } from "./tokens.js";
import { viewOf } from "./views/all.js";
import { applicationView } from "./views/application.js";
import { faultView } from "./views/fault.js";
import { lockedView } from "./views/locked.js";
import { interestView } from "./views/interest.js";
import { previewView } from "./views/preview.js";
import { signUpView } from "./views/sign-up.js";

const main = document.getElementById("main");
const said = document.getElementById("said");
const SLOW = 200;
// The emails of sign-up lead here with a token, the page of a Work Group with its id.
const SIGN_UP_VIEWS = { token: applicationView, interest: interestView, group: signUpView };
const MOST_HOPS = 5;
let current = { path: null, view: null };
let running = null;

const hubPath = () => "/" + location.pathname.slice(BASE.length);

export function start() {
  // Only this module knows when a page is long enough to be scrolled to where it was.
  history.scrollRestoration = "manual";
  document.addEventListener("click", onClick);
  addEventListener("popstate", (event) => show({ y: event.state?.y ?? 0 }));
  addEventListener("pagehide", keepPlace);
  show({ first: true, y: history.state?.y ?? 0 });
}

// Go to an address of this site.
export function navigate(href, { focus = null } = {}) {
  keepPlace();
  history.pushState(null, "", href);
  return show({ focus });
}

const keepPlace = () => history.replaceState({ y: scrollY }, "");

export function announce(text) {
  said.textContent = text;
}

async function show({ first = false, y = null, focus = null } = {}) {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const path = hubPath();
  const query = new URLSearchParams(location.search);
  const slow = setTimeout(busy, SLOW, current.path === path && current.view?.update);
  main.setAttribute("aria-busy", "true");
  try {
    if (current.path === path && current.view?.update) await current.view.update(query, { signal, focus });
    else place(await viewAt(path, query, signal), { first });
    if (y !== null) scrollTo(0, y);
  } catch (error) {
    // What was left for another page may break in any way.
    if (signal.aborted || error.name === "AbortError") return;
    if (!(error instanceof Fault)) console.error(error);
    place(faultView(error, { again: () => show() }), { first });
  } finally {
    clearTimeout(slow);
    if (!signal.aborted) main.removeAttribute("aria-busy");
  }
}

function busy(stays) {
  announce("Loading");
  if (!stays) main.replaceChildren(h("p", { class: "loading" }, "Loading …"));
}

async function viewAt(path, query, signal, hops = 0) {
  if (path === "/preview/" && query.has("token")) return previewView(query.get("token"), signal);
  if (path === SIGN_UP) {
    for (const [name, view] of Object.entries(SIGN_UP_VIEWS)) if (query.has(name)) return view(query.get(name), signal);
  }
  const found = await findPage(path, signal);
  if (found.redirect_to) return redirect(found.redirect_to, signal, hops + 1);
  if (found.unlock_url) return lockedView({ unlockUrl: found.unlock_url, path }, () => show());
  const id = found.page.id;
  const target = { id, kind: found.kind, path, query, signal, lists: found.lists };
  const view = viewOf(target);
  if (!view) return elsewhere(found.page.url);
  const detail = () => get(found.api_url, {}, { signal, about: path });
  return view({ ...target, detail });
}

// A token that has run out is forgotten: the answer then says whether a password is needed still.
async function findPage(path, signal) {
  const ask = () => get("pages/find", { path }, { signal, about: path });
  try {
    return await ask();
  } catch (error) {
    if (error.status !== 401) throw error;
    forget(path);
    return ask();
  }
}

// A redirect inside the hub is followed here; any other leaves this site.
function redirect(to, signal, hops) {
  if (hops > MOST_HOPS) throw new Fault(404);
  const url = new URL(to, site.home);
  if (pathOf(url.href) === null) return elsewhere(url.href);
  history.replaceState(null, "", local(url.href));
  return viewAt(hubPath(), new URLSearchParams(location.search), signal, hops);
}

// What this site cannot show is left to the hub's own website, unless that is this site.
function elsewhere(url) {
  const there = url ? new URL(url, location.href) : location;
  const own = there.href.startsWith(new URL(BASE, location.href).href);
  if (own || !there.protocol.startsWith("http")) throw new Fault(404);
  location.replace(there);
  return new Promise(() => {});
}

function place(view, { first }) {
  current = { path: hubPath(), view };
  document.title = view.title === site.hub?.name ? view.title : [view.title, site.hub?.name].filter(Boolean).join(" · ");
  main.replaceChildren(view.node);
  showCurrent(hubPath());
  announce(view.said ?? "");
  if (!first) focusHeading();
  if (view.isPreview) joinPanel();
  if (location.hash) jump(location.hash);
}

// Who listens hears where they have come to.
function focusHeading() {
  const title = main.querySelector("h1") ?? main;
  title.setAttribute("tabindex", "-1");
  title.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function jump(hash) {
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target) return;
  if (!target.matches("a, button, input, select, [tabindex]")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  target.scrollIntoView();
}

function onClick(event) {
  const link = event.target.closest?.("a[href]");
  const plain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || link.target || link.hasAttribute("download") || event.defaultPrevented) return;
  const url = new URL(link.href, location.href);
  const ours = url.origin === location.origin && url.pathname.startsWith(BASE) && url.pathname.endsWith("/");
  if (!ours) return;
  event.preventDefault();
  if (url.hash && url.pathname === location.pathname && url.search === location.search) {
    history.pushState(null, "", url);
    jump(url.hash);
  } else {
    link.closest("details.menu")?.removeAttribute("open");
    navigate(url.href, { focus: link.dataset.focus });
  }
}
