"""Which pages disagree with themselves, found for all at once: a fixed number of queries, read in batches.

The rules are those of the panels on the editing screens; only the facts are gathered differently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from wagtail_mathshub import clock
from wagtail_mathshub.blocks.base import stored
from wagtail_mathshub.desk.listings.queries import with_hub, with_hub_email
from wagtail_mathshub.hubs.queries import nearly_full_percent
from wagtail_mathshub.jobs import disagreements as job_rules
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.people.queries import with_current_role
from wagtail_mathshub.publishing.urging import Texts, body_text, urging_in
from wagtail_mathshub.taxonomy.academic_years import end_of, is_valid_key, start_of
from wagtail_mathshub.taxonomy.vocabularies import SlotStatus
from wagtail_mathshub.workgroups import disagreements as group_rules
from wagtail_mathshub.workgroups import seats, status_columns
from wagtail_mathshub.workgroups.models import Project
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

BATCH = 100
COLUMNS = (
    *("pk", "title", "draft_title", "live", "academic_year", "effective_code", "first_starts_at"),
    *("closes_at", "accepts_late_joiners", "apply_via", "apply_url", "apply_email"),
)


@dataclass(frozen=True)
class Disagreement:
    """A page, and in sentences what disagrees on it."""

    pk: int
    title: str
    kind: Any
    hub: str
    sentences: tuple[str, ...]


def disagreeing_groups(groups: Any) -> list[Disagreement]:
    """Those of `groups` that disagree with themselves, by title; what is archived is left in peace."""
    return _by_title(_groups(_unarchived(groups)))


def disagreeing_adverts(adverts: Any) -> list[Disagreement]:
    """Those of `adverts` that disagree with themselves, by title."""
    return _by_title(_adverts(adverts))


def _by_title(found: Iterable[Disagreement]) -> list[Disagreement]:
    return sorted((row for row in found if row.sentences), key=lambda row: (row.title.casefold(), row.pk))


def _unarchived(groups: Any) -> Any:
    rows = groups.model._default_manager.filter(pk__in=groups.order_by().values("pk"))
    rows = rows.exclude(status_columns.archived(clock.now()))
    return status_columns.with_state(
        status_columns.with_percent(rows, nearly_full_percent(None)), now=clock.now()
    )


def _groups(groups: Any) -> Iterator[Disagreement]:
    outside, left, urging = _outside(groups), _left(groups), _urging(groups)
    kind = groups.model._meta.verbose_name
    # Whether this installation has forms of its own, asked once: it is the same for every group.
    has_own_form = bool(seats.form_address(groups.model(pk=0)))
    rows = with_hub_email(with_hub(groups)).order_by()
    columns = (*COLUMNS, "delivery_state", "hub_name", "hub_email")
    for values in rows.values(*columns).iterator(chunk_size=BATCH):
        key, title = values["pk"], _title(values)
        facts = group_rules.GroupFacts(
            title=title,
            academic_year=values["academic_year"],
            code=values["effective_code"],
            first_starts_at=values["first_starts_at"],
            closes_at=values["closes_at"],
            accepts_late_joiners=values["accepts_late_joiners"],
            apply_via=values["apply_via"],
            apply_url=values["apply_url"],
            apply_email=values["apply_email"],
            hub_email=values["hub_email"] or "",
            has_own_form=has_own_form,
            is_over=values["delivery_state"] in group_rules.OVER,
            outside=tuple(outside.get(key, ())),
            left=tuple(left.get(key, ())),
            urging=urging.get(key, ()),
        )
        sentences = tuple(group_rules.sentences(facts))
        yield Disagreement(key, title, kind, values["hub_name"] or "", sentences)


def _title(values: dict[str, Any]) -> str:
    # What readers see; of a draft, what its editor sees.
    return values["title"] if values["live"] else values["draft_title"] or values["title"]


def _outside(groups: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    years = set(groups.order_by().values_list("academic_year", flat=True).distinct())
    beyond = Q()
    for year in filter(is_valid_key, years):
        beyond |= Q(page__academic_year=year) & (Q(date__lt=start_of(year)) | Q(date__gt=end_of(year)))
    if beyond:
        sessions = groups.model.sessions.rel.related_model.objects.filter(
            beyond, status=SlotStatus.SCHEDULED, page__in=groups.order_by().values("pk")
        )
        for page, label, day in sessions.order_by("sort_order").values_list("page", "label", "date"):
            found[page].append((label or str(day), day))
    return found


def _left(groups: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    here = Person.objects.filter(with_current_role(Q()))
    leads = groups.model.leads.rel.related_model.objects.filter(page__in=groups.order_by().values("pk"))
    leads = leads.exclude(person__in=here.values("pk")).order_by("sort_order")
    for page, name in leads.values_list("page", "person__name"):
        found[page].append(name)
    return found


def _urging(groups: Any) -> dict[int, tuple[tuple[str, str], ...]]:
    shut = Q(live=True, recruitment_state__in=group_rules.SHUT) | Q(live=False, closes_at__lte=clock.now())
    rows = groups.filter(shut).order_by()
    used = rows.filter(project__isnull=False).values("project")
    projects = Project.objects.filter(pk__in=used).only("title", *TEXT_FIELDS).in_bulk()
    columns = ("pk", "project_id", *group_rules.TEXTS, "body")
    found = {
        values["pk"]: urging_in(_texts(groups.model, values, projects.get(values["project_id"])))
        for values in rows.values(*columns).iterator(chunk_size=BATCH)
    }
    return {key: words for key, words in found.items() if words}


def _texts(model: Any, values: dict[str, Any], project: Project | None) -> Texts:
    for name in group_rules.TEXTS:
        yield model._meta.get_field(name).verbose_name, values[name]
    yield model._meta.get_field("body").verbose_name, body_text(stored(values["body"]))
    if project:
        missing = [name for name in TEXT_FIELDS if not values[name]]
        yield from group_rules.project_texts(project, missing)


def _adverts(adverts: Any) -> Iterator[Disagreement]:
    kind = adverts.model._meta.verbose_name
    rows = with_hub_email(with_hub(adverts)).order_by()
    for advert in rows.iterator(chunk_size=BATCH):
        facts = job_rules.facts_of(advert, hub_email=advert.hub_email or "")
        title = advert.title if advert.live else advert.draft_title or advert.title
        yield Disagreement(advert.pk, title, kind, advert.hub_name or "", tuple(job_rules.sentences(facts)))
