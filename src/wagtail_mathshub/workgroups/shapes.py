"""Work Groups, sessions and projects as the API publishes them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import KeyLabelShape, StateShape, WallTime, YearsShape
from wagtail_mathshub.hubs.shapes import Block, PageShape
from wagtail_mathshub.organisations.shapes import VenueShape
from wagtail_mathshub.publishing.shapes import DocumentShape, ImageShape, PageLinkShape


class SessionShape(BaseModel):
    """A session. Times are London wall times; `starts_at` and `ends_at` have their offsets."""

    id: int
    uid: str = Field(
        description="As in the calendars; it stays the same.",
        examples=["session-12@0b3c5d0e-6a51-4c1e-9a0e-1d6b2f3c4d5e"],
    )
    label: str = Field(examples=["Session 3"])
    date: date | None
    start: WallTime | None
    end: WallTime | None
    arrive_from: WallTime | None = Field(description="From when there is somebody to meet you.")
    starts_at: datetime | None = Field(description="Null without a date.")
    ends_at: datetime | None = Field(description="Without a time: the end of the day.")
    mode: KeyLabelShape = Field(description="online, face_to_face, blended or tbc.")
    status: KeyLabelShape = Field(description="scheduled, postponed or cancelled.")
    previous_date: date | None = Field(description="If it was moved: the day it was planned for.")
    venue: VenueShape
    note: str = Field(description="Plain text; may be empty.")


class PlacesShape(BaseModel):
    """Places: null where nobody knows, or where there is no limit."""

    capacity: int | None = Field(description="How many there are.")
    unit: str = Field(description="What places are counted in: schools or participants.")
    taken: int | None = Field(description="How many are confirmed.")
    remaining: int | None = Field(description="How many are left.")
    waiting: int | None = Field(description="How many wait for one.")
    per_school_min: int | None = Field(description="The fewest that a school may take.")
    per_school_max: int | None = Field(description="The most that a school may take.")
    words: str = Field(examples=["6 of 12 school places left"])


class CostShape(BaseModel):
    """What it costs, in whole pounds."""

    free: bool = Field(description="Whether taking part is free.")
    funding_to_school: int | None = Field(description="Pounds that a school receives.")
    non_attendance_charge: int | None = Field(description="Pounds that a school pays for a session missed.")
    extras: str = Field(description="What costs extra, in words.")
    cover_note: str = Field(description="What is said of supply cover.")
    words: str = Field(examples=["Free, £75 if you miss a session"])


class SignUpShape(BaseModel):
    """How and when to sign up."""

    via: str = Field(description="none, own_form, link, email or invitation.")
    url: str = Field(
        description="Where to sign up now, absolute, or a `mailto:` address; empty while nobody can."
    )
    label: str = Field(description="What the link says.", examples=["Sign up your school"])
    interest_url: str = Field(
        description="Where the site itself takes an address until sign-up opens; empty without such a form now."
    )
    opens_at: datetime | None = Field(description="Null: no such moment.")
    closes_at: datetime | None = Field(description="Null: no such moment.")
    has_interest_form: bool = Field(description="Whether interest can be noted while nobody can sign up.")


class LeadShape(BaseModel):
    """Somebody who leads a Work Group."""

    name: str
    slug: str = Field(description="As in `people`.")
    school: str
    email: str = Field(description="Only where the person wants it shown.")


class ProjectLinkShape(BaseModel):
    """The project that a Work Group is a local group of."""

    id: int
    code: str = Field(examples=["NCP26-17"])
    title: str


class WorkGroupShape(PageShape):
    """A Work Group, complete for a card."""

    hub: str = Field(description="The hub's key.")
    group_name: str = Field(description="Which cohort of its project.", examples=["Fenmarsh group"])
    code: str = Field(description="Its own, or its project's; may be empty.", examples=["NCP26-17"])
    academic_year: str = Field(examples=["2026-27"])
    summary: str = Field(description="Plain text.")
    project: ProjectLinkShape | None
    strand: KeyLabelShape | None
    stage: KeyLabelShape | None
    years: YearsShape
    audiences: list[KeyLabelShape]
    image: ImageShape | None
    delivery: StateShape = Field(
        description="cancelled, postponed, dates_tbc, upcoming, in_progress or finished."
    )
    recruitment: StateShape = Field(
        description="open, nearly_full, waiting_list, full, opening_soon, by_invitation, closed, postponed or cancelled."
    )
    mode: KeyLabelShape = Field(description="That of its sessions: online, face_to_face, blended or tbc.")
    archived: bool = Field(description="Whether its academic year is over, and so is the group.")
    places: PlacesShape
    cost: CostShape
    sign_up: SignUpShape
    leads: list[LeadShape] = Field(description="In the hub's order.")
    sessions: list[SessionShape] = Field(description="All of them, cancelled ones too, in order.")
    sessions_counted: int = Field(description="How many of the sessions are held.")
    next_session: int | None = Field(description="The id of the next session.")
    body: list[Block] | None = Field(default=None, description="Blocks, with `include=body`.")


class TextShape(BaseModel):
    """A text under one of the NCETM's standard headings."""

    key: str = Field(examples=["what_is_involved"])
    heading: str = Field(examples=["What is involved?"])
    html: str = Field(description="HTML, cleaned.")
    inherited: bool = Field(description="Whether it is the project's text.")


