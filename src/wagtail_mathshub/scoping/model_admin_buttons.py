"""The buttons of the package's wagtail-modeladmin screens."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.utils.translation import gettext as _
from wagtail_modeladmin.helpers import ButtonHelper


class ListedButtons(ButtonHelper):
    """Open, edit, delete: what the user may do with a row, asked once for all rows of a list."""

    inspect_button_classnames: list[str] = ["button-secondary"]
    edit_button_classnames: list[str] = ["button-secondary"]
    delete_button_classnames: list[str] = ["button-secondary", "no"]

    def get_buttons_for_obj(
        self, obj: Any, exclude: Any = (), classnames_add: Any = None, classnames_exclude: Any = None
    ) -> list[Any]:
        """The row's buttons."""
        makers = {"inspect": self.inspect_button, "edit": self.edit_button, "delete": self.delete_button}
        wanted = [name for name in makers if name not in (exclude or ()) and self._may(name, obj)]
        buttons = [makers[name](obj.pk, _list(classnames_add), classnames_exclude) for name in wanted]
        # Screen readers hear of each button which row it belongs to.
        return [button | {"about": str(obj)} for button in buttons]

    def get_primary_button(self, obj: Any) -> Any:
        """Where the first column leads."""
        names = [name for name in ("edit", "inspect") if self._may(name, obj)]
        if not names:
            return None
        label = {"edit": _("Edit"), "inspect": _("Look at it")}[names[0]]
        return {"url": self.url_helper.get_action_url(names[0], quote(obj.pk)), "title": label}

    def inspect_button(self, pk: Any, classnames_add: Any = None, classnames_exclude: Any = None) -> Any:
        """Look at it."""
        button = super().inspect_button(pk, _list(classnames_add), classnames_exclude)
        return button | {"label": _("Look at it")}

    def _may(self, name: str, obj: Any) -> bool:
        helper, user = self.permission_helper, self.request.user
        if not hasattr(self.view, "listed"):
            asked = {
                "inspect": helper.user_can_inspect_obj,
                "edit": helper.user_can_edit_obj,
                "delete": helper.user_can_delete_obj,
            }
            return asked[name](user, obj)
        if name == "inspect":
            # The list holds only what the user may see.
            return helper.inspect_view_enabled
        return obj.pk in self.view.allowed({"edit": "change", "delete": "delete"}[name])


class NoButtons(ButtonHelper):
    """No buttons in a line: nothing can be done with the row but what a column of its own offers."""

    def get_buttons_for_obj(
        self, obj: Any, exclude: Any = None, classnames_add: Any = None, classnames_exclude: Any = None
    ) -> list[Any]:
        """None."""
        return []

    def get_primary_button(self, obj: Any) -> None:
        """The first column leads nowhere, unless it is a link of its own."""


class LookButtons(ListedButtons):
    """The first column leads to the row's own screen, and so does one button."""

    def inspect_button(self, pk: Any, classnames_add: Any = None, classnames_exclude: Any = None) -> Any:
        """Open it."""
        button = super().inspect_button(pk, _list(classnames_add), classnames_exclude)
        title = _("Open this {kind}").format(kind=self.verbose_name)
        return button | {"label": _("Open"), "title": title}

    def _may(self, name: str, obj: Any) -> bool:
        return name == "inspect"


def _list(names: Any) -> list[str]:
    return list(names or ())
