"""Job adverts as the API publishes them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import KeyLabelShape
from wagtail_mathshub.hubs.shapes import Block, PageShape
from wagtail_mathshub.publishing.shapes import DocumentShape


class PayShape(BaseModel):
    """Pay in whole pounds, and who receives it."""

    to: str = Field(description="school, person, or empty.")
    minimum: int | None = Field(description="Pounds; null: not stated.")
    maximum: int | None = Field(description="Pounds; null: not stated.")
    unit: str = Field(description="What the pounds are for.", examples=["YEAR", "DAY"])
    pro_rata: bool = Field(description="Whether it is for full time and paid in proportion.")
    note: str
    words: str = Field(examples=["£300 a day, paid to your school"])


class JobShape(PageShape):
    """An advert, complete for a card."""

    summary: str = Field(description="Plain text.")
    state: KeyLabelShape = Field(description="scheduled, open, closing_soon, closed, filled or withdrawn.")
    kind: KeyLabelShape | None = Field(
        description="secondment, fixed_term, permanent, paid_per_day, programme_place or expression_of_interest."
    )
    phase: KeyLabelShape | None
    time_commitment: str = Field(examples=["One day a week"])
    fte: str | None = Field(description="Of full time, like 0.20.")
    starts: date | None
    ends: date | None
    pay: PayShape
    host: str = Field(description="The name of the school or organisation.")
    location: str
    workplace: KeyLabelShape | None = Field(description="on_site, hybrid or remote.")
    who_can_apply: str
    head_endorsement: bool = Field(description="Whether a headteacher has to agree.")
    closes_at: datetime | None = Field(description="Null: open until it is filled.")
    extended_from: datetime | None = Field(description="If it was extended: when it would have closed.")
    interviews: date | None = Field(description="The day of the interviews.")
    apply_url: str = Field(description="Where to apply now; empty once nobody can.")
    employment_type: list[str] = Field(description="As in schema.org.", examples=[["PART_TIME", "TEMPORARY"]])
    body: list[Block] | None = Field(default=None, description="Blocks, with `include=body`.")


class JobDetailShape(JobShape):
    """An advert with its text and files."""

    body: list[Block]  # ty: ignore[incompatible-mutable-override]
    documents: list[DocumentShape]
    contact: str
