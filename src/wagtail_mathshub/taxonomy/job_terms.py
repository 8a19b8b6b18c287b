"""The fixed vocabularies of job adverts."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobKind(TextChoices):
    SECONDMENT = "secondment", _("Secondment")
    FIXED_TERM = "fixed_term", _("Fixed term")
    PERMANENT = "permanent", _("Permanent")
    PAID_PER_DAY = "paid_per_day", _("Paid by the day")
    PROGRAMME_PLACE = "programme_place", _("Place on a programme")
    EXPRESSION_OF_INTEREST = "expression_of_interest", _("Expression of interest")


class PayTo(TextChoices):
    """Who receives the money."""

    SCHOOL = "school", _("The school, for releasing the person")
    PERSON = "person", _("The person")


class PayUnit(TextChoices):
    """What the money is for; the keys are those of schema.org's `unitText`."""

    HOUR = "HOUR", _("an hour")
    DAY = "DAY", _("a day")
    MONTH = "MONTH", _("a month")
    YEAR = "YEAR", _("a year")
    TOTAL = "TOTAL", _("in all")


class Workplace(TextChoices):
    ON_SITE = "on_site", _("On site")
    HYBRID = "hybrid", _("On site and from home")
    REMOTE = "remote", _("From home")


class JobApplyVia(TextChoices):
    HUB = "hub", _("Email to the hub")
    EMAIL = "email", _("Email to another address")
    LINK = "link", _("A form on another website")


class JobState(TextChoices):
    """Where an advert stands."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    OPEN = "open", _("Open")
    CLOSING_SOON = "closing_soon", _("Closing soon")
    CLOSED = "closed", _("Closed")
    FILLED = "filled", _("Filled")
    WITHDRAWN = "withdrawn", _("Withdrawn")
