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

    id: int = Field(description="Its id, the same in every address.")
    type: str = Field(examples=["work_group"])
    slug: str = Field(description="The last part of its path.", examples=["fractions-2026-27"])
    title: str
    url: str = Field(description="Where visitors read it.")
    api_url: str = Field(description="Where this page's data are.")
    published_at: datetime | None = Field(description="When it was first published.")
    updated_at: datetime | None = Field(description="When it was last published.")


class TermShape(BaseModel):
    """A term of the hub's schools, both days included."""

    academic_year: str = Field(examples=["2026-27"])
    term: str = Field(examples=["autumn"])
    first_day: date
    last_day: date


class HolidayShape(BaseModel):
    """Days on which the hub's schools are closed, both days included."""

    name: str
    first_day: date
    last_day: date


class HubShape(BaseModel):
    """A hub, as its settings describe it."""

    key: str = Field(description="Names the hub in `hub=`; it stays the same.", examples=["alder"])
    name: str = Field(examples=["Alder Maths Hub"])
    short_name: str
    url: str = Field(description="Where visitors find the hub.")
    area: str = Field(description="Its area, in words.")
    local_authorities: list[KeyLabelShape] = Field(description="The local authorities of its area.")
    lead_schools: list[str] = Field(description="Names, in the hub's order.")
    hub_lead: str = Field(description="A name; may be empty.")
    email: str
    phone: str
    address: str
    ncetm_url: str = Field(description="The hub's page at the NCETM; may be empty.")
    newsletter_url: str = Field(description="Where to sign up for the newsletter; may be empty.")
    social_links: list[dict[str, str]]
    colours: list[str] = Field(description="The hub's two colours.")
    palette: dict[str, dict[str, str]] = Field(description="Tokens for light and dark, as hex values.")
    logo: ImageShape | None = Field(description="Null without a logo.")
    terms: list[TermShape] = Field(description="Terms of the hub's schools.")
    holidays: list[HolidayShape] = Field(description="When its schools are closed.")
    labels: dict[str, str] = Field(description="The hub's own words for keys of vocabularies.")


class NavigationShape(BaseModel):
    """The hub's home page, and the pages of its menu."""

    home: PageLinkShape | None
    items: list[PageLinkShape] = Field(description="In the order of the tree.")
