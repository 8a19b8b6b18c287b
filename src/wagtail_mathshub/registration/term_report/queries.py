"""What a report counts, read in a constant number of queries however much there is. No name of a person is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q

from wagtail_mathshub import clock
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.registration.models import Application, Attendance
from wagtail_mathshub.registration.states import State
from wagtail_mathshub.registration.term_report.asked import Asked
from wagtail_mathshub.registration.term_report.counting import Entry, Group, Schools
from wagtail_mathshub.scheduling.slots import span_of
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.vocabularies import Delivery, SlotStatus
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.status_columns import delivery

# Who was offered a place and has not answered still waits for one.
WAITS = (State.WAITING, State.OFFERED)
SCHOOL = ("site_id", "school_urn", "school_name", "school_postcode")
GROUP = (
    *("project_id", "project__code", "project__title", "project__is_national", "year_from", "year_to"),
    "delivery_state",
)


def entries_of(asked: Asked) -> list[Entry]:
    """One entry for each application that has a place or waits, in the groups of that year."""
    rows = _applications(asked)
    groups = dict(_groups(rows))
    applications = list(rows.values_list("pk", "page_id", "state", *SCHOOL).annotate(Count("participants")))
    schools = Schools((row[3:7] for row in applications), _authorities(asked))
    attended = _attended(asked, rows)
    return [
        Entry(
            group=groups[page],
            school=schools.key_of(*school),
            authority=schools.authority_of(*school),
            people=people,
            attended=attended.get(key, 0),
            waits=state != State.CONFIRMED,
        )
        for key, page, state, *school, people in applications
        if page in groups
    ]


def _applications(asked: Asked) -> Any:
    model = get_model(WorkGroupMixin)
    if model is None:
        return Application.objects.none()
    wanted = model.objects.filter(_in_year(asked.year))
    rows = Application.objects.filter(
        site__in=asked.sites, state__in=(State.CONFIRMED, *WAITS), page__in=wanted.values("pk")
    )
    return (rows.filter(_in_term(model, asked)) if asked.term else rows).order_by()


def _in_year(year: str) -> Q:
    """Groups of that academic year; those that say none by their first session."""
    begins = span_of(academic_years.start_of(year), None, None)[0]
    ends = span_of(academic_years.end_of(year), None, None)[1]
    unsaid = Q(academic_year="", first_starts_at__gte=begins, first_starts_at__lt=ends)
    return Q(academic_year=year) | unsaid


def _in_term(model: Any, asked: Asked) -> Q:
    """Applications to groups that meet in the term of their own hub."""
    found = Q(pk__in=[])
    sessions = model.sessions.rel.related_model.objects.filter(status=SlotStatus.SCHEDULED)
    for site, (first, last) in asked.days.items():
        held = sessions.filter(date__range=(first, last)).values("page")
        found |= Q(site=site, page__in=held)
    return found


def _groups(rows: Any) -> Iterator[tuple[int, Group]]:
    model = get_model(WorkGroupMixin)
    if model is None:
        return
    found = model.objects.filter(pk__in=rows.values("page")).order_by()
    found = found.annotate(delivery_state=delivery(clock.now()))
    for key, *project, year_from, year_to, state in found.values_list("pk", *GROUP):
        if state != Delivery.CANCELLED:
            yield key, Group(*project, years=(year_from, year_to))


def _attended(asked: Asked, rows: Any) -> dict[int, int]:
    """By application: how many of its people were at one session at least."""
    was_there = Q(present=True)
    if asked.term:
        was_there &= _on_days(asked)
    marks = Attendance.objects.filter(was_there, participant__application__in=rows.values("pk"))
    counts = marks.order_by().values_list("participant__application_id")
    return dict(counts.annotate(Count("participant", distinct=True)))


def _on_days(asked: Asked) -> Q:
    found = Q(pk__in=[])
    for site, days in asked.days.items():
        found |= Q(participant__application__site=site, session_date__range=days)
    return found


def _authorities(asked: Asked) -> dict[tuple[int, str], str]:
    known = Organisation.objects.filter(site__in=asked.sites, local_authority__isnull=False).exclude(urn="")
    rows = known.values_list("site_id", "urn", "local_authority__label")
    return {(site, urn): label for site, urn, label in rows}
