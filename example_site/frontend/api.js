// The API, and nothing that knows how it looks. Where it lives stands in index.html.

import { tokenFor } from "./tokens.js";

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
const ROOT = new URL(meta("mathshub-api") || "/api/hub/v1/", location.href);
const HUB = meta("mathshub-hub");
export const ORIGIN = ROOT.origin;

// An answer that is no success, or none at all (status 0).
export class Fault extends Error {
  constructor(status, problem = {}) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

// `path` is relative to the API ("work-groups"), or what an answer gave ("/api/hub/v1/work-groups/7").
export function get(path, parameters = {}, { signal, about = "" } = {}) {
  return ask(address(path, parameters), { signal, headers: authorisation(about) });
}

export const post = (path, body, options) => send("POST", path, body, options);
export const patch = (path, body, options) => send("PATCH", path, body, options);
export const remove = (path, options) => send("DELETE", path, undefined, options);

// With a `key` the same may be sent again, and is done once.
function send(method, path, body, { signal, about = "", key = "" } = {}) {
  const json = body === undefined ? {} : { "Content-Type": "application/json" };
  const headers = { ...json, ...authorisation(about), ...(key ? { "Idempotency-Key": key } : {}) };
  return ask(address(path, {}), { method, body: body === undefined ? undefined : JSON.stringify(body), headers, signal });
}

function address(path, parameters) {
  const url = new URL(path, ROOT);
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) if (one !== "" && one !== null && one !== undefined) url.searchParams.append(name, one);
  }
  if (HUB && !url.searchParams.has("hub")) url.searchParams.set("hub", HUB);
  return url;
}

// No cookies, ever: answers are the same for everyone, and the browser's own cache sends If-None-Match.
async function ask(url, options) {
  let answer;
  try {
    answer = await fetch(url, { credentials: "omit", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Fault(0);
  }
  const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
  const data = isJson ? await answer.json().catch(nothingUnlessAborted) : null;
  if (!answer.ok || data === null) throw new Fault(answer.ok ? 502 : answer.status, data ?? {});
  return data;
}

// Going elsewhere while an answer still comes is no fault of the answer.
function nothingUnlessAborted(error) {
  if (error.name === "AbortError") throw error;
  return null;
}

function authorisation(path) {
  const token = path && tokenFor(path);
  return token ? { Authorization: `Bearer ${token}` } : {};
}
