"""What looks odd about a Work Group's dates: said to its editor, never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail_mathshub.hubs.queries import holidays_of, hub_of_page
from wagtail_mathshub.scheduling.warnings import slot_warnings
from wagtail_mathshub.workgroups.clashes import clashes
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
    standing = [session for session in group.sessions.all() if session.stands]
    found = clashes(standing, people=people, hub=hub_of_page(group), page=group.pk)
    return [f"{session}: {sentence}" for session, sentence in found]
