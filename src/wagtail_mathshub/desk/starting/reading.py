"""Reads pasted dates for a screen that is open, and answers with rows."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder

from wagtail_mathshub.desk.starting import places
from wagtail_mathshub.desk.starting.forms import projects_of, year_for
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.scoping.screens import Screen
from wagtail_mathshub.workgroups.pasting import rows as pasted_rows
from wagtail_mathshub.workgroups.pasting.reading import Pasted, PastedRow


class ReadDatesView(Screen):
    """Says what sessions a text holds. Nothing is written.

    The body names the group's `page`, or the list under which it will be (`parent`); beside the text it
    has what the form has of sessions, leads and the academic year. With `preview` it answers HTML for
    people, and else values for the boxes of the form.
    """

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page for which the dates are, among those that the user may edit."""
        super().setup(request, *args, **kwargs)
        asked = request.POST
        self.page = places.group_to_edit(request.user, asked.get("page", ""))
        self.place = self.page or places.list_to_add_to(request.user, asked.get("parent", ""))

    def may_come_in(self, user: Any) -> bool:
        """Those who may edit the page, or add one to the list."""
        return self.place is not None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What the text says."""
        hub = hub_of_page(self.place)
        row_form = places.row_form()
        if hub is None or row_form is None:
            raise PermissionDenied
        page = self.page.pk if self.page else None
        pasted = pasted_rows.read_form(_asked(request.POST, hub), row_form, hub=hub, page=page)
        if "preview" in request.POST:
            template = "wagtail_mathshub/admin/starting/includes/pasted.html"
            return JsonResponse({"html": render_to_string(template, {"pasted": pasted}, request)})
        return JsonResponse(self._answer(pasted, row_form))

    def _answer(self, pasted: Pasted, row_form: Any) -> dict[str, Any]:
        finder = AdminURLFinder(self.request.user)
        return {
            "rows": [_row(row, row_form, finder) for row in pasted.rows],
            "unread": [{"text": line.text, "why": line.why} for line in pasted.unread],
            "already": list(pasted.already),
            "left": pasted.left,
            "said": _said(pasted),
        }


def _asked(data: Any, hub: HubSettings) -> Any:
    """What was sent; without a year of its own, that of the project that was chosen."""
    key = data.get("project", "")
    if data.get("academic_year", "").strip() or "project" not in data:
        return data
    project = projects_of(hub).filter(pk=int(key)).first() if places.is_key(key) else None
    asked = data.copy()
    asked["academic_year"] = year_for("", project)
    return asked


def _row(row: PastedRow, row_form: Any, finder: AdminURLFinder) -> dict[str, Any]:
    values = pasted_rows.values_of(row, row_form)
    values.pop("organisation", None)
    place = row.organisation
    chosen = place and {"id": place.pk, "title": str(place), "edit_url": finder.get_edit_url(place)}
    return {"values": values, "organisation": chosen, "words": row.words, "warnings": list(row.warnings)}


def _said(pasted: Pasted) -> str:
    count = len(pasted.rows)
    if not count:
        return _("No session was added.")
    return ngettext("{count} session was added.", "{count} sessions were added.", count).format(count=count)
