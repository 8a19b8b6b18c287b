"""What the screens of imports have in common: furniture, addresses, and who may come in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wagtail_mathshub.importing.tables import ImportItem, ImportRun, ItemState, RunState
from wagtail_mathshub.scoping.policies import may, readable
from wagtail_mathshub.scoping.screens import Screen as BaseScreen

BASE = "mathshub_importing/"
NAME = "mathshub_importing_"
LIST = "wagtail_mathshub_importrun_modeladmin_index"
LOOKS = {
    ItemState.CREATED: "go",
    ItemState.UPDATED: "go",
    ItemState.KEPT: "hurry",
    ItemState.FAILED: "stop",
    RunState.FINISHED: "go",
    RunState.RUNNING: "hurry",
    RunState.WAITING: "wait",
}


def chip(state: str, label: Any) -> SafeString:
    """A state as a chip, told apart by its word and not by its colour alone."""
    return format_html('<span class="mh-chip mh-chip--{}">{}</span>', LOOKS.get(state, "off"), label)


def run_address(run: Any) -> str:
    """The screen of one import."""
    return reverse(f"{NAME}run", args=[getattr(run, "pk", run)])


def item_address(run: Any, item: Any) -> str:
    """The screen of one imported page."""
    return reverse(f"{NAME}item", args=[run.pk, item.pk])


class Screen(BaseScreen):
    """A screen below the list of imports."""

    header_icon = "download"

    def get_crumbs(self) -> list[tuple[str, Any]]:
        """The list of imports, and what lies between it and here."""
        return [(reverse(LIST), _("Imports")), *super().get_crumbs()]


class RunScreen(Screen):
    """A screen about one import that the user may look at; `action` is what it takes to use it."""

    action = "view"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the import among those that the user may see."""
        super().setup(request, *args, **kwargs)
        found = readable(ImportRun, request.user).filter(pk=kwargs["run"])
        run = found.select_related("site__root_page", "user").first()
        if run is None:
            raise Http404
        self.run: ImportRun = run

    def may_come_in(self, user: Any) -> bool:
        """Those with the right on the import's hub."""
        return self.action == "view" or may(user, self.action, self.run)

    def get_page_title(self) -> str:
        """What was imported."""
        return str(self.run) or _("Import")


class ItemScreen(RunScreen):
    """A screen about one page of an import: found only by way of the import that it belongs to."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page among those of the import."""
        super().setup(request, *args, **kwargs)
        rows = ImportItem.objects.filter(site=self.run.site, source_key=self.run.source_key)
        item = rows.select_related("page").filter(pk=kwargs["item"]).first()
        if item is None:
            raise Http404
        self.item: ImportItem = item

    def get_page_title(self) -> str:
        """The page's title."""
        return str(self.item)

    def get_crumbs(self) -> list[tuple[str, Any]]:
        """The import too."""
        return [*super().get_crumbs(), (run_address(self.run), str(self.run) or _("Import"))]
