"""Blocks of people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks

from wagtail_mathshub.blocks.lists import ListBlock, ListRequest
from wagtail_mathshub.publishing.shapes import ImageShape

WHO = [
    ("leads", _("Those who lead the hub and its Work Groups")),
    ("llmes", _("Local Leaders of Mathematics Education")),
    ("board", _("The Strategic Board")),
    ("all", _("Everybody with a current role")),
]
PEOPLE = "people"
MOST = 200


class PersonShape(BaseModel):
    """Somebody of the hub."""

    id: int
    name: str
    slug: str = Field(description="Names the person in `author=`.")
    roles: list[str] = Field(description="Current roles, in words.")
    school: str
    bio: str = Field(description="Plain text.")
    email: str = Field(description="Only where the person wants it shown.")
    is_llme: bool = Field(description="Whether the person is a Local Leader of Mathematics Education.")
    photo: ImageShape | None


class PeopleListShape(BaseModel):
    """A list of people."""

    heading: str
    who: str
    items: list[PersonShape]


class PeopleListBlock(ListBlock):
    """Who is who in the hub, kept up to date by their roles."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    who = blocks.ChoiceBlock(
        label=_("who"),
        choices=WHO,
        default="leads",
        help_text=_("They come from Maths Hub > People, by their current roles."),
    )
    source = PEOPLE
    schema = PeopleListShape

    class Meta:
        icon = "group"
        label = _("List of people")
        description = _("People by their current roles. It follows when roles change.")
        template = "wagtail_mathshub/blocks/people_list.html"

    def request_of(self, raw: dict[str, Any]) -> ListRequest:
        """Everybody of that kind."""
        return ListRequest((("who", raw.get("who") or "leads"),), limit=MOST)
