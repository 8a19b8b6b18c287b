"""What emails say of sessions, places and people, in plain words of one line each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.feeds.ical import one_line
from wagtail_mathshub.publishing.wording import slot_words, time_words
from wagtail_mathshub.taxonomy.vocabularies import CapacityUnit, Mode

# Mail programs make a link of whatever looks like an address.
INSIDE_DOT = re.compile(r"(?<=\w)\.(?=[^\W\d])")


def from_form(text: str) -> str:
    """What somebody typed into the form, in one line in which no mail program sees an address to open.

    Whoever fills in the form chooses who gets the email, so it must not carry their links.
    """
    return INSIDE_DOT.sub(". ", one_line(text).replace("://", " "))


@dataclass(frozen=True)
class SessionWords:
    """One session; `link` is empty for all but those who have a place."""

    label: str
    when: str
    where: str
    arrive: str = ""
    note: str = ""
    link: str = ""


def session_words(session: Any, *, with_link: bool) -> SessionWords:
    """A session as it is now."""
    arrive = session.arrive_from
    return SessionWords(
        label=one_line(session.label),
        when=slot_words(session.date, session.start, session.end),
        where=where_words(session),
        arrive=_("Arrive from {time}").format(time=time_words(arrive)) if arrive else "",
        note=one_line(session.note),
        link=one_line(session.joining_link) if with_link else "",
    )


def where_words(session: Any) -> str:
    """The place with its address, "Online", or that it is to be confirmed."""
    if place := one_line(session.full_address):
        return place
    return str(Mode.ONLINE.label) if session.mode == Mode.ONLINE else _("Place to be confirmed")


def places_asked(places: int, unit: str) -> str:
    """Like "2 places", or "a place" where schools are counted."""
    if unit == CapacityUnit.SCHOOLS:
        return _("a place")
    return ngettext("{count} place", "{count} places", places).format(count=places)


def people_words(count: int) -> str:
    """Like "2 people"."""
    return ngettext("{count} person", "{count} people", count).format(count=count)
