"""The demo's Work Groups."""

from __future__ import annotations

from typing import Any

from django.utils.html import escape

from example_site.demo.applications import make_applications
from example_site.demo.files import flyer, picture
from example_site.demo.hubs import COLOURS
from example_site.demo.known import Known, index_of
from example_site.demo.shift import Shift, wall
from wagtail_mathshub.hubs.library import hub_collection
from wagtail_mathshub.pages.models import (
    WorkGroupIndexPage,
    WorkGroupLead,
    WorkGroupPage,
    WorkGroupSession,
)
from wagtail_mathshub.taxonomy.models import Audience
from wagtail_mathshub.taxonomy.seeds import local_authorities
from wagtail_mathshub.taxonomy.years import parse_year

APPLY = {"internal": "own_form", "external_url": "link"}


def make_work_group(row: dict[str, Any], known: Known) -> tuple[WorkGroupPage, bool]:
    """The page for `row`, made or brought up to date; and whether anything was new or different."""
    hub = known.hubs[row["hub"]]
    index = index_of(hub, WorkGroupIndexPage)
    slug = f"{row['key']}-{known.shift.key(row['academic_year'])}"
    page = WorkGroupPage.objects.child_of(index).filter(slug=slug).first()
    if page is not None:
        return page, bool(make_applications(row, page, known))
    page = WorkGroupPage(slug=slug, **_fields(row, known))
    page.lead_image = picture(row["title"], COLOURS[row["hub"]], hub_collection(hub))
    page.flyer = flyer(f"Flyer: {row['title']}", [row["summary"]], hub_collection(hub))
    page.sessions = [_session(order, line, known) for order, line in enumerate(row["sessions"])]
    page.leads = [WorkGroupLead(sort_order=n, person=known.people[key]) for n, key in enumerate(row["lead"])]
    index.add_child(instance=page)
    page.audiences = list(Audience.objects.filter(key__in=row["audiences"]))
    areas = row["eligibility"]["areas"]
    page.local_authorities = [] if areas == "all" else local_authorities(areas)
    page.save_revision().publish()
    make_applications(row, page, known)
    return page, True


def _fields(row: dict[str, Any], known: Known) -> dict[str, Any]:
    years = [parse_year(key) for key in row["year_groups"]]
    override = row.get("override", {})
    return {
        "title": row["title"],
        "project": known.projects.get(row.get("project", "")),
        "group_name": row.get("group_name", ""),
        "code": known.shift.code(row.get("code")),
        "academic_year": known.shift.key(row["academic_year"]),
        "strand": row["strand"],
        "stage": row.get("stage", ""),
        "year_from": min(years),
        "year_to": max(years),
        "summary": row["summary"],
        "who_can_take_part": f"<p>{escape(row['who'])}</p>" if row.get("who") else "",
        "outcomes": "\n".join(row.get("outcomes", [])),
        "gap_tasks": "\n".join(row.get("gap_tasks", [])),
        "override_state": override.get("state", ""),
        "override_until": known.shift.day(override.get("until")),
        "override_note": override.get("note", ""),
        **_offer(row),
        **_sign_up(row["apply"], known.shift),
    }


def _offer(row: dict[str, Any]) -> dict[str, Any]:
    capacity, cost, who = row["capacity"], row["cost"], row["eligibility"]
    return {
        "capacity": capacity["places"],
        "capacity_unit": capacity["unit"],
        "per_school_min": capacity["per_school"][0],
        "per_school_max": capacity["per_school"][1],
        "stated_confirmed": capacity["confirmed"],
        "stated_waiting": capacity["waiting"],
        "has_waiting_list": capacity["waiting_list"],
        "cost_free": cost["free"],
        "funding_to_school": cost.get("funding_gbp") or None,
        "non_attendance_charge": cost.get("non_attendance_gbp"),
        "cost_extras": cost.get("extras", ""),
        "cover_note": cost.get("cover_note", ""),
        "state_funded_only": who["state_funded_only"],
        "neighbours_welcome": who.get("neighbours", False),
        "prior_participation": who.get("prior", ""),
        "priority_rule": who.get("priority", ""),
    }


def _sign_up(row: dict[str, Any], shift: Shift) -> dict[str, Any]:
    asks_trn = row.get("trn_required", False)
    return {
        "apply_via": APPLY.get(row["how"], row["how"]),
        "apply_url": row.get("url", ""),
        "apply_email": row.get("email", ""),
        "opens_at": shift.moment(row["opens_at"]),
        "closes_at": shift.moment(row["closes_at"]),
        "accepts_late_joiners": row["late_joiners"],
        "late_joiners_note": row.get("late_note", ""),
        "has_interest_form": row.get("interest_form", False),
        "trn_asked": asks_trn,
        "trn_reason": "The programme reports on early career teachers by this number." if asks_trn else "",
    }


def _session(order: int, row: dict[str, Any], known: Known) -> WorkGroupSession:
    return WorkGroupSession(
        sort_order=order,
        label=row["label"],
        date=known.shift.day(row.get("date")),
        start=wall(row.get("start")),
        end=wall(row.get("end")),
        previous_date=known.shift.day(row.get("previous_date")),
        arrive_from=wall(row.get("arrive_from")),
        mode=row["mode"],
        status=row.get("status", "scheduled"),
        organisation=known.schools.get(row.get("venue") or ""),
        note=row.get("note", ""),
    )
