"""The fixed vocabularies of sign-up: keys are stable, in the database and in the API."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where an application stands."""

    SUBMITTED = "submitted", _("Email not confirmed yet")
    PENDING = "pending", _("The hub decides")
    CONFIRMED = "confirmed", _("Place confirmed")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Place offered")
    LAPSED = "lapsed", _("Lapsed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# An application in one of these is still about a place; in the others it is over.
OPEN = (State.SUBMITTED, State.PENDING, State.CONFIRMED, State.WAITING, State.OFFERED)
# In the queue while it holds no place: with an address that may still have to be confirmed.
QUEUED = (State.SUBMITTED, State.WAITING)


class Step(TextChoices):
    """What was done to an application."""

    APPLIED = "applied", _("Applied")
    ADDRESS_CONFIRMED = "address_confirmed", _("Email address confirmed")
    PLACE_KEPT = "place_kept", _("A place became free and is kept for them")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    OFFERED = "offered", _("Place offered")
    PASSED_OVER = "passed_over", _("Passed over")
    ACCEPTED = "accepted", _("Offer accepted")
    LAPSED = "lapsed", _("Let lapse")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    PARTICIPANTS_CHANGED = "participants_changed", _("People changed")
    MOVED = "moved", _("Moved to another group")
    RECOUNTED = "recounted", _("Places counted anew")
    ERASED = "erased", _("Personal data erased")


class Actor(TextChoices):
    """Who did it."""

    APPLICANT = "applicant", _("The school")
    HUB = "hub", _("The hub")
    CLOCK = "clock", _("The clock")


class Outcome(TextChoices):
    """What became of an offer."""

    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Turned down")
    LAPSED = "lapsed", _("Not answered in time")


class MessageKind(TextChoices):
    """What an email says."""

    CONFIRM_ADDRESS = "confirm_address", _("Please confirm your address")
    ALREADY_APPLIED = "already_applied", _("You have applied already")
    RECEIVED = "received", _("The hub will decide")
    CONFIRMED = "confirmed", _("You have a place")
    WAITING = "waiting", _("You are on the waiting list")
    OFFERED = "offered", _("A place is offered")
    LAPSED = "lapsed", _("Your application has lapsed")
    DECLINED = "declined", _("No place this time")
    WITHDRAWN = "withdrawn", _("You gave up your place")
    PARTICIPANTS_CHANGED = "participants_changed", _("Who takes part has changed")
    DATES_CHANGED = "dates_changed", _("Dates have changed")
    CANCELLED = "cancelled", _("The Work Group is cancelled")
    REMINDER = "reminder", _("A session is coming up")
    LEAD_NEW = "lead_new", _("To the lead: a new application")
    INTEREST_NOTED = "interest_noted", _("Your interest is noted")
    INTEREST_OPEN = "interest_open", _("Sign-up has opened")


class MessageState(TextChoices):
    """Where an email stands."""

    WAITING = "waiting", _("To be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    DROPPED = "dropped", _("Not needed any more")
