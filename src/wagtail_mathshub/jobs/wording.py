"""An advert's pay, dates and state in a reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.publishing.wording import day_words, moment_words
from wagtail_mathshub.taxonomy.job_terms import JobApplyVia, JobState, PayTo, PayUnit

if TYPE_CHECKING:
    from wagtail_mathshub.jobs.mixins import JobAdvertMixin

OPEN = (JobState.OPEN, JobState.CLOSING_SOON)


@dataclass(frozen=True)
class ApplyLink:
    """Where to apply, and what the button says."""

    address: str
    label: str

    @property
    def email(self) -> str:
        """The email address, where one applies by email."""
        return self.address.removeprefix("mailto:") if self.address.startswith("mailto:") else ""


def pay_words(advert: JobAdvertMixin) -> str:
    """Like "£300 a day, paid to your school" or "£25,600 to £27,300 a year, pro rata"; "" if unknown."""
    parts = [_amount(advert)] if advert.pay_min or advert.pay_max else []
    if parts and advert.pay_pro_rata:
        parts.append(_("pro rata"))
    if advert.pay_to == PayTo.SCHOOL:
        parts.append(_("paid to your school") if parts else _("Paid to your school"))
    if advert.pay_note:
        parts.append(advert.pay_note)
    return ", ".join(parts)


def _amount(advert: JobAdvertMixin) -> str:
    low, high = advert.pay_min or advert.pay_max or 0, advert.pay_max or advert.pay_min or 0
    unit = PayUnit(advert.pay_unit).label if advert.pay_unit in PayUnit.values else ""
    if low == high:
        return _("£{pounds:,} {unit}").format(pounds=low, unit=unit).strip()
    return _("£{low:,} to £{high:,} {unit}").format(low=low, high=high, unit=unit).strip()


def dates_words(advert: JobAdvertMixin) -> str:
    """From when to when, like "4 January 2027 to 31 August 2027" or "From 22 February 2027"."""
    start = day_words(advert.starts, year=True) if advert.starts else ""
    end = day_words(advert.ends, year=True) if advert.ends else ""
    if start and end:
        return _("{start} to {end}").format(start=start, end=end)
    if start:
        return _("From {start}").format(start=start)
    return _("Until {end}").format(end=end) if end else ""


def closing_words(advert: JobAdvertMixin) -> str:
    """Like "Closes on Friday 4 December 2026 at noon", or what has become of it."""
    state = advert.state
    if state == JobState.WITHDRAWN:
        return _("This advert has been withdrawn.")
    if state == JobState.FILLED:
        return _("Somebody has been found for this role.")
    if advert.closes_at is None:
        return _("No closing date")
    when = moment_words(advert.closes_at, weekday=True, year=True)
    return (
        _("Closed on {when}").format(when=when)
        if state == JobState.CLOSED
        else _("Closes on {when}").format(when=when)
    )


def over_words(advert: JobAdvertMixin) -> tuple[str, str]:
    """What has become of an advert that nobody can answer any more: a heading and a sentence."""
    closed = closing_words(advert)
    if advert.state == JobState.WITHDRAWN:
        return _("This role has been withdrawn"), closed
    if advert.state == JobState.FILLED:
        return _("This role has been filled"), closed
    return _("This role has closed"), f"{closed}."


def moment_of_closing(advert: JobAdvertMixin) -> str:
    """Like "Friday 4 December 2026 at noon"; that there is none where there is none."""
    if advert.closes_at is None:
        return _("No closing date")
    return moment_words(advert.closes_at, weekday=True, year=True)


def release_words(advert: JobAdvertMixin) -> str:
    """What money that goes to the school means for the person; "" where it does not."""
    if advert.pay_to != PayTo.SCHOOL:
        return ""
    return _("You stay on your school's payroll; the hub pays your school for your release.")


def days_left_words(advert: JobAdvertMixin) -> str:
    """Like "Closes today", "1 day left", "11 days left"; "" once nobody can answer it."""
    if advert.state not in OPEN or advert.closes_at is None:
        return ""
    days = (advert.closes_at.astimezone(clock.LONDON).date() - clock.today()).days
    if days == 0:
        return _("Closes today")
    return _("1 day left") if days == 1 else _("{count} days left").format(count=days)


def extended_words(advert: JobAdvertMixin) -> str:
    """That the closing date was put off, and what it was; "" if it was not."""
    if advert.extended_from is None:
        return ""
    return _("Extended: it was to close on {when}.").format(when=moment_words(advert.extended_from))


def apply_link(advert: JobAdvertMixin, hub: Any) -> ApplyLink | None:
    """Where to apply now; None while nobody can, or where no address is known."""
    if advert.state not in OPEN:
        return None
    if advert.apply_via == JobApplyVia.LINK:
        return ApplyLink(advert.apply_url, _("Apply for this role")) if advert.apply_url else None
    address = advert.apply_email if advert.apply_via == JobApplyVia.EMAIL else ""
    address = address or (hub.email if hub else "")
    return ApplyLink(f"mailto:{address}", _("Apply by email")) if address else None
