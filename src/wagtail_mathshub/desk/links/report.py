"""The report "Links that lead nowhere", and the button that has a link looked at again."""

from __future__ import annotations

from typing import Any

import swapper
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView

from wagtail_mathshub.desk.links import queries
from wagtail_mathshub.desk.links.filters import LinkFilters
from wagtail_mathshub.desk.links.gathering import judged
from wagtail_mathshub.desk.links.inside import inside_links
from wagtail_mathshub.desk.links.rows import Lines, Row
from wagtail_mathshub.publishing.outgoing_links import LinkUse, OutgoingLink
from wagtail_mathshub.scoping.plain_cells import UNWRITABLE, PlainCells
from wagtail_mathshub.scoping.policies import policy_of
from wagtail_mathshub.scoping.screens import Screen, say_done

NAME = "mathshub_links_"
LONGEST_QUERY = 200


class LinksReport(PlainCells, ReportView):
    """The links on the user's pages that lead nowhere, or in another state."""

    model = OutgoingLink
    page_title = _("Links that lead nowhere")
    header_icon = "link"
    verbose_name_plural = _("links")
    index_url_name = f"{NAME}report"
    index_results_url_name = f"{NAME}report_results"
    results_template_name = "wagtail_mathshub/admin/links/report_results.html"
    template_name = "wagtail_mathshub/admin/links/report.html"
    filterset_class = LinkFilters
    is_searchable = True
    any_permission_required = ["add", "change"]
    export_filename = "links"
    export_headings = {
        "page": _("Page"),
        "edit": _("Where to edit it"),
        "place": _("Place on the page"),
        "words": _("Words of the link"),
        "address": _("Address"),
        "state": _("State"),
        "why": _("Why"),
        "since": _("Since"),
        "moved_to": _("Moved to"),
        "looked": _("Looked at"),
    }
    list_export = list(export_headings)

    @cached_property
    def permission_policy(self) -> Any:
        """Who may work on pages may see their links."""
        return policy_of(swapper.load_model("wagtailcore", "Page"))

    @cached_property
    def uses(self) -> Any:
        """The uses of links that filters and search leave."""
        chosen = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        words = UNWRITABLE.sub("", self.search_query)[:LONGEST_QUERY]
        return queries.uses_for(self.request.user, chosen, words)

    def get_filtered_queryset(self) -> Any:
        """The links of those uses."""
        return queries.links_with(self.uses)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """With the pages that use them; in a file, a line for each use."""
        if self.is_export:
            return Lines(self.uses)
        return [Row(link) for link in queries.with_uses(list(object_list), self.uses)]

    def to_row_dict(self, item: LinkUse) -> dict[str, Any]:
        """One line of a file."""
        row, link = Row(item.link), item.link
        return {
            "page": item.page.get_admin_display_title(),
            "edit": self.request.build_absolute_uri(reverse("wagtailadmin_pages:edit", args=[item.page_id])),
            "place": item.place,
            "words": item.words,
            "address": row.address or row.kind,
            "state": str(link.get_state_display()),
            "why": link.reason,
            "since": row.since,
            "moved_to": link.moved_to,
            "looked": row.looked,
        }

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Say also where to come back to."""
        return super().get_context_data(*args, **kwargs) | {
            "here": f"{self.index_url}?{self.request.GET.urlencode()}",
            "again_name": f"{NAME}look_again",
        }


class LookAgain(Screen):
    """Has a link looked at again by the next run. Nothing is asked of the network here."""

    # Only something to press.
    template_name = ""

    def may_come_in(self, user: Any) -> bool:
        """Those who may see the report."""
        return queries.may_see(user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark the link, if it stands on a page that the user may change."""
        seen = queries.uses_for(request.user, {"state": queries.ALL}).filter(link=kwargs["link"])
        if not seen.exists():
            raise Http404
        rows = OutgoingLink.objects.filter(pk=kwargs["link"])
        rows.update(due_at=None)
        judged(inside_links() & rows)
        say_done(request, _now("The link will be looked at again soon."))
        back = get_valid_next_url_from_request(request)
        return HttpResponseRedirect(back or reverse(f"{NAME}report"))
