"""Blocks about the hub: people, places, contact details, calls to action, testimonials, partners."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from wagtail_mathshub.blocks.base import DataBlock
from wagtail_mathshub.blocks.people import PersonShape
from wagtail_mathshub.publishing.references import Found, Wanted
from wagtail_mathshub.publishing.shapes import ImageShape, PageLinkShape

HUB_CONTACT = "hub_contact"


class PeopleCardsShape(BaseModel):
    """People chosen by an editor."""

    heading: str
    people: list[PersonShape]


class PeopleCardsBlock(DataBlock):
    """People chosen by an editor, in an order."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    people = blocks.ListBlock(SnippetChooserBlock("wagtail_mathshub.Person"), label=_("people"), min_num=1)
    schema = PeopleCardsShape

    class Meta:
        icon = "user"
        label = _("People you choose")
        description = _("Cards of the people you choose, in your order.")
        template = "wagtail_mathshub/blocks/people_cards.html"
        preview_value = {"heading": "Ask one of us", "people": []}

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing where nobody is left, or all belong to another hub."""
        shown = super().represent(raw, found)
        return shown if shown and shown["people"] else None


class PlaceToGoShape(BaseModel):
    """A school or a venue."""

    id: int
    name: str
    address: str
    postcode: str
    map_url: str
    access_notes: str


class PlaceShape(BaseModel):
    """A school or a venue, and how to get there."""

    organisation: PlaceToGoShape
    directions: str = Field(description="HTML; may be empty.")


class PlaceBlock(DataBlock):
    """A school or a venue, and how to get there."""

    organisation = SnippetChooserBlock("wagtail_mathshub.Organisation", label=_("school or venue"))
    directions = blocks.RichTextBlock(
        label=_("how to get there"), features=["bold", "italic", "link", "ol", "ul"], required=False
    )
    schema = PlaceShape

    class Meta:
        icon = "home"
        label = _("School or venue")
        description = _("Its address, access and map link.")
        template = "wagtail_mathshub/blocks/place.html"
        preview_value = {"organisation": None, "directions": "<p>Five minutes from the station.</p>"}

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing where the place is gone, or belongs to another hub."""
        shown = super().represent(raw, found)
        return shown if shown and shown["organisation"] else None


class ContactDetailsShape(BaseModel):
    """How to reach the hub, from its settings."""

    heading: str
    name: str
    email: str
    phone: str
    address: str
    hub_lead: str
    lead_schools: list[str]


class ContactDetailsBlock(DataBlock):
    """How to reach the hub, from its settings."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    schema = ContactDetailsShape

    class Meta:
        icon = "mail"
        label = _("Contact details")
        description = _("The hub's address, email and phone, as they are in its settings.")
        template = "wagtail_mathshub/blocks/contact_details.html"
        preview_value = {"heading": "How to reach us"}

    def collect(self, raw: dict[str, Any], wanted: Wanted) -> None:
        """Want the details of the hub where this is read."""
        wanted.add(HUB_CONTACT, "")

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing in a site that is no hub."""
        details = found.get(HUB_CONTACT, "")
        return {"heading": raw.get("heading") or ""} | details if details else None


class CallToActionShape(BaseModel):
    """One thing to do next."""

    text: str
    label: str
    url: str
    page: PageLinkShape | None


class CallToActionBlock(DataBlock):
    """One thing to do next."""

    text = blocks.CharBlock(label=_("text"), required=False, max_length=200)
    label = blocks.CharBlock(
        label=_("button"), max_length=60, help_text=_("Say what happens: Sign up your school.")
    )
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    url = blocks.URLBlock(label=_("or an address"), required=False)
    schema = CallToActionShape

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("A button that leads to the one next thing to do.")
        template = "wagtail_mathshub/blocks/call_to_action.html"
        preview_value = {
            "text": "Ready?",
            "label": "See what is open",
            "page": None,
            "url": "https://example.org/",
        }

    def clean(self, value: Any) -> Any:
        """Refuse a button that leads nowhere."""
        cleaned = super().clean(value)
        if not cleaned["page"] and not cleaned["url"]:
            message = ValidationError(_("Choose a page, or give an address."))
            raise blocks.StructBlockValidationError(block_errors={"page": message})
        return cleaned

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The page's address before the other; nothing where neither is left."""
        shown = super().represent(raw, found) or {}
        page = shown["page"]
        url = page["url"] if page else shown["url"] or ""
        return shown | {"url": url} if url else None


class TestimonialShape(BaseModel):
    """What somebody says of taking part."""

    quote: str
    name: str
    role: str
    photo: ImageShape | None


class TestimonialBlock(DataBlock):
    """What somebody says of taking part."""

    quote = blocks.TextBlock(label=_("what they say"), max_length=600)
    name = blocks.CharBlock(label=_("name"), max_length=120)
    role = blocks.CharBlock(label=_("who they are"), required=False, max_length=120)
    photo = ImageChooserBlock(label=_("photo"), required=False)
    schema = TestimonialShape

    class Meta:
        icon = "openquote"
        label = _("Testimonial")
        description = _("What somebody says of taking part, with their name and school.")
        template = "wagtail_mathshub/blocks/testimonial.html"
        preview_value = {
            "quote": "I teach fractions quite differently now.",
            "name": "A teacher",
            "role": "Year 4, Riverbank School",
            "photo": None,
        }


class PartnerShape(BaseModel):
    """A partner."""

    name: str
    url: str
    logo: ImageShape | None


class PartnersShape(BaseModel):
    """The hub's partners."""

    heading: str
    partners: list[PartnerShape]


class PartnersBlock(DataBlock):
    """The hub's partners, with their logos."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    partners = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("name", blocks.CharBlock(label=_("name"), max_length=120)),
                ("url", blocks.URLBlock(label=_("website"), required=False)),
                ("logo", ImageChooserBlock(label=_("logo"), required=False)),
            ]
        ),
        label=_("partners"),
        min_num=1,
    )
    schema = PartnersShape

    class Meta:
        icon = "site"
        label = _("Partners")
        description = _("The names and logos of partners, each a link to their website.")
        template = "wagtail_mathshub/blocks/partners.html"
        preview_value = {
            "heading": "Our partners",
            "partners": [
                {"name": "Invented Teaching School Hub", "url": "https://example.org/", "logo": None}
            ],
        }
