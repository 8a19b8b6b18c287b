"""What looks odd about a Work Group's dates: said to its editor, never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wagtail_mathshub.hubs.queries import holidays_of, hub_of_page
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.wording import day_words
from wagtail_mathshub.scheduling.warnings import slot_warnings
from wagtail_mathshub.workgroups.disagreements import facts_of_page, sentences

if TYPE_CHECKING:
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin


def date_warnings(group: WorkGroupMixin) -> list[str]:
    """Sentences about sessions on closed days, what disagrees on the page, and clashes of a lead."""
    if not group.pk:
        return []
    holidays = holidays_of(hub_of_page(group))
    found = []
    for session in group.sessions.all():
        if session.stands:
            for warning in slot_warnings(session.date, session.start, session.end, holidays=holidays):
                found.append(f"{session}: {warning.message}")
    return found + sentences(facts_of_page(group)) + _clashes(group)


def _clashes(group: WorkGroupMixin) -> list[str]:
    people = {lead.person_id: str(lead.person) for lead in group.leads.all() if lead.person_id}
    own = [(session.span(), session) for session in group.sessions.all() if session.stands and session.date]
    if not people or not own:
        return []
    model = get_model(type(group)) or type(group)
    session_model = model.sessions.rel.related_model
    others = (
        session_model.objects.filter(page__leads__person__in=people, status="scheduled")
        .filter(starts_at__lt=max(span[1] for span, _s in own), ends_at__gt=min(span[0] for span, _s in own))
        .exclude(page=group.pk)
        .values_list("starts_at", "ends_at", "page__title", "page__leads__person")
        .distinct()
    )
    sentence = _("{session}: {person} also leads “{title}” on {day} at that time.")
    return [
        sentence.format(session=session, person=people[person], title=title, day=day_words(session.date))
        for starts, ends, title, person in others
        if person in people
        for (start, end), session in own
        if starts < end and ends > start
    ]
