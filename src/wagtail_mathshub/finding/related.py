"""What goes with a page of another kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, Q, Value, When

from wagtail_mathshub.api.conditions import any_of
from wagtail_mathshub.articles.queries import articles
from wagtail_mathshub.finding.kinds import kinds_by_type, page_model
from wagtail_mathshub.jobs.queries import open_jobs
from wagtail_mathshub.resources.queries import collections
from wagtail_mathshub.taxonomy import years
from wagtail_mathshub.taxonomy.year_range import overlapping

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

MOST = 2


@dataclass(frozen=True)
class GoesWith:
    """A page that goes with another: it has an address and a title; `kind` is a key of KINDS."""

    page: Any
    kind: str


def to_group(group: Any, hub: HubSettings | None) -> list[GoesWith]:
    """Articles by those who lead it or for the same years, lessons for these years, and open roles; in one query."""
    if not group.path or hub is None:
        return []
    span = (group.year_from, group.year_to)
    found = {
        "article": _articles(group, span, hub),
        "collection": _collections(span, hub),
        "job": _jobs(span, hub),
    }
    # By their keys first, and not by looking at every page: a database limits each subquery by itself.
    firsts = [Q(pk__in=rows.values("pk")[:MOST]) for rows in found.values() if not rows.query.is_empty()]
    types, order = kinds_by_type(), list(found)
    pages = page_model().objects.filter(any_of(firsts))
    rows = (GoesWith(page, types[page.content_type_id]) for page in pages)
    return sorted(rows, key=lambda one: order.index(one.kind))


def _articles(group: Any, span: tuple[Any, Any], hub: HubSettings) -> Any:
    people = [lead.person_id for lead in group.leads.all()]
    by_leads = articles(hub=hub).filter(authors__person__in=people).values("pk")
    fitting = Q(pk__in=by_leads)
    if None not in span:
        fitting |= Q(year_from__isnull=False) & overlapping(span)
    first = Case(When(pk__in=by_leads, then=Value(0)), default=Value(1), output_field=IntegerField())
    return articles(hub=hub).filter(fitting).order_by(first, "-date", "pk")


def _collections(span: tuple[Any, Any], hub: HubSettings) -> Any:
    rows = collections(hub=hub)
    if rows.query.is_empty() or None in span:
        return rows.none()
    lessons = rows.model.lessons.rel.related_model.objects
    fitting = lessons.filter(overlapping(span), year_from__isnull=False).values("page")
    return rows.filter(pk__in=fitting)


def _jobs(span: tuple[Any, Any], hub: HubSettings) -> Any:
    if None in span:
        return open_jobs(hub=hub).none()
    return open_jobs(hub=hub).filter(phase__in=years.phases(*span))
