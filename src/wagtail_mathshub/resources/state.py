"""Whether somebody should look at a collection again: in Python, and as a condition on columns."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.db.models import Q

from wagtail_mathshub import clock
from wagtail_mathshub.publishing.outgoing_links import pages_with_dead_links
from wagtail_mathshub.taxonomy.vocabularies import ResourceState

YEARS = 2


def oldest_current(today: date) -> date:
    """The earliest day of a last check that still counts: 24 months ago."""
    year, month = today.year - YEARS, today.month
    last_day = monthrange(year, month)[1]
    return date(year, month, min(today.day, last_day))


def state_of(last_checked: date | None, *, has_dead_links: bool = False) -> ResourceState:
    """Needs review when it was checked too long ago or never, or leads nowhere."""
    if has_dead_links or is_overdue(last_checked):
        return ResourceState.NEEDS_REVIEW
    return ResourceState.CURRENT


def is_overdue(last_checked: date | None) -> bool:
    """Whether it was checked too long ago, or never."""
    return last_checked is None or last_checked < oldest_current(clock.today())


def needs_review() -> Q:
    """The same as a condition on collections: their column `last_checked`, and what is stored of their links."""
    overdue = Q(last_checked=None) | Q(last_checked__lt=oldest_current(clock.today()))
    return overdue | links_to_dead()


def links_to_dead() -> Q:
    """That a collection links to something dead, without a subquery for each row."""
    return Q(pk__in=pages_with_dead_links())
