"""A single event of the hub, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.search import index

from wagtail_mathshub import clock
from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.events import panels, queries, wagtail_api
from wagtail_mathshub.events.structured_data import education_event
from wagtail_mathshub.hubs.mixins import HubPage, IndexPage
from wagtail_mathshub.organisations.venue import Venue
from wagtail_mathshub.publishing.columns import VISIBLE_IN_SEARCH, LeadImage, Summary
from wagtail_mathshub.publishing.installation import install_id
from wagtail_mathshub.publishing.searching import searched
from wagtail_mathshub.publishing.wording import day_words
from wagtail_mathshub.scheduling.slot_state import slot_state
from wagtail_mathshub.scheduling.slots import Slot
from wagtail_mathshub.taxonomy.vocabularies import EventKind, HomeSection

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.taxonomy.vocabularies import Delivery


class HubEventMixin(HubPage, Summary, LeadImage, Slot, Venue):
    """An event. Its concrete class has children `speakers`."""

    kind = models.CharField(_("kind"), max_length=30, choices=EventKind.choices, blank=True)
    audiences = ParentalManyToManyField(
        "wagtail_mathshub.Audience",
        blank=True,
        related_name="%(app_label)s_%(class)s_set",
        verbose_name=_("for"),
    )
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1, _("Enter at least 1, or leave it empty for no limit."))],
        help_text=_("Empty: no limit."),
    )
    invitation_only = models.BooleanField(
        _("by invitation"), default=False, help_text=_("Visitors see the event, but cannot book.")
    )
    booking_url = models.URLField(
        _("booking link"), blank=True, help_text=_("Not shown while the event is by invitation.")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("programme and more"))

    if TYPE_CHECKING:
        speakers: Any
        pk: Any

    package_template = "wagtail_mathshub/hub_event_page.html"
    home_section = HomeSection.EVENTS
    event_panels = panels.EVENT
    event_search_fields = [
        *VISIBLE_IN_SEARCH,
        *searched("summary", "venue_text", "body"),
        index.RelatedFields("speakers", searched("name", "kept_name", "talk")),
        index.FilterField("kind"),
        index.FilterField("mode"),
        index.FilterField("status"),
        index.FilterField("starts_at"),
        index.FilterField("ends_at"),
    ]
    event_api_fields = wagtail_api.EVENT

    class Meta:
        abstract = True

    @property
    def uid(self) -> str:
        """The name by which calendars know this event for ever."""
        return f"event-{self.pk}@{install_id()}"

    @cached_property
    def state(self) -> Delivery:
        """Where the event stands, as of the first look at it."""
        return slot_state(self, clock.now())

    @property
    def state_chip(self) -> dict[str, str]:
        """The state as a template shows it."""
        return {"key": str(self.state), "label": str(self.state.label)}

    @property
    def moved_chip(self) -> dict[str, str]:
        """That it has moved, and from which day, as a template shows it."""
        if self.previous_date is None:
            return {}
        day = day_words(self.previous_date, weekday=True, year=True)
        return {"key": "moved", "label": _now("Moved from {day}").format(day=day)}

    def hub_context(self, request: HttpRequest, hub: Any) -> dict[str, Any]:
        """How to book, and the other events to come."""
        return queries.detail_context(self, hub)

    def rows_shown(self) -> Iterable[Any]:
        """The speakers, and whom it is for."""
        return queries.card_rows(type(self))

    def own_structured_data(self, hub: Any, context: dict[str, Any]) -> list[dict[str, Any] | None]:
        """The event, once its day is known."""
        return [education_event(self, hub, context["meta"])]


class HubEventIndexMixin(IndexPage):
    """The list of a hub's events."""

    package_template = "wagtail_mathshub/hub_event_index_page.html"

    class Meta:
        abstract = True

    def hub_context(self, request: HttpRequest, hub: Any) -> dict[str, Any]:
        """The events to come, or the past ones where the request asks for them."""
        return queries.index_context(self, request, hub)
