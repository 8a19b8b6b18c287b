"""Bases for snippets whose rows belong to hubs."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from wagtail.admin.panels import ObjectList
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_mathshub.scoping.forms import SiteScopedForm
from wagtail_mathshub.scoping.guard import guarded
from wagtail_mathshub.scoping.policies import readable


class ReadableRows:
    """A chooser's list: only what the user may look at."""

    def get_object_list(self) -> QuerySet[Any]:
        """The rows of the user's hubs, and those that all hubs share."""
        return readable(self.model_class, self.request.user)


class SiteScopedChooseView(ReadableRows, ChooseView):
    """The chooser's window."""


class SiteScopedChooseResultsView(ReadableRows, ChooseResultsView):
    """The chooser's list when it is searched or paged."""


class SiteScopedChooserViewSet(SnippetChooserViewSet):
    """A chooser that shows, finds and hands over only rows that the user may look at."""

    choose_view_class = SiteScopedChooseView
    choose_results_view_class = SiteScopedChooseResultsView

    def get_urlpatterns(self) -> list[URLPattern]:
        """Every address, guarded. Without a form there is nothing to create here."""
        patterns = [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]
        return [guarded(pattern, self.model) for pattern in patterns]


class SiteScopedViewSet(SnippetViewSet):
    """Lists, exports and opens only rows that the user may look at; changes only their own."""

    chooser_viewset_class = SiteScopedChooserViewSet
    base_form_class = SiteScopedForm
    inspect_view_enabled = True
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows of the user's hubs, and those that all hubs share."""
        return readable(self.model, request.user)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Every address, guarded."""
        return [guarded(pattern, self.model) for pattern in super().get_urlpatterns()]

    def get_edit_handler(self) -> Any:
        """The model's panels behind a form that never takes a hub on trust."""
        handler = ObjectList(self.model.panels, base_form_class=self.base_form_class)
        return handler.bind_to_model(self.model)
