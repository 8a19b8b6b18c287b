"""Work Groups, sessions and projects as the API publishes them."""

from __future__ import annotations

from datetime import date, datetime, time

from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import KeyLabelShape, StateShape, YearsShape
from wagtail_mathshub.hubs.shapes import Block, PageShape
from wagtail_mathshub.organisations.shapes import VenueShape
from wagtail_mathshub.publishing.shapes import DocumentShape, ImageShape, PageLinkShape


class SessionShape(BaseModel):
    """A session. Times are London wall times; `starts_at` and `ends_at` have their offsets."""

    id: int
    uid: str
    label: str
    date: date | None
    start: time | None
    end: time | None
    arrive_from: time | None
    starts_at: datetime | None
    ends_at: datetime | None
    mode: KeyLabelShape
    status: KeyLabelShape
    previous_date: date | None = Field(description="If it was moved: the day it was planned for.")
    venue: VenueShape
    note: str


class PlacesShape(BaseModel):
    """Places: null where nobody knows, or where there is no limit."""

    capacity: int | None
    unit: str = Field(description="What places are counted in: schools or participants.")
    taken: int | None
    remaining: int | None
    waiting: int | None
    per_school_min: int | None
    per_school_max: int | None
    words: str = Field(examples=["6 of 12 school places left"])


class CostShape(BaseModel):
    """What it costs, in whole pounds."""

    free: bool
    funding_to_school: int | None
    non_attendance_charge: int | None
    extras: str
    cover_note: str
    words: str = Field(examples=["Free, £75 if you miss a session"])


class SignUpShape(BaseModel):
    """How and when to sign up."""

    via: str
    url: str = Field(description="Where to sign up now; empty while nobody can.")
    label: str
    opens_at: datetime | None
    closes_at: datetime | None
    has_interest_form: bool


class LeadShape(BaseModel):
    """Somebody who leads a Work Group."""

    name: str
    slug: str
    school: str
    email: str = Field(description="Only where the person wants it shown.")


class ProjectLinkShape(BaseModel):
    """The project that a Work Group is a local group of."""

    id: int
    code: str
    title: str


class WorkGroupShape(PageShape):
    """A Work Group, complete for a card."""

    hub: str = Field(description="The hub's key.")
    group_name: str
    code: str
    academic_year: str
    summary: str
    project: ProjectLinkShape | None
    strand: KeyLabelShape | None
    stage: KeyLabelShape | None
    years: YearsShape
    audiences: list[KeyLabelShape]
    image: ImageShape | None
    delivery: StateShape
    recruitment: StateShape
    mode: KeyLabelShape
    archived: bool
    places: PlacesShape
    cost: CostShape
    sign_up: SignUpShape
    leads: list[LeadShape]
    sessions: list[SessionShape]
    sessions_counted: int
    next_session: int | None = Field(description="The id of the next session.")
    body: list[Block] | None = Field(default=None, description="Blocks, with `include=body`.")


class TextShape(BaseModel):
    """A text under one of the NCETM's standard headings."""

    key: str
    heading: str
    html: str
    inherited: bool = Field(description="Whether it is the project's text.")


class WorkGroupDetailShape(WorkGroupShape):
    """A Work Group with everything that its page says."""

    texts: list[TextShape]
    outcomes: list[str]
    gap_tasks: list[str]
    state_funded_only: bool
    local_authorities: list[KeyLabelShape] = Field(description="None: the hub's whole area.")
    neighbours_welcome: bool
    prior_participation: str
    priority_rule: str
    late_joiners_note: str
    contact: str
    flyer: DocumentShape | None
    successor: PageLinkShape | None
    related_cohorts: list[PageLinkShape] = Field(description="Other groups of the same project and year.")


class AppointmentShape(SessionShape):
    """A session or an event in the calendar, with the page that it belongs to."""

    kind: str = Field(description="work_group or event.")
    page: PageLinkShape


class ProjectShape(BaseModel):
    """A national or local project."""

    id: int
    code: str
    title: str
    strand: KeyLabelShape | None
    stage: KeyLabelShape | None
    is_national: bool
    is_shared: bool
    academic_year: str
    ncetm_url: str
    texts: list[TextShape]
