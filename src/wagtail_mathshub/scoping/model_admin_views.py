"""The views behind the package's wagtail-modeladmin screens, with the header and the manners of Wagtail's own lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.templatetags.admin_list import result_headers
from django.core.paginator import InvalidPage
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button, ButtonWithDropdown, HeaderButton
from wagtail_modeladmin import views
from wagtail_modeladmin.templatetags.modeladmin_tags import items_for_result

from wagtail_mathshub.scoping.plain_cells import UNWRITABLE, PlainCells
from wagtail_mathshub.scoping.policies import policy_of

LONGEST_QUERY = 200
STYLES = "wagtail_mathshub/admin/model_admin.css"


class AtHome:
    """A view with Wagtail's slim header: where one is, and what can be done."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the view shows, and what stands around it."""
        context = super().get_context_data(**kwargs)
        return context | self.get_furniture(context)

    def get_furniture(self, context: dict[str, Any]) -> dict[str, Any]:
        """What `wagtailadmin/generic/base.html` needs."""
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        here = [{"url": url, "label": label} for url, label in self.get_crumbs()]
        return {
            "breadcrumbs_items": [home, *here],
            "header_title": self.get_header_title(),
            "page_title": self.get_header_title(),
            "header_icon": self.header_icon,
            "header_buttons": self.get_header_buttons(),
            "media": context.get("media", getattr(self, "media", forms.Media()))
            + forms.Media(css={"all": [STYLES]}),
        }

    def get_crumbs(self) -> list[tuple[str, Any]]:
        """What lies between home and here, as addresses and labels; "" is here."""
        return [(self.index_url, self.plural), ("", self.get_header_title())]

    def get_header_title(self) -> str:
        """What the screen is about, for the window and for those who hear it."""
        return f"{self.get_page_title()}: {self.get_page_subtitle()}"

    def get_header_buttons(self) -> list[Any]:
        """What stands beside the last crumb."""
        more = self.get_more_buttons()
        if not more:
            return []
        attributes = {"aria-label": _("Actions")}
        return [ButtonWithDropdown(buttons=more, icon_name="dots-horizontal", attrs=attributes)]

    def get_more_buttons(self) -> list[Button]:
        """What stands behind the three dots."""
        return []

    @property
    def plural(self) -> str:
        """What the list is called."""
        return str(self.model_admin.menu_label or capfirst(self.verbose_name_plural))


class AboutOneRow(AtHome):
    """A view about one row: its name is the last crumb."""

    def get_crumbs(self) -> list[tuple[str, Any]]:
        """The list, and the row."""
        return [(self.index_url, self.plural), ("", str(self.instance))]

    @cached_property
    def may_edit(self) -> bool:
        """Whether the user may change the row."""
        return self.permission_helper.user_can_edit_obj(self.request.user, self.instance)

    @cached_property
    def may_delete(self) -> bool:
        """Whether the user may delete the row."""
        return self.permission_helper.user_can_delete_obj(self.request.user, self.instance)


