"""Where something takes place: a school or venue of the hub, or words."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.publishing.columns import optional_fk


class Venue(models.Model):
    """A place from the list, or a place in words."""

    organisation = optional_fk("wagtail_mathshub.Organisation", _("place"))
    venue_text = models.CharField(
        _("place in words"),
        max_length=200,
        blank=True,
        help_text=_("For a place that is not in the list, or the room."),
    )

    class Meta:
        abstract = True

    @property
    def place(self) -> str:
        """Where it is, in words; "" for online and for places still to be confirmed."""
        parts = [str(self.organisation or ""), self.venue_text]
        return ", ".join(part for part in parts if part)

    @property
    def full_address(self) -> str:
        """The place with its address and postcode, in one line; "" when nothing is known."""
        place = self.organisation
        parts = [self.place, *(place.address.splitlines() if place else ())]
        if place and place.postcode not in place.address:
            parts.append(place.postcode)
        return ", ".join(part for part in (part.strip(" ,") for part in parts) if part)


def venue_data(slot: Any) -> dict[str, str]:
    """Where a session or an event takes place, as plain data."""
    place = slot.organisation
    return {
        "name": slot.place,
        "postcode": place.postcode if place else "",
        "address": place.address if place else "",
        "map_url": place.map_url if place else "",
        "access_notes": place.access_notes if place else "",
    }
