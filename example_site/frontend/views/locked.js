// A page behind a password: ask for it, keep the token for this tab, show the page.

import { Fault, post } from "../api.js";
import { h } from "../dom.js";
import { remember } from "../tokens.js";
import { explained } from "../words.js";

const WRONG = "That isn’t the password. Ask whoever sent you the link.";

export function lockedView({ unlockUrl, path }, unlocked) {
  const field = h("input", { id: "password", name: "password", type: "password", autocomplete: "current-password", required: true, "aria-describedby": "wrong" });
  const wrong = h("p", { id: "wrong", class: "error", role: "alert" });
  const node = h("div", { class: "page narrow" }, h("h1", {}, "This page has a password"),
    h("p", { class: "standfirst" }, "The hub gave it to those whom the page is for."),
    h("form", { on: { submit }, novalidate: true }, h("p", {}, h("label", { for: "password" }, "Password"), wrong, field), h("button", { class: "button" }, "Open the page")));
  return { title: "This page has a password", node };

  async function submit(event) {
    event.preventDefault();
    wrong.textContent = "";
    try {
      remember(path, await post(unlockUrl, { password: field.value }, { about: path }));
      await unlocked();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      wrong.textContent = [403, 422].includes(error.status) ? WRONG : explained(error).join(". ");
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }
  }
}
