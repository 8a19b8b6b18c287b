"""Where the lists are that hold what the panels show: the desk's own, or else Wagtail's explorer."""

from __future__ import annotations

from typing import Any

import swapper
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.jobs.mixins import HubJobIndexMixin
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.reading import once
from wagtail_mathshub.resources.mixins import HubResourceIndexMixin
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.job_terms import JobState
from wagtail_mathshub.taxonomy.vocabularies import Recruitment
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin

WORK_GROUPS = "mathshub_listings_work_groups:index"
JOBS = "mathshub_listings_jobs:index"
RESOURCES = "mathshub_listings_resources:index"
INDEXES = {WORK_GROUPS: WorkGroupIndexMixin, JOBS: HubJobIndexMixin, RESOURCES: HubResourceIndexMixin}
FILLING = [str(state) for state in (Recruitment.NEARLY_FULL, Recruitment.WAITING_LIST, Recruitment.FULL)]


class Lists:
    """The addresses for one hub; `among_several` where the user has more of them, whom the lists then ask which."""

    def __init__(self, hub: HubSettings, *, among_several: bool) -> None:
        self.hub = hub
        self.which = {"hub": hub.key} if among_several else {}

    def groups(self) -> str:
        """This year's Work Groups."""
        return self._list(WORK_GROUPS, academic_year=academic_years.current())

    def groups_closing(self) -> str:
        """The Work Groups whose sign-up closes soon."""
        return self._list(WORK_GROUPS, needs="closing")

    def groups_filling(self) -> str:
        """The Work Groups with few places left or none."""
        return self._list(WORK_GROUPS, recruitment=FILLING)

    def groups_without_dates(self) -> str:
        """This year's Work Groups without a date."""
        return self._list(WORK_GROUPS, needs="no_dates", academic_year=academic_years.current())

    def adverts_closing(self) -> str:
        """The adverts that close soon."""
        return self._list(JOBS, closes=["this_week", "next_week"])

    def adverts_over(self) -> str:
        """The adverts that have closed."""
        return self._list(JOBS, state=str(JobState.CLOSED))

    def collections_to_review(self) -> str:
        """The collections that somebody should look at again."""
        return self._list(RESOURCES, review="due")

    def drafts(self) -> str:
        """The hub's pages in the explorer, those first that were changed last."""
        query = {"ordering": "-latest_revision_created_at"}
        return reverse("wagtailadmin_explore", args=[self.hub.site.root_page_id], query=query)

    def _list(self, name: str, **filters: Any) -> str:
        try:
            return reverse(name, query=self.which | filters)
        except NoReverseMatch:
            return reverse("wagtailadmin_explore", args=[self._index(INDEXES[name])])

    def _index(self, mixin: Any) -> int:
        """The hub's list page of one kind; its first page where it has none."""
        root, model = self.hub.site.root_page, get_model(mixin)
        kind = ContentType.objects.get_for_model(model).pk if model else None
        own = (page for page, path, one in _index_pages() if one == kind and path.startswith(root.path))
        return next(own, root.pk)


def _index_pages() -> list[tuple[int, str, int]]:
    """The list pages of all hubs, in one query for all who ask in one reading."""
    models = [model for model in map(get_model, INDEXES.values()) if model is not None]
    kinds = [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]
    pages = swapper.load_model("wagtailcore", "Page").objects.filter(content_type__in=kinds).order_by("path")
    return once("list pages", lambda: list(pages.values_list("pk", "path", "content_type_id")))
