// Signing a school up: what the Work Group asks, sent to the API, and what happens next.

import { Fault, get, post } from "../api.js";
import { h, list } from "../dom.js";
import { local } from "../site.js";
import { clear, field, group as set, showFaults, summary, tick } from "./fields.js";
import { interestForm } from "./interest.js";

export async function signUpView(id, signal) {
  const path = `work-groups/${encodeURIComponent(id)}`;
  const asked = await get(`${path}/sign-up`, {}, { signal });
  const title = asked.is_open ? (asked.waits ? "Join the waiting list" : "Sign up your school") : "Sign-up is not open";
  const node = h("div", { class: "page" }, h("div", { class: "column" },
    h("p", { class: "eyebrow" }, back(asked)), h("h1", {}, title)));
  const column = node.firstChild;
  if (asked.is_open) column.append(...form(asked, path, (sent) => column.replaceChildren(...sentView(sent, asked))));
  else column.append(...closed(asked, path));
  return { title, node };
}

export const back = ({ work_group: page }) => (page.url ? h("a", { href: local(page.url) }, page.title) : page.title);

function closed(asked, path) {
  return [
    h("p", { class: "standfirst" }, asked.reason),
    asked.instead && h("p", {}, asked.instead),
    asked.successor && h("p", {}, "Next year: ", h("a", { href: local(asked.successor.url) }, asked.successor.title)),
    asked.interest_open && interestForm(asked, path),
  ].filter(Boolean);
}

function form(asked, path, done) {
  const { lengths, people_min: least, people_max: most } = asked.limits;
  const top = summary();
  const people = h("div");
  const another = h("button", { type: "button", class: "button quiet", on: { click: () => add(true) } }, "Add another person");
  let made = 0, sent = { body: "", key: "" };
  const shown = h("form", { class: "asking", novalidate: true, on: { submit } },
    h("h2", {}, "About you"),
    field("contact.name", "Full name", { most: lengths["contact.name"], autocomplete: "name" }),
    field("contact.email", "Work email", { hint: "We write to this address to confirm.", most: lengths["contact.email"], type: "email", autocomplete: "email" }),
    field("contact.phone", "Phone (optional)", { most: lengths["contact.phone"], type: "tel", autocomplete: "tel" }),
    h("h2", {}, "Your school"),
    field("school.name", "Name of the school", { most: lengths["school.name"], autocomplete: "organization" }),
    field("school.urn", "URN (optional)", { hint: "Six digits.", inputmode: "numeric" }),
    field("school.postcode", "Postcode (optional)", { most: lengths["school.postcode"], autocomplete: "postal-code" }),
    h("h2", {}, "Who takes part"),
    set("participants", least === most ? `${most} from your school` : `${least} to ${most} from your school`, "", people), another,
    asked.questions.length > 0 && [h("h2", {}, "The hub would like to know"), asked.questions.map((one) => question(one, lengths.answers))],
    h("h2", {}, "Before you send this"),
    asked.head_agreement_asked && tick("head_agrees", "Our headteacher agrees that we take part"),
    asked.accepts_fewer_asked && tick("accepts_fewer", "If fewer places become free, we would take those"),
    h("div", { class: "panel" }, asked.privacy.sentences.map((text) => h("p", {}, text)), asked.privacy.text && h("p", {}, asked.privacy.text)),
    tick("consent", "I have read how you use our details"),
    // People neither see this field nor come to it: whoever fills it in is a program.
    h("p", { hidden: true }, h("label", { for: "website" }, "Leave this empty"), h("input", { id: "website", name: "website", tabindex: -1, autocomplete: "off" })),
    h("p", { class: "ways" }, h("button", { class: "button" }, asked.waits ? "Join the waiting list" : "Send")));
  for (let n = 0; n < least; n += 1) add(false);
  return [asked.reason && h("p", { class: "standfirst" }, asked.reason), top, shown].filter(Boolean);

  function add(focus) {
    people.append(person(made, asked, lengths, () => { renumber(); another.focus(); }));
    made += 1;
    renumber();
    if (focus) people.lastChild.querySelector("input").focus();
  }

  // The API counts people from 0 as they come, so the fields of those who stay move up.
  function renumber() {
    [...people.children].forEach((row, n) => {
      row.querySelector("h3").textContent = `Person ${n + 1}`;
      row.querySelector("button").hidden = people.children.length <= least;
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        for (const one of row.querySelectorAll(`[${name}]`)) one.setAttribute(name, one.getAttribute(name).replaceAll(/participants\.\d+/g, `participants.${n}`));
      }
    });
    another.hidden = people.children.length >= most;
  }

  async function submit(event) {
    event.preventDefault();
    clear(shown, top);
    const body = read(new FormData(shown), people.children.length);
    // The same again, after a fault on the way, is the same application; anything else is another.
    if (sent.body !== JSON.stringify(body)) sent = { body: JSON.stringify(body), key: newKey() };
    const button = shown.querySelector(".ways button");
    button.disabled = true;
    try {
      done(await post(`${path}/applications`, body, { key: sent.key }));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      showFaults(error, shown, top);
    } finally {
      button.disabled = false;
    }
  }
}

