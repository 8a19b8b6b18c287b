"""Work Groups and projects in Wagtail's own APIs."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.blocks.pages import collect_from
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.hubs.wagtail_api import PageSource, RowSource, more_keys, page_fields, row_fields
from wagtail_mathshub.publishing.references import Wanted, find
from wagtail_mathshub.workgroups.data import group_data, group_more, project_data
from wagtail_mathshub.workgroups.queries import card_rows
from wagtail_mathshub.workgroups.shapes import ProjectShape, WorkGroupDetailShape, WorkGroupShape


def _rows(model: Any) -> tuple[Any, ...]:
    return ("project", "contact_person", *card_rows(model))


def _project(project: Any, scope: Scope) -> dict[str, Any]:
    wanted = Wanted()
    collect_from(project, wanted)
    return project_data(project, scope, find(wanted, scope.viewpoint))


WORK_GROUP = page_fields(
    PageSource(group_data, group_more, _rows, more_keys(WorkGroupShape, WorkGroupDetailShape)),
    WorkGroupDetailShape,
    *("project", "group_name", "code", "academic_year", "strand", "stage", "summary"),
    *("year_from", "year_to", "state_funded_only", "neighbours_welcome", "prior_participation"),
    *("priority_rule", "late_joiners_note", "cost_free", "funding_to_school", "non_attendance_charge"),
    *("cost_extras", "cover_note", "capacity", "capacity_unit", "per_school_min", "per_school_max"),
    *("opens_at", "closes_at", "has_interest_form", "contact_person", "contact_text"),
    read_as={"contact_person": "contact"},
)
PROJECT = row_fields(
    RowSource(_project),
    ProjectShape,
    *("title", "code", "strand", "stage", "is_national", "academic_year", "ncetm_url"),
)
