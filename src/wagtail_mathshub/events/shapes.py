"""Events as the API publishes them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import KeyLabelShape, WallTime
from wagtail_mathshub.hubs.shapes import Block, PageShape
from wagtail_mathshub.organisations.shapes import VenueShape
from wagtail_mathshub.publishing.shapes import ImageShape


class SpeakerShape(BaseModel):
    """Somebody who speaks."""

    name: str
    slug: str = Field(description="As in `people`; empty for a guest.")
    talk: str = Field(description="What about; may be empty.")


class EventShape(PageShape):
    """An event, complete for a card. Times are London wall times."""

    uid: str = Field(
        description="As in the calendars; it stays the same.",
        examples=["event-12@0b3c5d0e-6a51-4c1e-9a0e-1d6b2f3c4d5e"],
    )
    summary: str = Field(description="Plain text.")
    kind: KeyLabelShape | None = Field(
        description="conference, network_meeting, showcase, webinar or information_event."
    )
    state: KeyLabelShape = Field(
        description="cancelled, postponed, dates_tbc, upcoming, in_progress or finished."
    )
    date: date | None
    start: WallTime | None
    end: WallTime | None
    starts_at: datetime | None = Field(description="Null without a date.")
    ends_at: datetime | None = Field(description="Without a time: the end of the day.")
    previous_date: date | None = Field(description="If it was moved: the day it was planned for.")
    mode: KeyLabelShape = Field(description="online, face_to_face, blended or tbc.")
    status: KeyLabelShape = Field(description="scheduled, postponed or cancelled.")
    venue: VenueShape
    audiences: list[KeyLabelShape]
    speakers: list[SpeakerShape]
    capacity: int | None = Field(description="How many people there is room for; null: not stated.")
    invitation_only: bool
    booking_url: str = Field(description="Empty while the event is by invitation.")
    image: ImageShape | None
    body: list[Block] | None = Field(default=None, description="Blocks, with `include=body`.")


class EventDetailShape(EventShape):
    """An event with its programme."""

    body: list[Block]  # ty: ignore[incompatible-mutable-override]
