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

type Operation<P extends keyof paths, M extends "post" | "patch" | "delete"> = NonNullable<paths[P][M]>;
type Sent<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? B : never;
type Taken<O, S extends 200 | 202> = O extends { responses: Record<S, { content: { "application/json": infer A } }> } ? A : never;
type Apply = Operation<"/api/hub/v1/work-groups/{id}/applications", "post">;
type Change = Operation<"/api/hub/v1/applications/{token}", "patch">;

export const wish: Sent<Apply> = {
  contact: { name: "Sam Okafor", email: "sam@school.example.org", phone: "" },
  school: { name: "Minster Green Academy", urn: "", postcode: "" },
  participants: [{ name: "Ada One", email: "ada@school.example.org", role: "", years: [5, 6], trn: "" }],
  head_agrees: true,
  accepts_fewer: false,
  answers: {},
  consent: true,
  newsletter: false,
  website: "",
};

export async function apply(id: number, body: Sent<Apply>): Promise<string> {
  const headers: NonNullable<Apply["parameters"]["header"]> = { "Idempotency-Key": crypto.randomUUID() };
  const answer = await fetch(`https://hub.example/api/hub/v1/work-groups/${id}/applications`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Refused(await answer.json());
  const { reference, message }: Taken<Apply, 202> = await answer.json();
  return `${reference}: ${message}`;
}

export function next(application: Taken<Change, 200>): Sent<Change> | null {
  const places: number = application.offer?.places ?? application.held;
  const keep = application.participants.slice(0, places).map((person) => person.id);
  if (application.actions.includes("accept")) return { action: "accept", keep, reason: "" };
  return application.actions.includes("confirm") ? { action: "confirm", reason: "" } : null;
}
