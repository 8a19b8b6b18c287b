// An application by the token of its emails: where it stands, and what can be done now. Never kept, never indexed.

import { Fault, get, patch } from "../api.js";
import { h, facts, list } from "../dom.js";
import { chip } from "../figures.js";
import { counted, dayWithYear, hours, moment } from "../words.js";
import { refused } from "./fields.js";
import { back } from "./sign-up.js";

const HEADINGS = {
  submitted: "Please confirm your application", pending: "The hub is looking at your application", confirmed: "You have a place",
  waiting: "You are on the waiting list", offered: "A place is free for you", lapsed: "Your application has lapsed",
  declined: "You were not given a place", withdrawn: "You have withdrawn",
};
const LOOKS = { confirmed: "open", offered: "nearly_full", waiting: "waiting_list", pending: "opening_soon", submitted: "opening_soon" };
const BUTTONS = [["confirm", "Confirm my application"], ["accept", "Accept the place"], ["decline", "Turn the place down"], ["withdraw", "Withdraw"]];
const SURE = { decline: "Turn it down? The next school is offered the place.", withdraw: "Withdraw? The next school is offered what you had." };

export async function applicationView(token, signal) {
  const path = `applications/${encodeURIComponent(token)}`;
  const node = h("div", { class: "page" });
  const said = h("div", { role: "alert" });
  show(await get(path, {}, { signal }));
  return { title: "Your application", node };

  function show(data, focus = false) {
    node.replaceChildren(h("div", { class: "column" }, shown(data), said, ways(data)));
    if (focus) node.querySelector("h1").focus();
  }

  function ways(data) {
    // What can be accepted can be turned down, which is the same as to withdraw.
    const buttons = BUTTONS.filter(([action]) => data.actions.includes(action) && !(action === "withdraw" && data.actions.includes("decline")));
    const choices = choose(data);
    const row = h("p", { class: "ways" }, buttons.map(([action, text], n) =>
      h("button", { type: "button", class: n ? "button quiet" : "button", on: { click: () => step(action, row, choices) } }, text)));
    return [choices, buttons.length > 0 && row];
  }

  async function step(action, row, choices) {
    if (SURE[action] && !row.dataset.sure) return ask(action, row, choices);
    const keep = action === "accept" && choices ? [...choices.querySelectorAll("input:checked")].map((one) => Number(one.value)) : undefined;
    said.replaceChildren();
    try {
      show(await patch(path, { action, keep }), true);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      said.replaceChildren(h("div", { class: "aside warning" }, refused(error).filter(Boolean).map((text) => h("p", {}, text))));
      if (error.status === 409) show(await get(path));
    }
  }

  // What cannot be taken back is asked about, in the page itself.
  function ask(action, row, choices) {
    const before = [...row.children];
    row.dataset.sure = "yes";
    const no = () => { delete row.dataset.sure; row.replaceChildren(...before); before.at(-1).focus(); };
    row.replaceChildren(h("span", {}, SURE[action]),
      h("button", { type: "button", class: "button", on: { click: () => step(action, row, choices) } }, action === "decline" ? "Yes, turn it down" : "Yes, withdraw"),
      h("button", { type: "button", class: "button quiet", on: { click: no } }, "No, keep it"));
    row.querySelector("button").focus();
  }
}

function shown(data) {
  const { state, offer } = data;
  return [
    h("p", { class: "eyebrow" }, back(data)),
    h("h1", { tabindex: -1 }, HEADINGS[state.key] ?? state.label),
    h("p", {}, chip({ key: LOOKS[state.key] ?? "off", label: state.label })),
    h("p", { class: "standfirst" }, sentence(data)),
    facts([
      ["Reference", data.reference], ["School", data.school.name],
      ["Places", data.unit === "schools" ? "One for your school" : counted(data.held || data.places, "place")],
      ["Answer by", offer && moment(offer.expires_at)], ["Confirm by", data.confirm_by && moment(data.confirm_by)],
    ], { class: "lined" }),
    h("h2", {}, "Who takes part"),
    list(data.participants, (one) => [h("strong", {}, one.name), one.role && `, ${one.role}`, h("br"), one.email], { class: "plain" }),
    data.sessions.length > 0 && [h("h2", {}, "When and where"), list(data.sessions, session, { class: "sessions" }, "ol")],
  ];
}

function sentence({ state, reason, turn, offer }) {
  if (state.key === "submitted") return "Confirm that this is you. Until then your place or your turn is kept, but not for long.";
  if (state.key === "pending") return "We write to you as soon as it is decided.";
  if (state.key === "confirmed") return "We look forward to seeing you.";
  if (state.key === "offered") return `${counted(offer?.places ?? 1, "place")} became free. Accept in time, or the next school is offered it.`;
  return reason || (turn ? `You are number ${turn} on the list.` : state.label);
}

function session({ label, date, start, end, mode, venue, status, joining_link: link }) {
  const off = status.key !== "scheduled";
  const day = date ? dayWithYear(date) : "Date to be confirmed";
  return h("div", { class: "session" },
    h("p", {}, off ? h("s", {}, day) : h("strong", {}, day), h("br"), !off && hours({ start, end })),
    h("p", {}, label),
    h("div", {}, h("p", {}, off ? status.label : [venue.name, venue.postcode].filter(Boolean).join(", ") || mode.label),
      !off && link && h("p", {}, h("a", { href: link, rel: "noreferrer" }, "Join online"))));
}

// Fewer places than people: who takes them?
function choose({ actions, offer, participants, unit }) {
  if (!actions.includes("accept") || unit === "schools" || offer.places >= participants.length) return null;
  return h("fieldset", {}, h("legend", {}, `Choose who takes the ${counted(offer.places, "place")}`), participants.map((one, n) =>
    h("label", { class: "choice" }, h("input", { type: "checkbox", value: one.id, checked: n < offer.places }), h("span", {}, one.name))));
}
