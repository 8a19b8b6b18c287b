"""Taking finished Work Groups off the lists now.

Lists leave a group out when its academic year is over and no session lies ahead. So there is nothing to
switch: what keeps a group on the lists is a year that is missing or wrong, or a session that was left over.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.desk.bulk.changes import Answers, Change, NotDone, NothingToDo, Values
from wagtail_mathshub.desk.bulk.sign_up import NO_WORK_GROUP, state_now
from wagtail_mathshub.publishing.wording import day_words
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.vocabularies import OverrideState
from wagtail_mathshub.workgroups.facts import facts_of
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin


def archive(group: Any, answers: Answers) -> Values:
    """Put right what keeps a group of an earlier year on the lists."""
    state = state_now(group)
    if state.archived:
        raise NothingToDo(_("It is off the lists already."))
    ends = facts_of(group.sessions.all()).last_ends_at
    last_day = ends.astimezone(clock.LONDON).date() if ends else None
    if ends and ends >= clock.now():
        return _ended_early(group, last_day, answers)
    return _in_its_year(group, last_day, answers)


def _ended_early(group: Any, last_day: Any, answers: Answers) -> Values:
    if not group.academic_year or group.academic_year >= academic_years.current():
        raise NotDone(_("Its sessions go on until {day}.").format(day=day_words(last_day)))
    if not answers.get("ends_early"):
        raise NotDone(
            _("It still has a session on {day}. Tick below that it will not take place.").format(
                day=day_words(last_day)
            )
        )
    return {
        "override_state": OverrideState.CANCELLED,
        "override_until": None,
        "override_note": answers.get("note", ""),
    }


def _in_its_year(group: Any, last_day: Any, answers: Answers) -> Values:
    current = academic_years.current()
    year = academic_years.academic_year_of(last_day) if last_day else ""
    if not year and not group.academic_year:
        year = answers.get("academic_year", "")
        if not year:
            raise NotDone(_("It has no dates and no academic year. Choose its year below."))
    if not year or year >= current:
        raise NotDone(_too_early(max(year, group.academic_year, current)))
    return {"academic_year": year}


def _too_early(year: str) -> str:
    until = day_words(academic_years.end_of(year), year=True)
    return _(
        "Its academic year runs until {day}, and lists leave it out only after that. "
        "If it must go today, unpublish it."
    ).format(day=until)


ARCHIVE = Change("mathshub.archive", (WorkGroupMixin,), archive, NO_WORK_GROUP)
