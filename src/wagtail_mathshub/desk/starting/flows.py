"""Makes Work Groups of a project: one page for each cohort, all or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import swapper
from django.db import transaction
from django.http import HttpRequest
from django.utils.text import slugify

from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.privacy import keep_private
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia, CapacityUnit
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.models import Project
from wagtail_mathshub.workgroups.pasting.reading import PastedRow
from wagtail_mathshub.workgroups.pasting.rows import COLUMNS

LONGEST = 255


@dataclass(frozen=True)
class Offer:
    """What all cohorts have in common: the project, its year, and how schools sign up."""

    project: Project
    academic_year: str
    apply_via: str = ApplyVia.NONE
    apply_email: str = ""


@dataclass(frozen=True)
class Cohort:
    """What tells one cohort from the others; `closes_at` is aware, a capacity of None has no limit."""

    group_name: str = ""
    leads: Sequence[Any] = ()
    capacity: int | None = None
    capacity_unit: str = CapacityUnit.PARTICIPANTS
    closes_at: datetime | None = None
    sessions: Sequence[PastedRow] = ()


@transaction.atomic
def start_groups(
    *, index: Any, offer: Offer, cohorts: Iterable[Cohort], request: HttpRequest, publish: bool
) -> list[Any]:
    """Make a page for each cohort below `index`: drafts, or published pages where `publish` says so.

    Code and texts are left empty, so that the project's show. ValidationError when a page contradicts
    itself, PermissionDenied's kin when the user of `request` may not publish; in both cases nothing is made.
    """
    made, user = [], request.user
    for cohort in cohorts:
        page = _page(index, offer, cohort, user)
        index.add_child(instance=page)
        keep_private(page, request)
        revision = page.save_revision(user=user, log_action=True, clean=False)
        if publish:
            revision.publish(user=user)
            page.refresh_from_db()
        made.append(page)
    return made


def title_of(project: Project, group_name: str) -> str:
    """What the page of a cohort is called."""
    return ": ".join(filter(None, (project.title, group_name)))[:LONGEST]


def _page(index: Any, offer: Offer, cohort: Cohort, user: Any) -> Any:
    model = get_model(WorkGroupMixin)
    title = title_of(offer.project, cohort.group_name)
    page = model(
        title=title,
        slug=_free_slug(index, f"{title} {offer.academic_year}"),
        project=offer.project,
        group_name=cohort.group_name,
        academic_year=offer.academic_year,
        strand=offer.project.strand,
        stage=offer.project.stage,
        capacity=cohort.capacity,
        capacity_unit=cohort.capacity_unit,
        closes_at=cohort.closes_at,
        apply_via=offer.apply_via,
        apply_email=offer.apply_email,
        owner=user,
        live=False,
        has_unpublished_changes=True,
    )
    page.sessions = _sessions(model, cohort.sessions)
    lead = model.leads.rel.related_model
    page.leads = [lead(person=person, sort_order=number) for number, person in enumerate(cohort.leads)]
    return page


def _sessions(model: Any, rows: Sequence[PastedRow]) -> list[Any]:
    session = model.sessions.rel.related_model
    known = {field.name for field in session._meta.fields}
    names = [name for name in (*COLUMNS, "organisation") if name in known]
    return [
        session(sort_order=number, **{name: getattr(row, name) for name in names})
        for number, row in enumerate(rows)
    ]


def _free_slug(index: Any, words: str) -> str:
    stem = slugify(words)[: LONGEST - 10] or "work-group"
    siblings = swapper.load_model("wagtailcore", "Page").objects.child_of(index).filter(slug__startswith=stem)
    taken = set(siblings.values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)
