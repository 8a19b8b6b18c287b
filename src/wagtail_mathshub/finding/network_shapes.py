"""The feed of all hubs as its readers get it. Its JSON Schema is written from here."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from wagtail_mathshub.api.answers import KeyLabelShape, WallTime


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NetworkHubShape(_Shape):
    """A hub."""

    key: str = Field(description="It stays the same.", examples=["alder"])
    name: str
    short_name: str
    url: str = Field(description="Where visitors find the hub.")
    area: str = Field(description="Its area, in words.")
    local_authorities: list[KeyLabelShape]


class NetworkYearsShape(_Shape):
    """A range of school years; null for all of them."""

    first: int | None = Field(description="-1 Nursery, 0 Reception, 1 to 13.")
    last: int | None
    label: str = Field(examples=["Years 5 to 8"])


class NetworkPlacesShape(_Shape):
    """Places; null where nobody knows, or where there is no limit."""

    capacity: int | None
    unit: str = Field(description="schools or participants.")
    remaining: int | None


class NetworkAreaShape(_Shape):
    """Whose schools may take part."""

    limited: bool = Field(description="Whether the group names its local authorities itself.")
    local_authorities: list[KeyLabelShape] = Field(description="Those that it names, or else its hub's.")
    neighbours_welcome: bool = Field(description="Whether schools of neighbouring hubs are welcome too.")


class NetworkVenueShape(_Shape):
    """Where a session is held."""

    name: str = Field(description="Empty online, and where it is not known yet.")
    postcode: str


class NetworkSessionShape(_Shape):
    """A session."""

    uid: str = Field(description="As in all calendars of the installation; it stays the same.")
    label: str
    date: date | None
    start: WallTime | None
    end: WallTime | None
    starts_at: datetime | None = Field(description="With London's offset. Without a time: from midnight.")
    ends_at: datetime | None = Field(description="Without a time: the end of the day.")
    mode: str = Field(description="online, face_to_face, blended or tbc.")
    status: str = Field(description="scheduled, postponed or cancelled.")
    venue: NetworkVenueShape


class NetworkGroupShape(_Shape):
    """A Work Group: one cohort in one hub."""

    id: int
    hub: str = Field(description="The hub's key.")
    code: str = Field(description="May be empty.", examples=["NCP26-17"])
    project: str = Field(description="The project's title; may be empty.")
    title: str
    group_name: str = Field(description="Which cohort of its project.")
    strand: KeyLabelShape | None
    phases: list[str] = Field(description="early_years, primary, secondary, post_16.")
    years: NetworkYearsShape
    academic_year: str = Field(examples=["2026-27"])
    delivery: KeyLabelShape = Field(
        description="cancelled, postponed, dates_tbc, upcoming, in_progress or finished."
    )
    recruitment: KeyLabelShape = Field(
        description="open, nearly_full, waiting_list, full, opening_soon, by_invitation, closed, postponed or cancelled."
    )
    mode: KeyLabelShape
    places: NetworkPlacesShape
    opens_at: datetime | None
    closes_at: datetime | None
    area: NetworkAreaShape
    sessions: list[NetworkSessionShape] = Field(description="All of them, cancelled ones too, in order.")
    apply_via: str = Field(description="none, own_form, link, email or invitation.")
    apply_url: str = Field(
        description="Where to sign up now; empty while nobody can, and for sign-up by email."
    )
    url: str = Field(description="The group's page, at its own hub.")
    updated_at: datetime | None = Field(description="When its page was last published.")


class NetworkShape(_Shape):
    """Work Groups of all hubs of an installation, the soonest first."""

    version: int = Field(description="It rises when something is taken away or changes its meaning.")
    hubs: list[NetworkHubShape]
    count: int
    work_groups: list[NetworkGroupShape]
