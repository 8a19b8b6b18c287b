// A small front end's client: what the generated types must allow, and what they must refuse.
import type { components, paths } from "./api";

type Get<P extends keyof paths> = paths[P] extends { get: infer G } ? G : never;
type Query<P extends keyof paths> = Get<P> extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type Answer<P extends keyof paths> =
  Get<P> extends { responses: { 200: { content: { "application/json": infer A } } } } ? A : never;
type Refusal<P extends keyof paths> =
  Get<P> extends { responses: { 422: { content: { "application/problem+json": infer A } } } } ? A : never;
type Schemas = components["schemas"];
type Block = Schemas["WorkGroupDetailShape"]["body"][number];
type Material = Schemas["LessonShape"]["materials"][number];

class Refused extends Error {
  constructor(readonly problem: Schemas["ProblemShape"]) {
    super(problem.errors.map((fault) => `${fault.name}: ${fault.message}`).join("\n") || problem.title);
  }
}

async function read<P extends keyof paths>(path: P, query: Query<P>): Promise<Answer<P>> {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) words.append(name, String(one));
  }
  const answer = await fetch(`https://hub.example${path}?${words}`);
  if (answer.headers.get("Content-Type") === "application/problem+json") {
    const problem: Refusal<"/api/hub/v1/work-groups"> = await answer.json();
    throw new Refused(problem);
  }
  return answer.json();
}

export async function openGroups(): Promise<string[]> {
  const list = await read("/api/hub/v1/work-groups", {
    phase: ["primary", "secondary"],
    recruitment: ["open", "nearly_full"],
    facets: ["year", "mode"],
    order: "start",
    limit: 50,
  });
  const online: number = list.facets["mode"]?.["online"] ?? 0;
  const following: string | null = list.next;
  const cards = list.items.map((group) => {
    const starts: string = group.sessions[0]?.starts_at ?? "";
    const places: number | null = group.places.remaining;
    return `${group.title} (${group.recruitment.label}) ${starts} ${places ?? group.places.words}`;
  });
  return [`${list.count} groups, ${online} online, ${following}`, ...cards];
}

export function shown(block: Block): string {
  switch (block.type) {
    case "text":
      return block.value.toUpperCase();
    case "heading":
      return `${block.value.text} ${block.value.anchor}`;
    case "image":
      return block.value.image?.renditions["medium"]?.url ?? block.value.caption;
    case "place":
      return block.value.organisation.name;
    case "work_group_list":
      return block.value.items.map((card) => `${card.title}: ${card.state?.label ?? ""}`).join();
    default:
      return block.type;
  }
}

export function material(one: Material): string {
  if (one.type === "file") return `${one.value.document?.size ?? 0} bytes`;
  return one.type === "link" ? one.value.url : one.type;
}

export async function preview(token: string): Promise<string> {
  const found = await read("/api/hub/v1/preview", { token });
  switch (found.kind) {
    case "work_group":
      return found.page.sessions.map((session) => session.venue.name).join();
    case "job":
      return `${found.page.closes_at} ${found.page.pay.words}`;
    case "collection":
      return found.page.lessons.flatMap((lesson) => lesson.materials.map(material)).join();
    case "event":
      return `${found.page.start} ${found.page.body.map(shown)}`;
    case "article":
      return found.page.date_words;
    case "home":
    case "index":
    case "page":
      return found.page.intro;
    default: {
      const nothing: never = found; // Every kind is one of these.
      return nothing;
    }
  }
}

export const unlock: Schemas["PasswordShape"] = { password: "abacus" };
