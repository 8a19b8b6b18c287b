"""What the package adds to the admin's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from wagtail_mathshub.importing.office.urls import SUBMENU
from wagtail_mathshub.organisations.admin import OrganisationViewSet
from wagtail_mathshub.people.admin import PersonViewSet
from wagtail_mathshub.workgroups.admin import ProjectViewSet


class MathsHubGroup(SnippetViewSetGroup):
    """Projects, people, schools and venues under one heading."""

    items = (ProjectViewSet, PersonViewSet, OrganisationViewSet)
    menu_label = _("Maths Hub")
    menu_icon = "group"
    menu_order = 210
    # What is no snippet joins them by this hook.
    submenu_hook = SUBMENU
