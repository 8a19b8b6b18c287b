"""The filters of the report."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from wagtail_mathshub.desk.links import queries
from wagtail_mathshub.publishing.outgoing_links import LinkState, OutgoingLink

STATES = [
    (LinkState.MOVED, LinkState.MOVED.label),
    (LinkState.UNSURE, LinkState.UNSURE.label),
    (LinkState.REFUSED, LinkState.REFUSED.label),
    (LinkState.WORKS, LinkState.WORKS.label),
    (LinkState.UNCHECKED, LinkState.UNCHECKED.label),
    (queries.ALL, _("All links")),
]


class LinkFilters(WagtailFilterSet):
    """State, hub and type of page."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, empty_label=_("Dead"))
    hub = django_filters.ChoiceFilter(label=_("Hub"), choices=(), empty_label=_("All"))
    kind = django_filters.ChoiceFilter(label=_("Type of page"), choices=(), empty_label=_("All"))

    class Meta:
        model = OutgoingLink
        fields: list[str] = []

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        super().__init__(data, queryset, **kwargs)
        self.filters["kind"].extra["choices"] = queries.kinds()
        asking: Any = self.request
        hubs = queries.hubs_of(asking.user)
        self.filters["hub"].extra["choices"] = [(hub.key, str(hub)) for hub in hubs]
        if len(hubs) < 2:
            del self.filters["hub"]
