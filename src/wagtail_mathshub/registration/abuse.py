"""Holds back programs that fill in forms, and lets a whole school behind one address through."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.api.throttling import Tries
from wagtail_mathshub.registration.refusals import Refused

HOUR = 3600
# A school with one address on the internet signs up twenty colleagues in a lunch break; a hub opens a group to a county.
FROM_ONE_ADDRESS, FOR_ONE_EMAIL, FOR_ONE_GROUP = 120, 6, 1200
FASTEST = 3
SLOWEST = 24 * HOUR
# People do not see this field, so whoever fills it in is a program.
TRAP = "website"
SALT = "mathshub.form"


def check_limits(address: str, *, page_id: int, email: str) -> None:
    """Problem 429 when too many applications came from an internet address, for one email or for one group.

    Whether there is an application already makes no difference.
    """
    named = hashlib.sha256(email.strip().lower().encode()).hexdigest()[:24]
    for key, most in (
        (f"apply:address:{address}", FROM_ONE_ADDRESS),
        (f"apply:email:{page_id}:{named}", FOR_ONE_EMAIL),
        (f"apply:group:{page_id}", FOR_ONE_GROUP),
    ):
        Tries(key, most=most, seconds=HOUR).take()


def address_of(request: Any) -> str:
    """The internet address that a request came from, as the server in front tells it."""
    return request.META.get("REMOTE_ADDR", "")


def stamp() -> str:
    """The moment at which a form was first shown, for the form to bring back."""
    return TimestampSigner(salt=SALT).sign(str(int(clock.now().timestamp())))


def check_person(given_trap: str, given_stamp: str | None = None) -> None:
    """Refused for what looks like a program; nothing is lost, and a person sends the same once more."""
    again = _("Nothing is lost: check your answers and send them once more.")
    if given_trap.strip():
        raise Refused("trap", _("A field that people don't see was filled in."), again)
    if given_stamp is None:
        return
    began = _began(given_stamp)
    now = int(clock.now().timestamp())
    if began is None or not FASTEST <= now - began <= SLOWEST:
        raise Refused("pace", _("That was quicker than people are, or a day has gone by."), again)


def _began(given: str) -> int | None:
    try:
        return int(TimestampSigner(salt=SALT).unsign(given))
    except (BadSignature, ValueError):
        return None
