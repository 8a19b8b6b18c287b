"""The report of pages that say in one place what they contradict in another."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.desk.listings.columns import LinesColumn, LinksColumn, ListColumn
from wagtail_mathshub.desk.listings.disagreeing import Disagreement, disagreeing_adverts, disagreeing_groups
from wagtail_mathshub.desk.listings.queries import hubs_of, pages_for
from wagtail_mathshub.desk.listings.reports.base import HubReport
from wagtail_mathshub.jobs.mixins import JobAdvertMixin
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

KINDS = ((WorkGroupMixin, disagreeing_groups), (JobAdvertMixin, disagreeing_adverts))


def edit_link(row: Disagreement) -> list[tuple[str, str]]:
    """Where it can be put right."""
    return [(reverse("wagtailadmin_pages:edit", args=[row.pk]), row.title)]


class DisagreementsReport(HubReport):
    """Pages that disagree, each with the sentences that its own editing screen shows."""

    page_title = _("Pages that disagree")
    header_icon = "warning"
    index_url_name = "mathshub_listings_disagreements"
    index_results_url_name = "mathshub_listings_disagreements_results"
    export_filename = "pages-that-disagree"
    no_results_message = _("No page disagrees with itself.")
    columns = [
        LinksColumn("title", _("Page to put right"), edit_link, classname="title"),
        ListColumn("kind", _("Kind"), lambda row: str(row.kind)),
        ListColumn("hub", _("Hub"), lambda row: row.hub),
        LinesColumn("sentences", _("What disagrees"), lambda row: list(row.sentences)),
    ]

    def get_filtered_queryset(self) -> list[Disagreement]:
        """All pages that disagree among those that the user works on."""
        found: list[Disagreement] = []
        for mixin, disagreeing in KINDS:
            model = get_model(mixin)
            if model is not None:
                found += disagreeing(pages_for(self.request.user, model))
        return found

    def get_table(self, object_list: Any) -> Any:
        """The table, without the hub for somebody who works for one."""
        columns = [column for column in self.columns if column.name != "hub" or self._works_for_several()]
        return self.table_class(columns, object_list, **self.get_table_kwargs())

    def _works_for_several(self) -> bool:
        model = get_model(WorkGroupMixin)
        return model is not None and len(hubs_of(pages_for(self.request.user, model))) > 1
