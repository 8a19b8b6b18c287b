"""Registers the screens, and the policies that guard them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting
from wagtail.snippets.models import register_snippet

from wagtail_mathshub.desk.bulk import actions, log_actions
from wagtail_mathshub.desk.bulk.wagtails_own import WAGTAILS_OWN
from wagtail_mathshub.desk.checklist.content_checks import use_hub_checks
from wagtail_mathshub.desk.dashboard.panel import add_panel
from wagtail_mathshub.desk.links.urls import links_item
from wagtail_mathshub.desk.listings.urls import disagreements_item, people_item
from wagtail_mathshub.desk.listings.viewsets import viewsets
from wagtail_mathshub.desk.menus import MathsHubGroup
from wagtail_mathshub.desk.rolling_over.menu import rolling_over_item
from wagtail_mathshub.desk.starting.menu import new_groups_item, project_buttons
from wagtail_mathshub.desk.starting.telling import tell_of_pasted
from wagtail_mathshub.desk.urls import urls
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.office.urls import SUBMENU
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.scoping.bulk_actions import SCOPED, SiteScopedDelete
from wagtail_mathshub.scoping.policies import register_site_policy
from wagtail_mathshub.workgroups.models import Project

for model in (Person, Organisation, Project):
    register_site_policy(model)
    SCOPED.append(model)

# After Wagtail's own, which this replaces for these models.
hooks.register("register_bulk_action", SiteScopedDelete, order=100)


@hooks.register("after_bulk_action")
def content_changed_in_bulk(*args: Any) -> None:
    """Adding images or documents to a collection sends no signal."""
    generation.bump()


# After Wagtail's own, which these replace.
for own in WAGTAILS_OWN:
    hooks.register("register_bulk_action", own, order=100)
for action in actions.possible_here():
    hooks.register("register_bulk_action", action, order=110)
hooks.register("register_log_actions", log_actions.register)

hooks.register("register_admin_urls", urls)
hooks.register("construct_wagtail_userbar", use_hub_checks)
hooks.register("register_reports_menu_item", links_item)
# A site's own viewset for one of these page classes, registered with a later order, takes its place.
hooks.register("register_admin_viewset", viewsets)
hooks.register("register_reports_menu_item", people_item)
hooks.register("register_reports_menu_item", disagreements_item)
hooks.register(SUBMENU, rolling_over_item)

# What was pasted is told once, by whichever of these comes first.
for moment in ("after_create_page", "after_edit_page", "before_publish_page"):
    hooks.register(moment, tell_of_pasted)

hooks.register(SUBMENU, new_groups_item)
hooks.register("register_snippet_listing_buttons", project_buttons)
hooks.register("construct_homepage_panels", add_panel)

register_setting(HubSettings, icon="group")
register_snippet(MathsHubGroup)

if apps.is_installed("wagtail_modeladmin"):
    from wagtail_modeladmin.options import modeladmin_register

    from wagtail_mathshub.taxonomy.admin import VocabulariesGroup

    modeladmin_register(VocabulariesGroup)