const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function person(n, asked, lengths, gone) {
  const path = `participants.${n}`;
  const row = h("div", { class: "person-fields" }, h("h3", {}),
    field(`${path}.name`, "Full name", { most: lengths["participants.name"] }),
    field(`${path}.email`, "Work email", { most: lengths["participants.email"], type: "email" }),
    field(`${path}.role`, "Role (optional)", { hint: "Like class teacher or maths lead.", most: lengths["participants.role"] }),
    set(`${path}.years`, "Years they teach (optional)", "", h("div", { class: "many" }, asked.year_choices.map(({ year, label }) =>
      h("label", { class: "choice" }, h("input", { type: "checkbox", name: `${path}.years`, value: year }), h("span", {}, label))))),
    asked.trn_asked && field(`${path}.trn`, "Teacher reference number", { hint: asked.trn_reason, inputmode: "numeric" }),
    h("p", {}, h("button", { type: "button", class: "link", on: { click: () => { row.remove(); gone(); } } }, "Remove this person")));
  return row;
}

function question({ id, question: text, hint, choices, required }, most) {
  const path = `answers.${id}`;
  const label = required ? text : `${text} (optional)`;
  if (!choices.length) return field(path, label, { hint, tag: "textarea", most, rows: 3 });
  return set(path, label, hint, choices.map((one) =>
    h("label", { class: "choice" }, h("input", { type: "radio", name: path, value: one }), h("span", {}, one))));
}

function read(data, count) {
  const text = (name) => (data.get(name) ?? "").trim();
  const answers = [...data].filter(([name, value]) => name.startsWith("answers.") && value);
  return {
    contact: { name: text("contact.name"), email: text("contact.email"), phone: text("contact.phone") },
    school: { name: text("school.name"), urn: text("school.urn"), postcode: text("school.postcode") },
    participants: Array.from({ length: count }, (_, n) => `participants.${n}`).map((path) => ({
      name: text(`${path}.name`), email: text(`${path}.email`), role: text(`${path}.role`),
      years: data.getAll(`${path}.years`).map(Number), trn: text(`${path}.trn`),
    })),
    answers: Object.fromEntries(answers.map(([name, value]) => [name.slice("answers.".length), value])),
    head_agrees: data.has("head_agrees"), accepts_fewer: data.has("accepts_fewer"), consent: data.has("consent"),
    website: text("website"),
  };
}

function sentView({ reference, message }, asked) {
  const title = h("h1", { tabindex: -1 }, "Now look at your email");
  queueMicrotask(() => { title.focus({ preventScroll: true }); scrollTo(0, 0); });
  return [
    h("p", { class: "eyebrow" }, back(asked)), title,
    h("p", { class: "standfirst" }, message),
    h("div", { class: "aside" }, h("p", {}, "Your reference is ", h("strong", {}, reference), ".")),
    h("h2", {}, "What happens next"),
    list([
      "Open the link in the email, and your application counts.",
      asked.hub_decides ? "The hub looks at all applications and writes to you." : "We write to you at once whether you have a place or are on the waiting list.",
      "With the link you can change or withdraw your application at any time.",
    ], (text) => text, { class: "steps" }, "ol"),
  ];
}