class NearbyShape(BaseModel):
    """A Work Group with places, of another hub of the installation."""

    hub: KeyLabelShape = Field(description="The other hub: its key, and its name.")
    id: int = Field(description="With `hub=all`, or with the other hub's key, its detail is found.")
    title: str
    group_name: str = Field(description="Which cohort of its project.")
    code: str = Field(description="May be empty.", examples=["NCP26-17"])
    url: str = Field(description="Where visitors read it: at the other hub.")
    recruitment: StateShape = Field(description="open, nearly_full or opening_soon.")
    places: str = Field(examples=["6 of 12 school places left"])
    mode: KeyLabelShape
    first_starts_at: datetime | None = Field(description="Its first session; null without a date.")
    neighbours_welcome: bool = Field(description="Whether it welcomes schools of neighbouring hubs.")


class WorkGroupDetailShape(WorkGroupShape):
    """A Work Group with everything that its page says."""

    body: list[Block]  # ty: ignore[incompatible-mutable-override]
    texts: list[TextShape] = Field(description="Only those that say something.")
    outcomes: list[str] = Field(description="One sentence each.")
    gap_tasks: list[str] = Field(description="What to do between sessions, one sentence each.")
    state_funded_only: bool
    local_authorities: list[KeyLabelShape] = Field(description="None: the hub's whole area.")
    neighbours_welcome: bool
    prior_participation: str
    priority_rule: str
    late_joiners_note: str
    contact: str = Field(description="Whom to ask, in words.")
    flyer: DocumentShape | None
    successor: PageLinkShape | None = Field(description="The group that follows it in another year.")
    related_cohorts: list[PageLinkShape] = Field(description="Other groups of the same project and year.")
    nearby: list[NearbyShape] = Field(
        description="Where no place is left: a few groups like it that other hubs offer to its area. Else none."
    )


class AppointmentShape(SessionShape):
    """A session or an event in the calendar, with the page that it belongs to."""

    kind: str = Field(description="work_group or event.")
    page: PageLinkShape


class ProjectShape(BaseModel):
    """A national or local project."""

    id: int
    code: str = Field(examples=["NCP26-17"])
    title: str
    strand: KeyLabelShape | None
    stage: KeyLabelShape | None
    is_national: bool
    is_shared: bool = Field(description="Whether all hubs of the installation share it.")
    academic_year: str = Field(examples=["2026-27"])
    ncetm_url: str = Field(description="Its page at the NCETM; may be empty.")
    texts: list[TextShape]