class PlainCellsIndexView(AtHome, PlainCells, views.IndexView):
    """A list that knows its own filters only, and whose CSV export starts no formula in anybody's spreadsheet."""

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """What the filters of this list ask for: any other column asked for would answer by yes or no."""
        given = super().get_filters_params(params)
        known = {spec.parameter_name for spec in self.list_filter}
        return {name: value for name, value in given.items() if name in known}

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        """Search for what was typed, as far as it is text of a bearable length."""
        self.query = UNWRITABLE.sub("", search_term)[:LONGEST_QUERY]
        return super().get_search_results(request, queryset, self.query)

    def get_queryset(self, request: HttpRequest | None = None) -> Any:
        """The rows that are asked for. Asked once: filters look up their choices each time."""
        if not hasattr(self, "queryset"):
            self.queryset = super().get_queryset(request)
        return self.queryset

    @property
    def media(self) -> forms.Media:
        """The styles of this list; not those of wagtail-modeladmin, which are of an older design."""
        admin = self.model_admin
        return forms.Media(css={"all": admin.get_index_view_extra_css()}, js=admin.get_index_view_extra_js())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the list."""
        queryset = self.get_queryset()
        paginator = self.paginator_class(queryset, self.items_per_page)
        try:
            page = paginator.page(self.page_num)
        except InvalidPage:
            page = paginator.page(1)
        self.listed = list(page.object_list)
        narrowed = self.is_narrowed
        rows = [self._line(row) for row in self.listed]
        context = {
            "all_count": self.get_base_queryset().count() if narrowed else paginator.count,
            "result_count": paginator.count,
            "is_narrowed": narrowed,
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "object_list": self.listed,
            "user_can_create": self.may_create,
            "headers": list(result_headers(self)),
            "rows": rows,
            "has_buttons": any(row["buttons"] for row in rows),
            "ordering": self.params.get(self.ORDER_VAR, ""),
        }
        # Past wagtail-modeladmin's own, which would count and ask all of it again.
        context = views.WMABaseView.get_context_data(self, **(context | kwargs))
        return context | self.get_furniture(context)

    @property
    def is_narrowed(self) -> bool:
        """Whether something was searched for or filtered."""
        return bool(self.query) or any(spec.value() for spec in self.filter_specs)

    @cached_property
    def may_create(self) -> bool:
        """Whether the user may add a row here."""
        return self.model_admin.has_forms and self.permission_helper.user_can_create(self.request.user)

    def allowed(self, action: str) -> set[Any]:
        """Those rows on this page of the list with which the user may do `action`, asked all at once."""
        known = self.__dict__.setdefault("_allowed", {})
        if action not in known:
            rows = policy_of(self.model).instances_user_has_permission_for(self.request.user, action)
            keys = [row.pk for row in self.listed]
            known[action] = set(rows.filter(pk__in=keys).values_list("pk", flat=True))
        return known[action]

    def get_crumbs(self) -> list[tuple[str, Any]]:
        """The list is here."""
        return [("", self.plural)]

    def get_header_title(self) -> str:
        """What the list is called."""
        return self.plural

    def get_header_buttons(self) -> list[Any]:
        """Add a row, and the files."""
        first = []
        if self.may_create:
            label = str(self.button_helper.add_button()["label"])
            first = [HeaderButton(label, url=self.create_url, icon_name="plus", icon_only=True)]
        return [*first, *super().get_header_buttons()]

    def get_more_buttons(self) -> list[Button]:
        """The list as a file."""
        if not self.list_export:
            return []
        return [
            Button(_("Download XLSX"), url=self.xlsx_export_url, icon_name="download", priority=10),
            Button(_("Download CSV"), url=self.csv_export_url, icon_name="download", priority=20),
        ]

    def _line(self, row: Any) -> dict[str, Any]:
        cells = list(items_for_result(self, row, self.request))
        return {"key": row.pk, "cells": cells, "buttons": self.get_buttons_for_obj(row)}


class FormFurniture:
    """What `wagtailadmin/generic/form.html` needs besides the form itself."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form's panel, where it is sent, and its button."""
        context = super().get_context_data(**kwargs)
        return context | {
            "panel": context["edit_handler"],
            "action_url": self.request.get_full_path(),
            "form_is_multipart": context["is_multipart"],
            "submit_button_label": _("Save"),
            "submit_button_active_label": _("Saving…"),
            "page_subtitle": self.get_headline(),
        }


class CreateView(FormFurniture, AtHome, views.CreateView):
    """A new row."""

    def get_headline(self) -> str:
        """What stands above the form."""
        return self.get_header_title()

    def get_header_title(self) -> str:
        """What will be made."""
        return _("New: {kind}").format(kind=self.verbose_name)


class EditView(FormFurniture, AboutOneRow, views.EditView):
    """A row to change."""

    def get_headline(self) -> str:
        """What stands above the form."""
        return str(self.instance)

    def get_more_buttons(self) -> list[Button]:
        """Delete it."""
        if not self.may_delete:
            return []
        return [Button(_("Delete"), url=self.delete_url, icon_name="bin")]


class InspectView(AboutOneRow, views.InspectView):
    """A row to look at."""


class DeleteView(AboutOneRow, views.DeleteView):
    """Asks before a row is deleted."""
