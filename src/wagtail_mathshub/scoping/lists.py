"""Lists without forms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from wagtail_mathshub.scoping.model_admin import SiteModelAdmin


class ListAdmin(SiteModelAdmin):
    """A list without forms: rows are made, changed and ended by the flows alone."""

    index_view_extra_css = ["wagtail_mathshub/admin/registration.css"]
    has_forms = False
    list_per_page = 50
    actions: tuple[str, ...] = ("index",)

    def get_admin_urls_for_registration(self) -> tuple[Any, ...]:
        """The addresses of the screens that there are."""
        names = {self.url_helper.get_action_url_name(action) for action in self.actions}
        return tuple(url for url in super().get_admin_urls_for_registration() if url.name in names)

    def create_view(self, request: HttpRequest) -> HttpResponse:
        """There is no such screen."""
        return self.index_view(request)

    def register_admin_url_finders(self) -> None:
        """Nothing links to a form that is not there."""

    def register_indexing(self) -> None:
        """Bookkeeping is no use of a page that editors are shown."""
