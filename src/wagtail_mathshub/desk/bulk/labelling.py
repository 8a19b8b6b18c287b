"""Changes that add to what a page says of itself: whom it is for, when it was last checked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub.desk.bulk.changes import Answers, Change, NothingToDo, Values
from wagtail_mathshub.events.mixins import HubEventMixin
from wagtail_mathshub.resources.mixins import ResourceCollectionMixin
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin


def add_audiences(page: Any, answers: Answers) -> Values:
    """Add the chosen audiences to those that the page has."""
    known = {row.pk for row in page.audiences.all()}
    missing = [row for row in answers.get("audiences", ()) if row.pk not in known]
    if answers and not missing:
        raise NothingToDo(_("It is for them already."))
    return {"audiences": missing}


def set_last_checked(collection: Any, answers: Answers) -> Values:
    """Say on which day somebody last opened every file and link."""
    day = answers.get("last_checked")
    if day and collection.last_checked == day:
        raise NothingToDo(_("It has this day already."))
    return {"last_checked": day}


ADD_AUDIENCE = Change(
    "mathshub.add_audience",
    (WorkGroupMixin, HubEventMixin),
    add_audiences,
    gettext_lazy("Only Work Groups and events say whom they are for."),
)
SET_REVIEW_DATE = Change(
    "mathshub.set_review_date",
    (ResourceCollectionMixin,),
    set_last_checked,
    gettext_lazy("Only collections of lessons have a day of last check."),
)
