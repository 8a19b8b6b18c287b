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
    minimum: int | None
    maximum: int | None
    unit: str
    pro_rata: bool
    note: str
    words: str


class JobShape(PageShape):
    """An advert, complete for a card."""

    summary: str
    state: KeyLabelShape
    kind: KeyLabelShape | None
    phase: KeyLabelShape | None
    time_commitment: str
    fte: str | None = Field(description="Of full time, like 0.20.")
    starts: date | None
    ends: date | None
    pay: PayShape
    host: str
    location: str
    workplace: KeyLabelShape | None
    who_can_apply: str
    head_endorsement: bool
    closes_at: datetime | None
    extended_from: datetime | None
    interviews: date | None
    apply_url: str = Field(description="Where to apply now; empty once nobody can.")
    employment_type: list[str]
    body: list[Block] | None = Field(default=None, description="Blocks, with `include=body`.")


class JobDetailShape(JobShape):
    """An advert with its files."""

    documents: list[DocumentShape]
    contact: str
