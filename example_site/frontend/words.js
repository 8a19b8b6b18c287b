// Dates, times, labels and errors in plain words.

const DAY = { weekday: "short", day: "numeric", month: "long" };
const LONDON = "Europe/London";

// "2027-02-04" is a day in London; formatting it as UTC keeps it that day in every browser.
const dayOf = (iso) => new Date(`${iso}T00:00:00Z`);
const written = (moment, options) =>
  new Intl.DateTimeFormat("en-GB", options).format(moment).replaceAll(",", "").replace(/(\d) ([A-Z])/, "$1\u00a0$2");

export const shortDay = (iso) => written(dayOf(iso), { ...DAY, timeZone: "UTC" });
export const dayWithYear = (iso) => written(dayOf(iso), { ...DAY, month: "short", year: "numeric", timeZone: "UTC" });

function clock(time) {
  const [hours, minutes] = time.split(":").map(Number);
  if (hours === 12 && !minutes) return "noon";
  const rest = minutes ? `.${String(minutes).padStart(2, "0")}` : "";
  return `${hours % 12 || 12}${rest}${hours < 12 ? "am" : "pm"}`;
}

export const hours = ({ start, end }) => (start ? clock(start) + (end ? ` to ${clock(end)}` : "") : "");

// A moment with its offset, as London's clocks show it.
export function moment(iso) {
  const at = new Date(iso);
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: LONDON }).format(at);
  return `${written(at, { ...DAY, timeZone: LONDON })}, ${clock(time)}`;
}

export function size(bytes) {
  if (!bytes) return "";
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))}\u00a0kB` : `${(bytes / 1e6).toFixed(1)}\u00a0MB`;
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
export const counted = (n, one, many = `${one}s`) => `${n}\u00a0${n === 1 ? one : many}`;
export const academicYear = (key) => key.replace("-", "/");

const YEARS = { n: "Nursery", r: "Reception" };
export const YEAR_KEYS = ["n", "r", ...Array.from({ length: 13 }, (_, n) => String(n + 1))];
export const yearLabel = (key) => YEARS[key.toLowerCase()] ?? `Year\u00a0${key}`;

const MODES = { online: "online", face_to_face: "face to face", blended: "some online", tbc: "" };
export const modeWords = (mode) => MODES[mode.key] ?? mode.label.toLowerCase();

// What went wrong, for the person who waits: a headline and what to do.
export function explained(fault) {
  const { status, problem = {} } = fault;
  if (status === 0) {
    return ["The hub’s information can’t be reached just now", "Check your connection, or try again in a few minutes."];
  }
  if (status === 401 || status === 403) {
    return ["This page can’t be opened", problem.detail || "Ask the hub for a new link."];
  }
  if (status === 404) return ["That page isn’t here", "It may have been last year’s. The menu above shows what there is now."];
  if (status === 422) {
    const what = (problem.errors ?? []).map((one) => `${capital(one.name)}: ${one.message}`).join(" ");
    return ["This list can’t be shown as the address asks", what || problem.detail || "One of its filters is not known."];
  }
  if (status === 429) return ["That was a lot of tries in a short time", "Wait a few minutes, then try again."];
  return ["The hub’s website has a fault just now", "Try again in a few minutes. If it stays, tell the hub."];
}
