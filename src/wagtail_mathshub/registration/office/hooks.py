"""Registers the screens of sign-up, the policies that guard them, and what keeps pages from being deleted."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from wagtail_mathshub.registration import policies
from wagtail_mathshub.registration.office import deletion
from wagtail_mathshub.registration.office.one_person import ERASED, HANDED_OUT
from wagtail_mathshub.registration.office.past_keeping import PURGED

policies.register()

hooks.register("before_delete_page", deletion.refuse_deletion)
hooks.register("before_bulk_action", deletion.refuse_bulk_deletion)


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    """Let Wagtail's log say that somebody's data was handed out or erased."""
    actions.register_action(HANDED_OUT, _("Personal data handed out"), _("One person's data was handed out"))
    actions.register_action(ERASED, _("Personal data erased"), _("One person's data was erased"))
    actions.register_action(PURGED, _("Old sign-ups erased"), _("Sign-ups past their time were erased"))


if apps.is_installed("wagtail_modeladmin"):
    from wagtail_modeladmin.options import modeladmin_register

    from wagtail_mathshub.registration.admin import SignUpGroup
    from wagtail_mathshub.registration.office.needs import NeedsPanel
    from wagtail_mathshub.registration.office.urls import report_item
    from wagtail_mathshub.registration.overview import overview_html
    from wagtail_mathshub.workgroups.editing.overview import use_overview

    modeladmin_register(SignUpGroup)
    use_overview(overview_html)

    hooks.register("register_reports_menu_item", report_item)

    @hooks.register("construct_homepage_panels")
    def add_needs(request: HttpRequest, panels: list[Any]) -> None:
        """What waits for the user, on the admin's first page."""
        panels.append(NeedsPanel(request.user))
