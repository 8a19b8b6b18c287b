"""Who was at which session, laid out as columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.wording import short_day_words
from wagtail_mathshub.registration.models import Attendance
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin


@dataclass(frozen=True)
class Held:
    """A session as it is known now, or as it was when somebody was marked."""

    key: int
    label: str
    day: date | None

    @property
    def words(self) -> str:
        """The session in a few words."""
        day = short_day_words(self.day, year=True) if self.day else ""
        return ", ".join(word for word in (self.label, day) if word) or _("Session")


def sessions_by_group(pages: Iterable[int]) -> dict[int, list[Held]]:
    """The sessions of each group in order; with those that were deleted after somebody was marked."""
    keys = set(pages)
    found: dict[int, list[Held]] = {key: [] for key in keys}
    model = get_model(WorkGroupMixin)
    if model is not None:
        rows = model.sessions.rel.related_model.objects.filter(page__in=keys).order_by("sort_order", "pk")
        for page, *fields in rows.values_list("page_id", "pk", "label", "date"):
            found[page].append(Held(*fields))
    known = {held.key for rows in found.values() for held in rows}
    marked = Attendance.objects.filter(participant__application__page__in=keys).exclude(session__in=known)
    columns = ("participant__application__page_id", "session", "session_label", "session_date")
    for page, *fields in marked.order_by("session_date", "session").values_list(*columns).distinct():
        if fields[0] not in {held.key for held in found[page]}:
            found[page].append(Held(*fields))
    return found


def marks_of(participants: Iterable[Any]) -> dict[int, dict[int, bool]]:
    """Who was there, by person and session; the attendance was fetched with the people."""
    marks: dict[int, dict[int, bool]] = defaultdict(dict)
    for person in participants:
        for mark in person.attendance.all():
            marks[person.pk][mark.session] = mark.present
    return marks
