"""Events as the API publishes them."""

from __future__ import annotations

from datetime import date, datetime, time

from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import KeyLabelShape
from wagtail_mathshub.hubs.shapes import Block, PageShape
from wagtail_mathshub.organisations.shapes import VenueShape
from wagtail_mathshub.publishing.shapes import ImageShape


class SpeakerShape(BaseModel):
    """Somebody who speaks."""

    name: str
    slug: str
    talk: str


class EventShape(PageShape):
    """An event, complete for a card. Times are London wall times."""

    uid: str
    summary: str
    kind: KeyLabelShape | None
    state: KeyLabelShape
    date: date | None
    start: time | None
    end: time | None
    starts_at: datetime | None
    ends_at: datetime | None
    previous_date: date | None
    mode: KeyLabelShape
    status: KeyLabelShape
    venue: VenueShape
    audiences: list[KeyLabelShape]
    speakers: list[SpeakerShape]
    capacity: int | None
    invitation_only: bool
    booking_url: str = Field(description="Empty while the event is by invitation.")
    image: ImageShape | None
    body: list[Block] | None = Field(default=None, description="Blocks, with `include=body`.")
