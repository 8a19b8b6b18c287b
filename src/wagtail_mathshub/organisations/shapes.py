"""Schools and venues as the API publishes them."""

from __future__ import annotations

from pydantic import BaseModel

from wagtail_mathshub.api.answers import KeyLabelShape


class VenueShape(BaseModel):
    """Where something takes place; without a name it is online or to be confirmed."""

    name: str
    postcode: str
    address: str
    map_url: str
    access_notes: str


class OrganisationShape(BaseModel):
    """A school, a partner or a venue."""

    id: int
    name: str
    urn: str
    address: str
    postcode: str
    local_authority: KeyLabelShape | None
    phases: list[str]
    roles: list[str]
    map_url: str
    access_notes: str
