"""How many were at each session, as a file: one line a session, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wagtail_mathshub.registration.models import Attendance, Participant
from wagtail_mathshub.registration.office.attendance import sessions_by_group
from wagtail_mathshub.registration.office.register_sheet import RegisterScreen, registers_of
from wagtail_mathshub.registration.states import State
from wagtail_mathshub.registration.term_report.files import csv_file
from wagtail_mathshub.taxonomy import academic_years

Counts = dict[tuple[int, int], tuple[int, int]]


class AttendanceFileView(RegisterScreen):
    """The sessions of the groups whose register the user may open, as the list of registers is filtered."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file to download."""
        return csv_file("attendance", lines_of(registers_of(request.user, request.GET)))


def lines_of(groups: Any) -> Iterator[list[Any]]:
    """The headings, and a line for each session of `groups`; those deleted since, where somebody was marked."""
    yield [
        _("Academic year"),
        _("Code"),
        _("Work Group"),
        _("Session"),
        _("Date"),
        _("People with a place"),
        _("Were there"),
        _("Were not there"),
        _("Not marked"),
    ]
    rows = list(
        groups.order_by("-academic_year", "title", "pk").values_list(
            "pk", "academic_year", "effective_code", "title"
        )
    )
    keys = [key for key, *_others in rows]
    sessions, placed, marked = sessions_by_group(keys), _placed(keys), _marked(keys)
    for key, year, code, title in rows:
        for held in sessions[key]:
            there, not_there = marked.get((key, held.key), (0, 0))
            people = placed.get(key, 0)
            day = held.day.isoformat() if held.day else ""
            about = [academic_years.label(year), code, title, held.label, day]
            yield [*about, people, there, not_there, max(0, people - there - not_there)]


def _placed(keys: list[int]) -> dict[int, int]:
    people = Participant.objects.filter(application__page__in=keys, application__state=State.CONFIRMED)
    return dict(people.order_by().values_list("application__page_id").annotate(Count("pk")))


def _marked(keys: list[int]) -> Counts:
    """Those with a place alone: who gave theirs up later is in no other number of the line."""
    marks = Attendance.objects.filter(
        participant__application__page__in=keys, participant__application__state=State.CONFIRMED
    )
    counts = marks.order_by().values_list("participant__application__page_id", "session")
    counted = counts.annotate(
        there=Count("pk", filter=Q(present=True)), not_there=Count("pk", filter=Q(present=False))
    )
    return {(page, session): (there, not_there) for page, session, there, not_there in counted}
