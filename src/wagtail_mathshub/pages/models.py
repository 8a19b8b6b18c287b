"""The page types, the tree they make, and their child rows: the map of a hub's site."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from wagtail_mathshub.articles.mixins import HubArticleIndexMixin, HubArticleMixin
from wagtail_mathshub.articles.rows import HubArticleAuthorMixin, HubArticleRelatedMixin
from wagtail_mathshub.events.mixins import HubEventIndexMixin, HubEventMixin
from wagtail_mathshub.events.rows import HubEventSpeakerMixin
from wagtail_mathshub.hubs.mixins import HubContentMixin, HubHomeMixin
from wagtail_mathshub.hubs.rows import HubHomeChoiceMixin
from wagtail_mathshub.jobs.mixins import HubJobIndexMixin, JobAdvertMixin
from wagtail_mathshub.jobs.rows import JobDocumentMixin
from wagtail_mathshub.resources.mixins import HubResourceIndexMixin, ResourceCollectionMixin
from wagtail_mathshub.resources.rows import CollectionCompilerMixin, LessonMixin
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin, WorkGroupMixin
from wagtail_mathshub.workgroups.panels import work_group_tabs
from wagtail_mathshub.workgroups.sessions import WorkGroupLeadMixin, WorkGroupSessionMixin

if not apps.is_installed("wagtail_mathshub.pages"):
    raise ImproperlyConfigured(
        "wagtail_mathshub.pages.models was imported, but 'wagtail_mathshub.pages' is not in INSTALLED_APPS. "
        "Add it there, or subclass the mixins in an app of your own and don't import this module."
    )

HOME = ["mathshub_pages.HubHomePage"]


class HubHomePage(HubHomeMixin, Page):
    """The first page of a hub: the root of its Site, or a child of a page that is there already."""

    content_panels = [*Page.content_panels, *HubHomeMixin.text_panels, *HubHomeMixin.choice_panels]
    search_fields = [*Page.search_fields, *HubHomeMixin.text_search_fields]
    api_fields = [*HubHomeMixin.text_api_fields]
    subpage_types = [
        "mathshub_pages.HubContentPage",
        "mathshub_pages.WorkGroupIndexPage",
        "mathshub_pages.HubEventIndexPage",
        "mathshub_pages.HubArticleIndexPage",
        "mathshub_pages.HubResourceIndexPage",
        "mathshub_pages.HubJobIndexPage",
    ]
    page_description = _("The first page of a Maths Hub.")

    class Meta:
        verbose_name = _("hub home page")
        verbose_name_plural = _("hub home pages")


class HubHomeChoice(HubHomeChoiceMixin):
    """A page that the home page shows because an editor chose it."""

    page = ParentalKey(HubHomePage, on_delete=models.CASCADE, related_name="choices")

    class Meta(HubHomeChoiceMixin.Meta):
        pass


class HubContentPage(HubContentMixin, Page):
    """About, contact, who is who, accessibility statement: a page of text."""

    content_panels = [*Page.content_panels, *HubContentMixin.text_panels]
    search_fields = [*Page.search_fields, *HubContentMixin.text_search_fields]
    api_fields = [*HubContentMixin.text_api_fields]
    parent_page_types = [*HOME, "mathshub_pages.HubContentPage"]
    subpage_types = ["mathshub_pages.HubContentPage"]
    page_description = _("A page of text, like About us, Contact or Who is who.")

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")


class WorkGroupIndexPage(WorkGroupIndexMixin, Page):
    """The hub's one list of Work Groups; the year is a filter, not a level of the tree."""

    content_panels = [*Page.content_panels, *WorkGroupIndexMixin.index_panels]
    search_fields = [*Page.search_fields, *WorkGroupIndexMixin.index_search_fields]
    api_fields = [*WorkGroupIndexMixin.index_api_fields]
    parent_page_types = HOME
    subpage_types = ["mathshub_pages.WorkGroupPage"]
    page_description = _("The list of your Work Groups. One is enough.")

    class Meta:
        verbose_name = _("list of Work Groups")
        verbose_name_plural = _("lists of Work Groups")


class WorkGroupPage(WorkGroupMixin, Page):
    """One cohort of a project, with its sessions."""

    search_fields = [*Page.search_fields, *WorkGroupMixin.work_group_search_fields]
    api_fields = [*WorkGroupMixin.work_group_api_fields]
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
        indexes = [models.Index(fields=["page", "starts_at", "status"], name="mathshub_session_start")]


class WorkGroupLead(WorkGroupLeadMixin):
    """Somebody who leads a Work Group."""

    page = ParentalKey(WorkGroupPage, on_delete=models.CASCADE, related_name="leads")

    class Meta(WorkGroupLeadMixin.Meta):
        pass


class HubEventIndexPage(HubEventIndexMixin, Page):
    """The hub's list of single events."""

    content_panels = [*Page.content_panels, *HubEventIndexMixin.index_panels]
    search_fields = [*Page.search_fields, *HubEventIndexMixin.index_search_fields]
    api_fields = [*HubEventIndexMixin.index_api_fields]
    parent_page_types = HOME
    subpage_types = ["mathshub_pages.HubEventPage"]
    page_description = _("The list of your conferences, network meetings and other single events.")

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")


