"""The calendar of a hub as a page: every session and event, in order."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub import clock
from wagtail_mathshub.finding.agenda import with_groups
from wagtail_mathshub.finding.calendar_filters import CALENDAR_FILTERS, WrongFilter, hub_agenda
from wagtail_mathshub.finding.calendars import subscribe_address
from wagtail_mathshub.finding.months import months_of
from wagtail_mathshub.hubs.hub_view import hub_view
from wagtail_mathshub.hubs.page_meta import meta_for
from wagtail_mathshub.hubs.queries import holidays_of
from wagtail_mathshub.publishing.wording import month_words

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.finding.agenda import Appointment
    from wagtail_mathshub.hubs.models import HubSettings

# Whole months are shown until there are so many; a single month up to the most.
ENOUGH, MOST = 40, 400
GRIDS = 3
MONTH = re.compile(r"(2\d{3})-(0[1-9]|1[0-2])")
QUICK = (
    ({}, gettext_lazy("Everything")),
    ({"phase": "primary"}, gettext_lazy("Primary")),
    ({"phase": "secondary"}, gettext_lazy("Secondary")),
    ({"mode": "online"}, gettext_lazy("Online only")),
    ({"recruitment": "open,nearly_full"}, gettext_lazy("With places left")),
)


@hub_view("wagtail_mathshub/calendar_page.html")
def calendar(request: HttpRequest, hub: HubSettings) -> dict[str, Any]:
    """The months from today on, or from the `month` asked for; takes the filters of Work Groups, and `kind`."""
    start = _month(request.GET.get("month", ""))
    rows = _rows(request.GET, hub, start)
    shown, later = _whole_months(rows)
    months = months_of(with_groups(shown, hub), holidays_of(hub))
    query = _filters(request.GET)
    address = f"{reverse('mathshub:calendar_ics')}{'?' if query else ''}{query}"
    return {
        "current": "calendar",
        "months": months,
        "grids": months[:GRIDS],
        "later": f"?{urlencode([('month', f'{later:%Y-%m}')])}{'&' if query else ''}{query}" if later else "",
        "later_month": month_words(later) if later else "",
        "starts": month_words(start) if start else "",
        "quick": _quick(request.GET),
        "calendar_address": address,
        "subscribe_address": subscribe_address(request, address),
        "meta": meta_for(
            request,
            hub,
            title=_("Calendar"),
            description=_("Every session and event, in order."),
            indexed=not request.GET,
        ),
    }


def _month(text: str) -> date | None:
    found = MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _rows(query: QueryDict, hub: HubSettings, start: date | None) -> list[Appointment]:
    day = start or clock.today()
    since = datetime(day.year, day.month, day.day, tzinfo=clock.LONDON).isoformat()
    asked, alone = query.copy(), QueryDict(mutable=True)
    asked["starts_after"] = alone["starts_after"] = since
    try:
        return hub_agenda(asked, hub).shown(MOST)
    except WrongFilter:
        # A reader with a mistyped address sees everything, as if it had been said without it.
        return hub_agenda(alone, hub).shown(MOST)


def _whole_months(rows: list[Appointment]) -> tuple[list[Appointment], date | None]:
    """As many whole months as are enough, and the first month that is left out."""
    if len(rows) <= ENOUGH:
        return rows, None
    last = rows[ENOUGH].slot.date.replace(day=1)
    shown = [row for row in rows if row.slot.date.replace(day=1) < last]
    if shown:
        return shown, last
    shown = [row for row in rows if row.slot.date.replace(day=1) == last]
    others = [row for row in rows if row.slot.date.replace(day=1) > last]
    return shown, others[0].slot.date.replace(day=1) if others else None


def _filters(query: QueryDict) -> str:
    return urlencode([(name, value) for name in CALENDAR_FILTERS for value in query.getlist(name) if value])


def _quick(query: QueryDict) -> list[dict[str, Any]]:
    given = {name: query.get(name, "") for name in CALENDAR_FILTERS if query.get(name)}
    return [
        {"label": label, "address": f"?{urlencode(filters)}", "chosen": given == filters}
        for filters, label in QUICK
    ]
