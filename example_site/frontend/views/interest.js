// Before sign-up opens: leave an address, and take it back with the token of the email.

import { Fault, post, remove } from "../api.js";
import { h } from "../dom.js";
import { BASE } from "../site.js";
import { clear, field, refused, showFaults, summary, tick } from "./fields.js";

export function interestForm(asked, path) {
  const top = summary();
  const form = h("form", { class: "asking", novalidate: true, on: { submit } },
    h("h2", {}, "Tell me when sign-up opens"), top,
    field("email", "Work email", { type: "email", autocomplete: "email", most: asked.limits.lengths["contact.email"] }),
    h("div", { class: "panel" }, asked.privacy.sentences.map((text) => h("p", {}, text)), asked.privacy.text && h("p", {}, asked.privacy.text)),
    tick("consent", "I have read how you use my details"),
    h("p", { class: "ways" }, h("button", { class: "button" }, "Tell me")));
  return form;

  async function submit(event) {
    event.preventDefault();
    clear(form, top);
    const data = new FormData(form);
    try {
      const { message } = await post(`${path}/interests`, { email: data.get("email").trim(), consent: data.has("consent") });
      const said = h("div", { class: "aside do", role: "status", tabindex: -1 }, h("p", {}, message));
      form.replaceWith(said);
      said.focus();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      showFaults(error, form, top);
    }
  }
}

export async function interestView(token) {
  const title = "Don’t write to me any more";
  const said = h("p", { role: "status" });
  const button = h("button", { type: "button", class: "button", on: { click } }, "Delete my address");
  const node = h("div", { class: "page narrow" }, h("h1", {}, title),
    h("p", { class: "standfirst" }, "You asked to be told when sign-up opens. We can forget your address at once."),
    said, h("p", { class: "ways" }, button, h("a", { href: BASE }, "Go to the home page")));
  return { title, node };

  async function click() {
    try {
      said.textContent = (await remove(`interests/${encodeURIComponent(token)}`)).message;
      button.remove();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      said.textContent = error.status === 404 ? "Your address is deleted already." : refused(error).join(" ");
    }
  }
}
