// The filters of the list of Work Groups: a form, what is chosen as pills, and the sentence over the list.

import { h, list } from "../dom.js";
import { navigate } from "../router.js";
import { here, label, site } from "../site.js";
import { YEAR_KEYS, capital, counted, yearLabel } from "../words.js";

const WIDE = matchMedia("(min-width: 900px)");
const PLACES = [
  ["open,nearly_full", "Places left now", "with places"],
  ["waiting_list", "Waiting list", "with a waiting list"],
  ["opening_soon", "Opening soon", "opening soon"],
  ["by_invitation", "By invitation", "by invitation"],
];
const MODES = [["online", "Online", "online"], ["face_to_face", "Face to face", "face to face"], ["blended", "A mix of both", "some of it online"]];
const option = ([value, text, words]) => ({ value, text: label(value, text), words });

// The terms of the year that the hub's calendar holds, in its order: "Spring 2027".
export const termOptions = () => site.hub.terms.map(({ term, first_day: day }) => {
  const text = `${capital(label(term, term))}\u00a0${day.slice(0, 4)}`;
  return { value: term, text, words: `meeting in ${text.charAt(0).toLowerCase()}${text.slice(1)}` };
});

const GROUPS = () => [
  { name: "term", text: "Meets in", options: termOptions() },
  { name: "recruitment", text: "Places", options: PLACES.map(option) },
  { name: "mode", text: "How you meet", options: MODES.map(option) },
];

export function filterForm(path) {
  const summary = h("summary", {}, "Filter");
  const fold = h("details", { class: "filters", open: WIDE.matches }, summary,
    h("form", { action: here(path), role: "search", "aria-label": "Work Groups", on: { submit, change: submit } },
      h("p", {}, h("label", { for: "year" }, "Year you teach"),
        h("select", { id: "year", name: "year" }, h("option", { value: "" }, "Any year"),
          YEAR_KEYS.map((key) => h("option", { value: key }, yearLabel(key))))),
      GROUPS().map(({ name, text, options }) => h("fieldset", {}, h("legend", {}, text), options.map((one) => choice(name, one)))),
      h("button", { class: "button quiet" }, "Show results")));
  WIDE.addEventListener("change", () => fold.toggleAttribute("open", WIDE.matches));
  return fold;

  function submit(event) {
    event.preventDefault();
    const filled = [...new FormData(event.currentTarget)].filter(([, value]) => value);
    navigate(here(path, new URLSearchParams(filled)), { focus: event.type === "submit" });
  }
}

const choice = (name, { value, text }) => h("label", { class: "choice" },
  h("input", { type: "checkbox", name, value }), h("span", {}, text), h("span", { class: "number" }));

// Bring the form up to what the address says, with what each option would leave.
export function withCounts(fold, counts, query) {
  const picked = chosen(query);
  const is = (name, value) => picked.some((one) => one.name === name && one.value === value);
  for (const box of fold.querySelectorAll("input[type=checkbox]")) {
    const count = sum(counts[box.name], box.value);
    box.checked = is(box.name, box.value);
    box.parentElement.lastChild.textContent = count ?? "";
    box.parentElement.classList.toggle("none", count === 0);
  }
  const select = fold.querySelector("select");
  for (const one of [...select.options].slice(1)) one.textContent = `${yearLabel(one.value)} (${counts.year?.[one.value] ?? 0})`;
  select.value = (query.get("year") ?? "").toLowerCase();
  fold.firstChild.textContent = picked.length ? `Filter · ${picked.length} chosen` : "Filter";
}

const sum = (counts, value) => counts && value.split(",").reduce((total, key) => total + (counts[key] ?? 0), 0);

// Every filter that is set, with its words; those that the form does not know by their own keys.
function chosen(query) {
  const known = GROUPS();
  return ["year", "term", "recruitment", "mode", "phase", "audience", "q"].flatMap((name) =>
    query.getAll(name).filter(Boolean).map((value) => {
      if (name === "year") return { name, value, text: yearLabel(value), words: `for ${yearLabel(value)}` };
      const one = known.find((group) => group.name === name)?.options.find((each) => each.value === value);
      const text = one?.text ?? capital(value.replaceAll("_", " ").replaceAll(",", ", "));
      return { name, value, text, words: one?.words ?? text };
    }));
}

export function pills(query, path) {
  const all = chosen(query);
  const without = (gone) => here(path, new URLSearchParams(all.filter((one) => one !== gone).map(({ name, value }) => [name, value])));
  const pill = (one) => one
    ? h("a", { class: "pill", href: without(one), "aria-label": `Remove ${one.text}`, "data-focus": "results" }, one.text, h("span", { "aria-hidden": "true" }, " ×"))
    : h("a", { href: here(path), "data-focus": "results" }, "Clear all");
  return all.length ? list([...all, null], pill, { class: "pills" }) : null;
}

// "6 Work Groups for Year 6, meeting in spring 2027".
export function sentence(count, query) {
  const picked = chosen(query);
  const many = count ? counted(count, "Work Group") : "No Work Groups";
  const rest = picked.map((one) => one.words).join(", ");
  return rest ? `${many} ${rest}` : many;
}