class HubEventPage(HubEventMixin, Page):
    """A conference, a network meeting, a showcase, a webinar or an information event."""

    content_panels = [*Page.content_panels, *HubEventMixin.event_panels]
    search_fields = [*Page.search_fields, *HubEventMixin.event_search_fields]
    api_fields = [*HubEventMixin.event_api_fields]
    parent_page_types = ["mathshub_pages.HubEventIndexPage"]
    subpage_types: list[str] = []
    page_description = _("One event on one day: a conference, a network meeting, a webinar.")

    class Meta(HubEventMixin.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")


class HubEventSpeaker(HubEventSpeakerMixin):
    """Somebody who speaks at an event."""

    page = ParentalKey(HubEventPage, on_delete=models.CASCADE, related_name="speakers")

    class Meta(HubEventSpeakerMixin.Meta):
        pass


class HubArticleIndexPage(HubArticleIndexMixin, Page):
    """The hub's list of articles."""

    content_panels = [*Page.content_panels, *HubArticleIndexMixin.index_panels]
    search_fields = [*Page.search_fields, *HubArticleIndexMixin.index_search_fields]
    api_fields = [*HubArticleIndexMixin.index_api_fields]
    parent_page_types = HOME
    subpage_types = ["mathshub_pages.HubArticlePage"]
    page_description = _("The list of your articles and news.")

    class Meta:
        verbose_name = _("list of articles")
        verbose_name_plural = _("lists of articles")


class HubArticlePage(HubArticleMixin, Page):
    """An article by teachers of the hub."""

    content_panels = [*Page.content_panels, *HubArticleMixin.article_panels]
    search_fields = [*Page.search_fields, *HubArticleMixin.article_search_fields]
    api_fields = [*HubArticleMixin.article_api_fields]
    parent_page_types = ["mathshub_pages.HubArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = _("An article or news, by one or several authors.")

    class Meta(HubArticleMixin.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class HubArticleAuthor(HubArticleAuthorMixin):
    """An author of an article."""

    page = ParentalKey(HubArticlePage, on_delete=models.CASCADE, related_name="authors")

    class Meta(HubArticleAuthorMixin.Meta):
        pass


class HubArticleRelated(HubArticleRelatedMixin):
    """An article to read after another."""

    page = ParentalKey(HubArticlePage, on_delete=models.CASCADE, related_name="related_articles")

    class Meta(HubArticleRelatedMixin.Meta):
        pass


class HubResourceIndexPage(HubResourceIndexMixin, Page):
    """The hub's list of collections of lesson resources."""

    content_panels = [*Page.content_panels, *HubResourceIndexMixin.index_panels]
    search_fields = [*Page.search_fields, *HubResourceIndexMixin.index_search_fields]
    api_fields = [*HubResourceIndexMixin.index_api_fields]
    parent_page_types = HOME
    subpage_types = ["mathshub_pages.ResourceCollectionPage"]
    page_description = _("The list of your collections of lessons.")

    class Meta:
        verbose_name = _("list of resources")
        verbose_name_plural = _("lists of resources")


class ResourceCollectionPage(ResourceCollectionMixin, Page):
    """Lessons for year groups, with their files."""

    content_panels = [*Page.content_panels, *ResourceCollectionMixin.collection_panels]
    search_fields = [*Page.search_fields, *ResourceCollectionMixin.collection_search_fields]
    api_fields = [*ResourceCollectionMixin.collection_api_fields]
    parent_page_types = ["mathshub_pages.HubResourceIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Several lessons with their files, for one or many year groups.")

    class Meta(ResourceCollectionMixin.Meta):
        verbose_name = _("collection of lessons")
        verbose_name_plural = _("collections of lessons")


class Lesson(LessonMixin):
    """A lesson of a collection."""

    page = ParentalKey(ResourceCollectionPage, on_delete=models.CASCADE, related_name="lessons")

    class Meta(LessonMixin.Meta):
        indexes = [models.Index(fields=["topic", "page"], name="mathshub_lesson_topic")]


class CollectionCompiler(CollectionCompilerMixin):
    """Somebody who compiled a collection."""

    page = ParentalKey(ResourceCollectionPage, on_delete=models.CASCADE, related_name="compilers")

    class Meta(CollectionCompilerMixin.Meta):
        pass


class HubJobIndexPage(HubJobIndexMixin, Page):
    """The hub's list of open roles."""

    content_panels = [*Page.content_panels, *HubJobIndexMixin.index_panels]
    search_fields = [*Page.search_fields, *HubJobIndexMixin.index_search_fields]
    api_fields = [*HubJobIndexMixin.index_api_fields]
    parent_page_types = HOME
    subpage_types = ["mathshub_pages.JobAdvertPage"]
    page_description = _("The list of open roles in your hub.")

    class Meta:
        verbose_name = _("list of job adverts")
        verbose_name_plural = _("lists of job adverts")


class JobAdvertPage(JobAdvertMixin, Page):
    """An advert for a role, which leaves the list by itself when it closes."""

    content_panels = [*Page.content_panels, *JobAdvertMixin.job_panels]
    search_fields = [*Page.search_fields, *JobAdvertMixin.job_search_fields]
    api_fields = [*JobAdvertMixin.job_api_fields]
    parent_page_types = ["mathshub_pages.HubJobIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A secondment or another role. It leaves the list by itself when it closes.")

    class Meta(JobAdvertMixin.Meta):
        verbose_name = _("job advert")
        verbose_name_plural = _("job adverts")


class JobDocument(JobDocumentMixin):
    """A file that belongs to an advert."""

    page = ParentalKey(JobAdvertPage, on_delete=models.CASCADE, related_name="documents")

    class Meta(JobDocumentMixin.Meta):
        pass
