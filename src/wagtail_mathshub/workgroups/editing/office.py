"""The names of the desk's addresses to which this room's panels lead; the desk gives them to its screens."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

READ_DATES = "mathshub_starting_read_dates"
NEW_GROUPS = "mathshub_starting_new_groups"


def address_of(name: str) -> str:
    """Where a screen of the desk is; "" on a site that has left it out."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
