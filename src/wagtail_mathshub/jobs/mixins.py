"""An advert for a role in the hub, and the list of open ones."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from wagtail_mathshub import clock
from wagtail_mathshub.blocks.body import ReadingBlock
from wagtail_mathshub.hubs.mixins import HubPage, IndexPage
from wagtail_mathshub.jobs import cleaning, panels, queries, wagtail_api
from wagtail_mathshub.jobs.forms import JobAdvertForm
from wagtail_mathshub.jobs.state import state_of
from wagtail_mathshub.jobs.structured_data import job_posting
from wagtail_mathshub.jobs.terms import Answering, Pay, Place, WorkingTime
from wagtail_mathshub.people.contact import Contact
from wagtail_mathshub.publishing.columns import VISIBLE_IN_SEARCH, Summary
from wagtail_mathshub.publishing.searching import searched
from wagtail_mathshub.taxonomy.job_terms import JobKind, JobState
from wagtail_mathshub.taxonomy.vocabularies import HomeSection, Phase

if TYPE_CHECKING:
    from django.http import HttpRequest


class JobAdvertMixin(HubPage, Summary, Contact, WorkingTime, Pay, Place, Answering):
    """An advert. Its concrete class has children `documents`."""

    kind = models.CharField(_("kind"), max_length=30, choices=JobKind.choices, blank=True)
    phase = models.CharField(_("phase"), max_length=20, choices=Phase.choices, blank=True)
    body = StreamField(ReadingBlock(), blank=True, verbose_name=_("about the role"))

    if TYPE_CHECKING:
        documents: Any
        go_live_at: Any
        approved_schedule: bool

    package_template = "wagtail_mathshub/job_advert_page.html"
    base_form_class = JobAdvertForm
    home_section = HomeSection.JOBS
    job_panels = panels.JOB
    job_search_fields = [
        *VISIBLE_IN_SEARCH,
        *searched("summary", "who_can_apply", "time_commitment", "location", "body"),
        index.FilterField("kind"),
        index.FilterField("phase"),
        index.FilterField("closes_at"),
        index.FilterField("filled"),
        index.FilterField("withdrawn"),
    ]
    job_api_fields = wagtail_api.JOB

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse what contradicts itself, each on the field where it can be put right."""
        super().clean()
        cleaning.check_advert(self)

    @cached_property
    def state(self) -> JobState:
        """Where the advert stands, as of the first look at it."""
        return state_of(self)

    @property
    def closing_day(self) -> date | None:
        """The last day on which it can be answered, in London."""
        return self.closes_at.astimezone(clock.LONDON).date() if self.closes_at else None

    @property
    def state_chip(self) -> dict[str, str]:
        """The state as a template shows it."""
        return {"key": str(self.state), "label": str(self.state.label)}

    @property
    def is_over(self) -> bool:
        """Whether nobody can answer it any more: it is closed, filled or withdrawn."""
        return self.state in (JobState.CLOSED, JobState.FILLED, JobState.WITHDRAWN)

    def hub_context(self, request: HttpRequest, hub: Any) -> dict[str, Any]:
        """Its files, how to apply, and other open roles."""
        return queries.detail_context(self, hub)

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may show it: not once nobody can answer it."""
        return not self.is_over

    def own_structured_data(self, hub: Any, context: dict[str, Any]) -> list[dict[str, Any] | None]:
        """The advert, while somebody can answer it."""
        return [job_posting(self, hub, context["meta"].address)]


class HubJobIndexMixin(IndexPage):
    """The list of a hub's open adverts."""

    package_template = "wagtail_mathshub/hub_job_index_page.html"

    class Meta:
        abstract = True

    def hub_context(self, request: HttpRequest, hub: Any) -> dict[str, Any]:
        """The adverts that somebody can answer, the next to close first."""
        return queries.index_context(self, request, hub)
