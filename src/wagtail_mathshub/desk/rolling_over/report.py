"""What a roll over has done, page by page: for the screen, and as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.desk.rolling_over.tables import RolledPage, RollOver
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.wording import day_words
from wagtail_mathshub.scoping.plain_cells import plain_cell
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.vocabularies import Delivery
from wagtail_mathshub.workgroups import status_columns
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.models import Project


@dataclass(frozen=True)
class Line:
    """One page: what it was, what became of it, what to look at, and when the old page leaves the lists."""

    old_title: str
    old_edit: str
    new_title: str
    new_edit: str
    state: str
    notes: list[str]
    old_page: str


def lines_of(roll_over: RollOver) -> list[Line]:
    """A line for each page, in a constant number of queries."""
    rows = RolledPage.objects.filter(roll_over=roll_over).select_related("source", "copy").order_by("pk")
    groups = _groups([row.source_id for row in rows])
    return [_line(row, groups.get(row.source_id)) for row in rows]


def _groups(keys: list[Any]) -> dict[int | None, Any]:
    model = get_model(WorkGroupMixin)
    if model is None:
        return {}
    groups = model.objects.filter(pk__in=[key for key in keys if key])
    return {group.pk: group for group in groups.annotate(delivery_state=status_columns.delivery(clock.now()))}


def _line(row: RolledPage, group: Any) -> Line:
    return Line(
        old_title=group.title if group else row.title,
        old_edit=edit_address(row.source_id) if group else "",
        new_title=row.copy.draft_title if row.copy else "",
        new_edit=edit_address(row.copy_id) if row.copy else "",
        state=state_words(row),
        notes=list(row.notes),
        old_page=old_page_words(group) if group else _("The old page is gone."),
    )


def edit_address(key: int | None) -> str:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[key]) if key else ""


def state_words(row: RolledPage) -> str:
    """What became of the copy."""
    if row.done_at is None:
        return _("waiting")
    if row.copy is None:
        return _("deleted since")
    return _("published") if row.copy.live else _("draft")


def old_page_words(group: Any) -> str:
    """When the old page leaves the lists, which it does by itself; its address stays."""
    if not group.live:
        return _("The old page is not public.")
    if not group.academic_year:
        return _("The old page names no academic year, so it stays in the lists.")
    goes_on = group.delivery_state in (Delivery.UPCOMING, Delivery.IN_PROGRESS)
    if group.academic_year < academic_years.current() and not goes_on:
        return _("The old page is archived: it has left the lists, and its address stays.")
    day = academic_years.end_of(group.academic_year) + timedelta(days=1)
    if goes_on and group.last_ends_at:
        day = max(day, group.last_ends_at.astimezone(clock.LONDON).date() + timedelta(days=1))
    words = _("The old page leaves the lists by itself on {day}; its address stays.")
    return words.format(day=day_words(day, year=True))


def made_projects(roll_over: RollOver) -> list[Project]:
    """The projects that follow old ones since."""
    keys = [entry["successor"] for entry in roll_over.projects if entry.get("successor")]
    return list(Project.objects.filter(pk__in=keys)) if keys else []


def as_csv(roll_over: RollOver) -> str:
    """A line for each page, and for each that was left out. Cells that a spreadsheet would run begin with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("Old page"), _("New page"), _("State"), _("To look at"), _("Old page from now on")])
    for line in lines_of(roll_over):
        cells = [line.old_title, line.new_title, line.state, "\n".join(line.notes), line.old_page]
        writer.writerow([plain_cell(str(cell), "csv") for cell in cells])
    for entry in roll_over.left_out:
        writer.writerow(
            [
                plain_cell(str(cell), "csv")
                for cell in (entry["title"], "", _("left out"), entry["reason"], "")
            ]
        )
    return text.getvalue()
