"""The Work Groups that can be rolled over, and what is to be known of them, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from modelcluster.models import get_all_child_m2m_relations
from wagtail.models import PageViewRestriction, Revision, WorkflowState

from wagtail_mathshub import clock
from wagtail_mathshub.desk.rolling_over import rights
from wagtail_mathshub.desk.rolling_over.rights import Place
from wagtail_mathshub.desk.rolling_over.tables import RolledPage
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.workgroups import status_columns
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

NO_YEAR = ""


@dataclass(frozen=True)
class Candidate:
    """A Work Group of the old year; `rolled` is what an earlier rolling over to that year has made of it."""

    page: Any
    may_copy: bool
    rolled: RolledPage | None

    @property
    def is_done(self) -> bool:
        """Whether it has its copy already, or waits for it."""
        return self.rolled is not None and not self.is_gone

    @property
    def is_gone(self) -> bool:
        """Whether its copy was made and somebody has deleted it since: it can be made again."""
        return self.rolled is not None and self.rolled.done_at is not None and self.rolled.copy_id is None

    @property
    def can_be_ticked(self) -> bool:
        """Whether the user can choose it."""
        return self.may_copy and not self.is_done

    @property
    def is_proposed(self) -> bool:
        """Whether it is ticked to begin with: public, not called off, and without a page for next year."""
        page = self.page
        called_off = page.delivery_state in ("cancelled", "postponed")
        has_next = page.successor_id is not None
        return (
            self.can_be_ticked and page.live and not called_off and not has_next and bool(page.academic_year)
        )


def groups_of(place: Place, year: str) -> Any:
    """The Work Groups in the hub's own lists that are of `year`, or of none yet."""
    model, below = get_model(WorkGroupMixin), Q(pk__in=[])
    for index in place.indexes:
        below |= Q(path__startswith=index.path, depth=index.depth + 1)
    return model.objects.filter(below, academic_year__in=[year, NO_YEAR]).order_by("title", "pk")


def candidates(place: Place, from_year: str, to_year: str, user: Any) -> list[Candidate]:
    """All that there is to choose among, by title."""
    groups = groups_of(place, from_year).select_related("project")
    pages = list(groups.annotate(delivery_state=status_columns.delivery(clock.now())))
    keys = [page.pk for page in pages]
    allowed, rolled = rights.changeable(user, keys), rolled_to(keys, to_year)
    return [Candidate(page, page.pk in allowed, rolled.get(page.pk)) for page in pages]


def rolled_to(keys: Iterable[int], to_year: str) -> dict[int, RolledPage]:
    """What earlier rolling over to that year has made of these pages, by their keys."""
    rows = RolledPage.objects.filter(source__in=list(keys), to_year=to_year).select_related(
        "copy", "roll_over"
    )
    return {row.source_id: row for row in rows if row.source_id}


def years_of(place: Place) -> set[str]:
    """The academic years in which the hub has Work Groups."""
    model, below = get_model(WorkGroupMixin), Q(pk__in=[])
    for index in place.indexes:
        below |= Q(path__startswith=index.path, depth=index.depth + 1)
    years = model.objects.filter(below).order_by().values_list("academic_year", flat=True).distinct()
    return {year for year in years if year}


def chosen(place: Place, year: str, keys: Iterable[Any], user: Any, *, in_full: bool = False) -> list[Any]:
    """Those of the pages `keys` that can be copied, each as it is to be copied.

    What is of another hub or year, or not the user's to change, is left out in silence. A page that is
    public comes as visitors read it; a draft as it was last saved. `in_full` is for those that are
    copied at once: otherwise a draft comes without its relations, which would have to be asked for one by one.
    """
    groups = groups_of(place, year).filter(pk__in=list(keys)).prefetch_related("sessions", "leads")
    pages = list(groups.annotate(delivery_state=status_columns.delivery(clock.now())))
    allowed = rights.changeable(user, [page.pk for page in pages])
    drafts = [page.latest_revision_id for page in pages if not page.live and page.latest_revision_id]
    contents = dict(Revision.objects.filter(pk__in=drafts).values_list("pk", "content")) if drafts else {}
    return [_as_copied(page, contents, in_full) for page in pages if page.pk in allowed]


def _as_copied(page: Any, contents: dict[int, dict[str, Any]], in_full: bool) -> Any:
    content = contents.get(page.latest_revision_id) if not page.live else None
    if content is None:
        return page
    if in_full:
        draft = page.with_content_json(content)
    else:
        relations = {field.name for field in get_all_child_m2m_relations(page)}
        plain = {name: value for name, value in content.items() if name not in relations}
        draft = type(page).from_serializable_data(plain, check_fks=False)
        draft.path, draft.depth, draft.live, draft.locked = page.path, page.depth, page.live, page.locked
        draft.latest_revision_id, draft.has_unpublished_changes = page.latest_revision_id, True
    draft.delivery_state = page.delivery_state
    return draft


def held(pages: Iterable[Any]) -> set[int]:
    """Which of the pages are locked or in moderation, so that nobody else is to write on them."""
    known = list(pages)
    if not known:
        return set()
    states = WorkflowState.objects.filter(
        status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
        base_content_type=known[0].get_base_content_type(),
        object_id__in=[str(page.pk) for page in known],
    )
    moderated = {int(key) for key in states.values_list("object_id", flat=True)}
    return moderated | {page.pk for page in known if page.locked}


def private(pages: Iterable[Any]) -> set[int]:
    """Which of the pages are private themselves, and not only by their place in the tree."""
    restrictions = PageViewRestriction.objects.filter(page__in=[page.pk for page in pages])
    return set(restrictions.values_list("page_id", flat=True))


def taken_slugs(place: Place) -> dict[str, set[str]]:
    """The slugs that pages below each of the hub's lists have, by the list's path."""
    base, below = type(place.indexes[0])._meta.pk.remote_field, Q(pk__in=[])
    model = base.model if base else type(place.indexes[0])
    for index in place.indexes:
        below |= Q(path__startswith=index.path, depth=index.depth + 1)
    slugs: dict[str, set[str]] = {index.path: set() for index in place.indexes}
    for path, slug in model._default_manager.filter(below).order_by().values_list("path", "slug"):
        slugs[path[: -model.steplen]].add(slug)
    return slugs
