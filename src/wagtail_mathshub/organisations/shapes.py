"""Schools and venues as the API publishes them."""

from __future__ import annotations

from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import KeyLabelShape


class VenueShape(BaseModel):
    """Where something takes place; without a name it is online or to be confirmed."""

    name: str
    postcode: str = Field(examples=["FM1 2AB"])
    address: str
    map_url: str = Field(description="May be empty.")
    access_notes: str = Field(description="How to get in; plain text.")


class OrganisationShape(BaseModel):
    """A school, a partner or a venue."""

    id: int
    name: str
    urn: str = Field(
        description="The Unique Reference Number of a school, six digits; may be empty.", examples=["100001"]
    )
    address: str
    postcode: str = Field(examples=["FM1 2AB"])
    local_authority: KeyLabelShape | None
    phases: list[str] = Field(description="Keys: early_years, primary, secondary, post_16.")
    roles: list[str] = Field(description="Keys: lead, strategic_partner, operational_partner, venue.")
    map_url: str = Field(description="May be empty.")
    access_notes: str = Field(description="How to get in; plain text.")
