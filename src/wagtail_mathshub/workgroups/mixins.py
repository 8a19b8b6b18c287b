"""A Work Group's page: its fields and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import swapper
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.search import index

from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.blocks.pages import collect_from
from wagtail_mathshub.hubs.mixins import HubPage, IndexPage
from wagtail_mathshub.people.contact import Contact
from wagtail_mathshub.publishing.columns import VISIBLE_IN_SEARCH, LeadImage, Summary, lines_of, optional_fk
from wagtail_mathshub.publishing.references import DOCUMENT, Wanted
from wagtail_mathshub.publishing.searching import searched
from wagtail_mathshub.taxonomy.codes import parse_code
from wagtail_mathshub.taxonomy.validators import validate_academic_year, validate_code
from wagtail_mathshub.taxonomy.vocabularies import HomeSection, Stage, Strand
from wagtail_mathshub.taxonomy.year_range import YearRange
from wagtail_mathshub.workgroups import cleaning, panels, queries, wagtail_api
from wagtail_mathshub.workgroups.facts import facts_of
from wagtail_mathshub.workgroups.forms import WorkGroupForm
from wagtail_mathshub.workgroups.led_page import LedPagePermissionTester
from wagtail_mathshub.workgroups.offer import Cost, Eligibility, Override, Places, SignUp
from wagtail_mathshub.workgroups.status import GroupState, state_of
from wagtail_mathshub.workgroups.structured_data import course
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS, SixTexts

if TYPE_CHECKING:
    from django.http import HttpRequest

LISTED_BY = [
    *("first_starts_at", "last_ends_at", "academic_year", "all_cancelled", "has_undated", "override_state"),
    *("override_until", "year_from", "year_to", "strand", "stage", "sessions_mode", "apply_via", "capacity"),
    *("stated_confirmed", "opens_at", "closes_at", "accepts_late_joiners", "has_waiting_list"),
    *("neighbours_welcome", "effective_code", "project"),
]


class WorkGroupMixin(
    HubPage, Summary, LeadImage, YearRange, Contact, SixTexts, Eligibility, Cost, Places, SignUp, Override
):
    """One cohort of a project in a hub, with its sessions.

    Its concrete class is a page, has children with the related names `sessions` and `leads`,
    and puts `work_group_search_fields` behind its page class's own. The installation has one.
    """

    project = optional_fk(
        "wagtail_mathshub.Project",
        _("project"),
        help_text=_("The national or local project. Its texts show here until you write your own."),
    )
    group_name = models.CharField(
        _("which group"),
        max_length=120,
        blank=True,
        help_text=_("If a project has several groups: what tells this one apart, like Eastholme group."),
    )
    code = models.CharField(
        _("code"),
        max_length=20,
        blank=True,
        validators=[validate_code],
        help_text=_("Empty: the project's code."),
    )
    effective_code = models.CharField(max_length=20, blank=True, editable=False, db_index=True)
    academic_year = models.CharField(
        _("academic year"),
        max_length=7,
        blank=True,
        db_index=True,
        validators=[validate_academic_year],
        help_text=_("Like 2026-27: from 1 September to 31 August."),
    )
    strand = models.CharField(_("strand"), max_length=30, choices=Strand.choices, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, blank=True)
    audiences = ParentalManyToManyField(
        "wagtail_mathshub.Audience",
        blank=True,
        related_name="%(app_label)s_%(class)s_set",
        verbose_name=_("for"),
    )
    outcomes = models.TextField(
        _("what people take away"), blank=True, help_text=_("One on each line, a sentence each.")
    )
    gap_tasks = models.TextField(
        _("tasks between the sessions"), blank=True, help_text=_("One on each line, a sentence each.")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("more"))
    flyer = optional_fk(get_document_model_string(), _("flyer"))
    successor = optional_fk(swapper.get_model_name("wagtailcore", "Page"), _("next year's Work Group"))
    first_starts_at = models.DateTimeField(null=True, editable=False, db_index=True)
    last_ends_at = models.DateTimeField(null=True, editable=False, db_index=True)
    all_cancelled = models.BooleanField(default=False, editable=False)
    has_undated = models.BooleanField(default=False, editable=False)
    sessions_mode = models.CharField(max_length=20, default="tbc", editable=False)

    if TYPE_CHECKING:
        # What the concrete page class brings.
        sessions: Any
        leads: Any

    package_template = "wagtail_mathshub/work_group_page.html"
    base_form_class = WorkGroupForm
    home_section = HomeSection.WORK_GROUPS
    read_with = ("project", "contact_person")
    who_panels = panels.WHO
    when_panels = panels.WHEN
    learning_panels = panels.LEARNING
    cost_panels = panels.COST
    sign_up_panels = panels.SIGN_UP

    work_group_search_fields = [
        *VISIBLE_IN_SEARCH,
        *searched("summary", "group_name", "effective_code", "academic_year"),
        *searched(*TEXT_FIELDS, "outcomes", "body"),
        index.FilterField("academic_year"),
        index.FilterField("strand"),
        index.FilterField("effective_code"),
        index.FilterField("year_from"),
        index.FilterField("year_to"),
        index.FilterField("first_starts_at"),
        index.FilterField("sessions_mode"),
    ]
    work_group_api_fields = wagtail_api.WORK_GROUP

    class Meta(YearRange.Meta):
        abstract = True
        # All that lists filter, count and order by, apart from the long texts of the pages: without it
        # a database reads past every body to find out which groups fit.
        indexes = [models.Index(fields=LISTED_BY)]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the facts that lists filter by: the effective code, and what the sessions say."""
        if kwargs.get("update_fields") is None:
            # Otherwise only a draft may have been saved, whose sessions are not public yet.
            self.code = parse_code(self.code) or self.code
            self.effective_code = self.resolved_code
            self.set_session_facts()
        self._saves_its_sessions = True
        try:
            super().save(*args, **kwargs)
        finally:
            self._saves_its_sessions = False

    def permissions_for_user(self, user: Any) -> LedPagePermissionTester:
        """What `user` may do with this page, as its lead too."""
        return LedPagePermissionTester(user, self)

    def set_session_facts(self) -> None:
        """Read the sessions, those not saved yet included, into this page's columns."""
        facts = facts_of(self.sessions.all())
        self.first_starts_at, self.last_ends_at = facts.first_starts_at, facts.last_ends_at
        self.all_cancelled, self.has_undated = facts.all_cancelled, facts.has_undated
        self.sessions_mode = facts.mode

    def clean(self) -> None:
        """Refuse what contradicts itself, each on the field where it can be put right."""
        cleaning.check_work_group(self)
        super().clean()

    @property
    def resolved_code(self) -> str:
        """The code of the group, or else of its project; right in a preview too."""
        own = parse_code(self.code) or self.code
        return own or (self.project.code if self.project else "")

    def text(self, name: str) -> str:
        """The rich text `name` (one of TEXT_FIELDS): the group's own, or else its project's."""
        return getattr(self, name) or (getattr(self.project, name) if self.project else "")

    @property
    def outcome_list(self) -> list[str]:
        """What people take away, a sentence each."""
        return lines_of(self.outcomes)

    @property
    def gap_task_list(self) -> list[str]:
        """The tasks between the sessions, a sentence each."""
        return lines_of(self.gap_tasks)

    @cached_property
    def state(self) -> GroupState:
        """Delivery, recruitment and what goes with them, as of the first look at it."""
        return state_of(self)

    def collect(self, wanted: Wanted) -> None:
        """Want the flyer, and what the group's own texts and its project's point to."""
        super().collect(wanted)
        wanted.add(DOCUMENT, self.flyer_id)
        if self.project:
            collect_from(self.project, wanted)

    def hub_context(self, request: HttpRequest, hub: Any) -> dict[str, Any]:
        """The derived state and the sessions."""
        return queries.detail_context(self, hub)

    def rows_shown(self) -> Iterable[Any]:
        """The sessions, those who lead it, and whom it is for."""
        return queries.card_rows(type(self))

    def own_structured_data(self, hub: Any, context: dict[str, Any]) -> list[dict[str, Any] | None]:
        """The group as a course with its sessions."""
        return [course(self, hub, context["meta"])]


class WorkGroupIndexMixin(IndexPage):
    """The list of a hub's Work Groups."""

    package_template = "wagtail_mathshub/work_group_index_page.html"

    class Meta:
        abstract = True

    def hub_context(self, request: HttpRequest, hub: Any) -> dict[str, Any]:
        """The Work Groups that the request's filters leave."""
        # Filters are the API's too: without a list there is no need to load it.
        from wagtail_mathshub.workgroups.index_page import index_context

        return index_context(self, request, hub)
