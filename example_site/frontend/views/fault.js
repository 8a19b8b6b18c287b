// What went wrong, in a sentence, with a way on.

import { h } from "../dom.js";
import { BASE } from "../site.js";
import { explained } from "../words.js";

export function faultView(fault, { again }) {
  const [title, what] = explained(fault);
  const retry = fault.status === 404 ? null : h("button", { type: "button", class: "button", on: { click: again } }, "Try again");
  const node = h("div", { class: "page narrow fault" },
    h("h1", {}, title), h("p", { class: "standfirst" }, what),
    h("p", { class: "ways" }, retry, h("a", { href: fault.status === 422 ? location.pathname : BASE },
      fault.status === 422 ? "Show the whole list" : "Go to the home page")));
  return { title, node };
}
