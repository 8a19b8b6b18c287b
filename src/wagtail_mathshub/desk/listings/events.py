"""The list of events by their day."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub import clock
from wagtail_mathshub.desk.listings.columns import DayColumn, ListColumn, first_columns
from wagtail_mathshub.desk.listings.filters import PageListFilters, SeveralFilter, fitting, in_column
from wagtail_mathshub.desk.listings.page_lists import PageList, hub_column
from wagtail_mathshub.events.mixins import HubEventMixin
from wagtail_mathshub.taxonomy.vocabularies import EventKind

WHEN = {
    "ahead": (_("It is to come"), lambda: Q(ends_at__gte=clock.now())),
    "over": (_("It is over"), lambda: Q(ends_at__lt=clock.now())),
    "undated": (_("No date yet"), lambda: Q(date=None)),
}


class EventFilters(PageListFilters):
    """The filters of the list of events."""

    when = SeveralFilter(
        fitting({key: condition for key, (_label, condition) in WHEN.items()}),
        label=_("When"),
        choices=[(key, label) for key, (label, _condition) in WHEN.items()],
    )
    kind = SeveralFilter(in_column("kind"), label=_("Kind"), choices=EventKind.choices)


class EventList(PageList):
    """Events, the newest first."""

    mixin = HubEventMixin
    key = "events"
    menu_label = _("Events")
    icon = "date"
    default_ordering = "-date"
    filterset_class = EventFilters
    list_columns = [
        *first_columns(),
        hub_column(),
        ListColumn("kind", _("Kind"), lambda event: event.get_kind_display(), sort_key="kind"),
        DayColumn("date", _("Day"), lambda event: event.date, sort_key="date"),
        ListColumn("held", _("Held"), lambda event: event.get_status_display()),
    ]

    def annotate(self, pages: Any) -> Any:
        """Nothing more."""
        return pages


EventFilters.of = EventList
