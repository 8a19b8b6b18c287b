"""Registers the screens, and the policies that guard them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting
from wagtail.snippets.models import register_snippet

from wagtail_mathshub.desk.dashboard.panel import add_panel
from wagtail_mathshub.desk.menus import MathsHubGroup
from wagtail_mathshub.desk.urls import urls
from wagtail_mathshub.hubs.models import HubSettings
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


hooks.register("register_admin_urls", urls)
hooks.register("construct_homepage_panels", add_panel)

register_setting(HubSettings, icon="group")
register_snippet(MathsHubGroup)

if apps.is_installed("wagtail_modeladmin"):
    from wagtail_modeladmin.options import modeladmin_register

    from wagtail_mathshub.taxonomy.admin import VocabulariesGroup

    modeladmin_register(VocabulariesGroup)
