// In the editor's preview panel: keep the reader's place when the panel shows the next edit.

import { ORIGIN } from "./api.js";

const say = (message) => window.top.postMessage({ wagtail: { ...message, origin: location.origin } }, ORIGIN);

// Wagtail's panel asks the page that it shows where it is scrolled to, and tells the one that takes its place.
function hear({ origin, data }) {
  if (origin !== ORIGIN || !data?.wagtail) return;
  const { type, x, y } = data.wagtail;
  if (type === "w-preview:get-scroll-position") say({ type: "w-preview:set-scroll-position", x: scrollX, y: scrollY });
  if (type === "w-preview:set-scroll-position") scrollTo({ left: x, top: y, behavior: "instant" });
}

// Without this the panel waits ten seconds before it shows a page of another origin.
export function joinPanel() {
  if (window.top === window) return;
  addEventListener("message", hear);
  const ready = () => setTimeout(() => say({ type: "w-preview:request-scroll" }));
  if (document.readyState === "complete") ready();
  else addEventListener("load", ready);
}
