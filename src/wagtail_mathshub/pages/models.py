"""The page types, the tree they make, and their child rows: the map of a hub's site."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from wagtail_mathshub.hubs.mixins import HubContentMixin, HubHomeMixin
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin, WorkGroupMixin
from wagtail_mathshub.workgroups.panels import work_group_tabs
from wagtail_mathshub.workgroups.sessions import WorkGroupLeadMixin, WorkGroupSessionMixin

if not apps.is_installed("wagtail_mathshub.pages"):
    raise ImproperlyConfigured(
        "wagtail_mathshub.pages.models was imported, but 'wagtail_mathshub.pages' is not in INSTALLED_APPS. "
        "Add it there, or subclass the mixins in an app of your own and don't import this module."
    )


class HubHomePage(HubHomeMixin, Page):
    """The first page of a hub: the root of its Site, or a child of a page that is there already."""

    content_panels = [*Page.content_panels, *HubHomeMixin.text_panels]
    search_fields = [*Page.search_fields, *HubHomeMixin.text_search_fields]
    subpage_types = ["mathshub_pages.HubContentPage", "mathshub_pages.WorkGroupIndexPage"]
    page_description = _("The first page of a Maths Hub.")

    class Meta:
        verbose_name = _("hub home page")
        verbose_name_plural = _("hub home pages")


class HubContentPage(HubContentMixin, Page):
    """About, contact, accessibility statement: a page of text."""

    content_panels = [*Page.content_panels, *HubContentMixin.text_panels]
    search_fields = [*Page.search_fields, *HubContentMixin.text_search_fields]
    parent_page_types = ["mathshub_pages.HubHomePage", "mathshub_pages.HubContentPage"]
    subpage_types = ["mathshub_pages.HubContentPage"]
    page_description = _("A page of text, like About us or Contact.")

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")


class WorkGroupIndexPage(WorkGroupIndexMixin, Page):
    """The hub's one list of Work Groups; the year is a filter, not a level of the tree."""

    content_panels = [*Page.content_panels, *WorkGroupIndexMixin.index_panels]
    search_fields = [*Page.search_fields, *WorkGroupIndexMixin.work_group_index_search_fields]
    parent_page_types = ["mathshub_pages.HubHomePage"]
    subpage_types = ["mathshub_pages.WorkGroupPage"]
    page_description = _("The list of your Work Groups. One is enough.")

    class Meta:
        verbose_name = _("list of Work Groups")
        verbose_name_plural = _("lists of Work Groups")


class WorkGroupPage(WorkGroupMixin, Page):
    """One cohort of a project, with its sessions."""

    search_fields = [*Page.search_fields, *WorkGroupMixin.work_group_search_fields]
    parent_page_types = ["mathshub_pages.WorkGroupIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Free professional development over several sessions.")
    edit_handler: Any = None

    class Meta(WorkGroupMixin.Meta):
        verbose_name = _("Work Group")
        verbose_name_plural = _("Work Groups")


WorkGroupPage.edit_handler = work_group_tabs(WorkGroupPage)


class WorkGroupSession(WorkGroupSessionMixin):
    """A session of a Work Group."""

    page = ParentalKey(WorkGroupPage, on_delete=models.CASCADE, related_name="sessions")

    class Meta(WorkGroupSessionMixin.Meta):
        indexes = [models.Index(fields=["page", "starts_at"], name="mathshub_session_start")]


class WorkGroupLead(WorkGroupLeadMixin):
    """Somebody who leads a Work Group."""

    page = ParentalKey(WorkGroupPage, on_delete=models.CASCADE, related_name="leads")

    class Meta(WorkGroupLeadMixin.Meta):
        pass
