"""The list of imports in the admin's menu."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import SimpleListFilter, display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import HeaderButton

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.importing.office import rights, rows
from wagtail_mathshub.importing.office.screens import NAME, chip, run_address
from wagtail_mathshub.importing.office.urls import SUBMENU, urls
from wagtail_mathshub.importing.tables import ImportRun, RunState
from wagtail_mathshub.publishing.wording import time_words
from wagtail_mathshub.scoping.lists import ListAdmin
from wagtail_mathshub.scoping.model_admin_buttons import NoButtons
from wagtail_mathshub.scoping.model_admin_views import PlainCellsIndexView
from wagtail_mathshub.scoping.policies import policy_of


class StateFilter(SimpleListFilter):
    """By where an import stands."""

    title, parameter_name = _("state"), "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """All states."""
        return list(RunState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """The imports in the chosen state."""
        return queryset.filter(state=self.value()) if self.value() else None


class ImportList(PlainCellsIndexView):
    """The list, with the way to a new import above it."""

    def get_header_buttons(self) -> list[Any]:
        """A new import, for those who may begin one."""
        user = self.request.user
        if not (policy_of(ImportRun).user_has_permission(user, "add") and rights.hubs_for(user)):
            return super().get_header_buttons()
        new = HeaderButton(_("Import an old site"), url=reverse(f"{NAME}upload"), icon_name="plus")
        return [new, *super().get_header_buttons()]


class ImportAdmin(ListAdmin):
    """All imports that the user may see."""

    model = ImportRun
    menu_label = _("Imports")
    menu_icon = "download"
    add_to_admin_menu = False
    index_view_class = ImportList
    index_template_name = "wagtail_mathshub/admin/importing/list.html"
    index_view_extra_css = [
        "wagtail_mathshub/admin/registration.css",
        "wagtail_mathshub/admin/importing.css",
    ]
    button_helper_class = NoButtons
    list_display = (
        "source", "kind", "state_chip", "began", "by", "made", "updated", "kept", "failed", "look",
    )  # fmt: skip
    list_filter = (StateFilter,)
    search_fields = ("source_name",)
    ordering = ("-started_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The imports that the user may see, with their numbers."""
        return rows.counted(super().get_queryset(request))

    def register_with_wagtail(self) -> None:
        """Stand among the things of the hub in the menu."""
        super().register_with_wagtail()
        hooks.register(SUBMENU, lambda: self.get_menu_item(order=100))

    def get_admin_urls_for_registration(self) -> tuple[Any, ...]:
        """The address of the list and of all other screens."""
        return (*super().get_admin_urls_for_registration(), *urls())

    @display(description=_("Source"), ordering="source_name")
    def source(self, obj: ImportRun) -> SafeString:
        """What was imported, and the way to it."""
        return format_html('<a href="{}" class="mh-link">{}</a>', run_address(obj), str(obj) or _("Import"))

    @display(description=_("State"), ordering="state")
    def state_chip(self, obj: ImportRun) -> SafeString:
        """Where it stands."""
        return chip(obj.state, obj.get_state_display())

    @display(description=_("Begun"), ordering="started_at")
    def began(self, obj: ImportRun) -> str:
        """When it began."""
        local = obj.started_at.astimezone(LONDON)
        day = formats.date_format(local.date(), "j M Y", use_l10n=False)
        return f"{day}, {time_words(local.time())}"

    @display(description=_("By"), ordering="user")
    def by(self, obj: ImportRun) -> str:
        """Who began it."""
        return (obj.user.get_full_name() or obj.user.get_username()) if obj.user else ""

    @display(description=_("Made"))
    def made(self, obj: Any) -> int:
        """How many pages it has made."""
        return obj.made_count

    @display(description=_("Updated"))
    def updated(self, obj: Any) -> int:
        """How many pages it has brought up to date."""
        return obj.updated_count

    @display(description=_("Kept"))
    def kept(self, obj: Any) -> int:
        """How many pages were changed here and on the old site."""
        return obj.kept_count

    @display(description=_("Failed"))
    def failed(self, obj: Any) -> int:
        """How many pages could not be imported."""
        return obj.failed_count

    @display(description=_("To look at"))
    def look(self, obj: Any) -> SafeString | int:
        """How many pages somebody should look at."""
        if not obj.look_count:
            return 0
        url = f"{run_address(obj)}?look=yes&accepted=no"
        return format_html('<a href="{}" class="mh-link">{}</a>', url, obj.look_count)
