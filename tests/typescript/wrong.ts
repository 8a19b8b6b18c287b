// Uses that must not type-check: an error that does not come is an error.
import type { components, paths } from "./api";

type Schemas = components["schemas"];
type Block = Schemas["WorkGroupDetailShape"]["body"][number];
type Query = NonNullable<paths["/api/hub/v1/work-groups"]["get"]["parameters"]["query"]>;

export function wrong(block: Block, found: Schemas["PreviewShape"], group: Schemas["WorkGroupShape"]): unknown[] {
  // @ts-expect-error Only once the type is known is there a picture.
  const picture = block.value.image;
  if (block.type === "text") {
    // @ts-expect-error A text is HTML, without parts.
    block.value.caption;
  }
  // @ts-expect-error There is no such block.
  const carousel = block.type === "carousel";
  // @ts-expect-error Not every kind of page has sessions.
  const sessions = found.page.sessions;
  if (found.kind === "article") {
    // @ts-expect-error An article does not close.
    found.page.closes_at;
  }
  // @ts-expect-error Nobody may know how many places are left.
  const places: number = group.places.remaining;
  // @ts-expect-error A list has bodies only where they are asked for.
  const first = group.body[0];
  // @ts-expect-error There is no such field.
  const colour = group.colour;
  return [picture, carousel, sessions, places, first, colour];
}

// @ts-expect-error There is no such parameter.
export const unknown: Query = { bogus: 1 };
// @ts-expect-error There is no such order.
export const order: Query = { order: "random" };
// @ts-expect-error There is no such phase.
export const phase: Query = { phase: ["tertiary"] };
// @ts-expect-error Without a token there is no preview.
export const token: paths["/api/hub/v1/preview"]["get"]["parameters"]["query"] = {};
// @ts-expect-error A password is a text.
export const password: Schemas["PasswordShape"] = { password: 1 };

type Change = NonNullable<paths["/api/hub/v1/applications/{token}"]["patch"]>["requestBody"]["content"]["application/json"];
// @ts-expect-error There is nothing of this kind to be done.
export const action: Change = { action: "explode", reason: "" };
// @ts-expect-error Nobody signs up without a school.
export const wish: Schemas["NewApplicationShape"] = { consent: true };
// @ts-expect-error A teacher reference number is not shown.
export const trn = (person: Schemas["AppliedPersonShape"]): string => person.trn;
