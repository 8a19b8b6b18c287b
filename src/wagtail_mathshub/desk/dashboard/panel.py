"""The panels of a hub on the admin's first page, one hub below the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from wagtail_mathshub.desk.dashboard import items, queries
from wagtail_mathshub.desk.dashboard.items import Item
from wagtail_mathshub.desk.dashboard.lists import Lists
from wagtail_mathshub.desk.dashboard.own_hubs import Rows, hubs_of
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.jobs.mixins import JobAdvertMixin
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.resources.mixins import ResourceCollectionMixin
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

# With more hubs than this only the first is open at once.
OPEN_HUBS = 2


@dataclass(frozen=True)
class Kind:
    """A kind of panel: what it is called, what it asks, what a row of it says, and the list that holds it all.

    `mixin` is the kind of page that it is about; None for pages of every kind.
    """

    key: str
    heading: Any
    nothing: Any
    rows: Callable[[Any, Sequence[HubSettings]], Rows]
    item: Callable[[dict[str, Any]], Item]
    address: Callable[[Lists], str]
    mixin: Any = None

    @property
    def is_possible(self) -> bool:
        """Whether the installation has pages of that kind."""
        return self.mixin is None or get_model(self.mixin) is not None


KINDS = [
    Kind(
        "sessions",
        _("Sessions this week"),
        _("No session in the next seven days."),
        queries.sessions_soon,
        items.session_item,
        Lists.groups,
        WorkGroupMixin,
    ),
    Kind(
        "groups-closing",
        _("Sign-up that closes soon"),
        _("No sign-up closes in the next two weeks."),
        queries.groups_closing,
        items.closing_item,
        Lists.groups_closing,
        WorkGroupMixin,
    ),
    Kind(
        "filling",
        _("Nearly full, and full"),
        _("Every Work Group has places left."),
        queries.groups_filling,
        items.filling_item,
        Lists.groups_filling,
        WorkGroupMixin,
    ),
    Kind(
        "adverts-closing",
        _("Adverts that close soon"),
        _("No advert closes in the next two weeks."),
        queries.adverts_closing,
        items.closing_item,
        Lists.adverts_closing,
        JobAdvertMixin,
    ),
    Kind(
        "adverts-over",
        _("Adverts that have closed"),
        _("No closed advert waits for a word from you."),
        queries.adverts_over,
        items.over_item,
        Lists.adverts_over,
        JobAdvertMixin,
    ),
    Kind(
        "dateless",
        _("Work Groups without dates"),
        _("Every Work Group of this year has a date."),
        queries.groups_without_dates,
        items.dateless_item,
        Lists.groups_without_dates,
        WorkGroupMixin,
    ),
    Kind(
        "review",
        _("Resources to look at again"),
        _("Every collection was checked in the last two years, and no link is dead."),
        queries.collections_to_review,
        items.review_item,
        Lists.collections_to_review,
        ResourceCollectionMixin,
    ),
]
DRAFTS = (_("Drafts that wait"), _("Nothing waits to be published."))


@dataclass(frozen=True)
class Panel:
    """One panel of one hub: its lines, how many more the list holds, and what to say when there are none."""

    key: str
    heading: Any
    nothing: Any
    url: str
    lines: list[Item]
    more: int


@dataclass
class HubPanels:
    """The panels of one hub."""

    hub: HubSettings
    lists: Lists
    is_open: bool
    panels: list[Panel] = field(default_factory=list)

    def add(self, kind: tuple[str, Any, Any], url: str, rows: list[Any], lines: list[Item]) -> None:
        """Put one more behind the others."""
        more = rows[0]["of_hub"] - len(rows) if rows else 0
        self.panels.append(Panel(*kind, url, lines, more))


def panels_of(user: Any) -> list[HubPanels]:
    """Everything that the dashboard shows to `user`."""
    hubs = hubs_of(user)
    several = len(hubs) > 1
    found = [
        HubPanels(hub, Lists(hub, among_several=several), number == 0 or len(hubs) <= OPEN_HUBS)
        for number, hub in enumerate(hubs)
    ]
    if not found:
        return []
    for kind in KINDS:
        if kind.is_possible:
            _fill(kind, found, kind.rows(user, hubs))
    _fill_drafts(found, queries.drafts(user, hubs))
    return found


def _fill(kind: Kind, found: list[HubPanels], by_hub: Rows) -> None:
    for one in found:
        rows = by_hub.get(one.hub.site_id, [])
        words = (kind.key, kind.heading, kind.nothing)
        one.add(words, kind.address(one.lists), rows, [kind.item(row) for row in rows])


def _fill_drafts(found: list[HubPanels], by_hub: Rows) -> None:
    tasks = queries.in_moderation([row["pk"] for rows in by_hub.values() for row in rows])
    for one in found:
        rows = by_hub.get(one.hub.site_id, [])
        lines = [items.draft_item(row, tasks.get(row["pk"])) for row in rows]
        one.add(("drafts", *DRAFTS), one.lists.drafts(), rows, lines)


class DashboardPanel(Component):
    """What happens, closes, fills and waits in the hubs in which the user changes pages; nothing for others."""

    name = "mathshub_dashboard"
    template_name = "wagtail_mathshub/admin/dashboard/dashboard.html"
    order = 50

    class Media:
        css = {
            "all": ["wagtail_mathshub/admin/registration.css", "wagtail_mathshub/admin/dashboard.css"],
        }

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The hubs with their panels."""
        with one_reading():
            hubs = panels_of(self.user)
        return {"hubs": hubs, "several": len(hubs) > 1}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put the dashboard on the admin's first page."""
    panels.append(DashboardPanel(request.user))
