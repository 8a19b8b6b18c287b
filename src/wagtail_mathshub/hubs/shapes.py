"""The shapes of hubs and of what all pages have in common, as the API publishes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import KeyLabelShape
from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.blocks.schemas import stream_shape
from wagtail_mathshub.publishing.shapes import ImageShape, PageLinkShape

Block: Any = stream_shape(BodyBlock())


class PageShape(BaseModel):
    """What every page says of itself."""

    id: int
    type: str = Field(examples=["work_group"])
    slug: str
    title: str
    url: str = Field(description="Where visitors read it.")
    api_url: str = Field(description="Where this page's data are.")
    published_at: datetime | None
    updated_at: datetime | None


class TermShape(BaseModel):
    """A term of the hub's schools, both days included."""

    academic_year: str
    term: str
    first_day: date
    last_day: date


class HolidayShape(BaseModel):
    """Days on which the hub's schools are closed, both days included."""

    name: str
    first_day: date
    last_day: date


class HubShape(BaseModel):
    """A hub, as its settings describe it."""

    key: str
    name: str
    short_name: str
    url: str
    area: str
    local_authorities: list[KeyLabelShape]
    lead_schools: list[str]
    hub_lead: str
    email: str
    phone: str
    address: str
    ncetm_url: str
    newsletter_url: str
    social_links: list[dict[str, str]]
    colours: list[str] = Field(description="The hub's two colours.")
    palette: dict[str, dict[str, str]] = Field(description="Tokens for light and dark, as hex values.")
    logo: ImageShape | None
    terms: list[TermShape]
    holidays: list[HolidayShape]
    labels: dict[str, str] = Field(description="The hub's own words for keys of vocabularies.")


class NavigationShape(BaseModel):
    """The hub's home page, and the pages of its menu."""

    home: PageLinkShape | None
    items: list[PageLinkShape]
