"""The tables of sign-up."""

from __future__ import annotations

from wagtail_mathshub.registration.tables import require_app
from wagtail_mathshub.registration.tables.applications import Application, Offer, Participant, StateChange
from wagtail_mathshub.registration.tables.attendance import Attendance
from wagtail_mathshub.registration.tables.outbox import Interest, Message, Submission
from wagtail_mathshub.registration.tables.seats import Seats

require_app()

__all__ = [
    "Application",
    "Attendance",
    "Interest",
    "Message",
    "Offer",
    "Participant",
    "Seats",
    "StateChange",
    "Submission",
]
