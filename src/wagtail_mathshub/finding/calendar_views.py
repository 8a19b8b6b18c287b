"""The addresses of calendars. Each is the same for everybody, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_mathshub.events.queries import events
from wagtail_mathshub.feeds import ical
from wagtail_mathshub.finding.agenda import EVENT, Agenda, appointments
from wagtail_mathshub.finding.calendar_filters import (
    WrongFilter,
    events_agenda,
    hub_agenda,
    work_groups_agenda,
)
from wagtail_mathshub.finding.calendars import entries, fingerprint, group_agenda, session_agenda, written
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.workgroups.queries import public_groups

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings

READING = ("GET", "HEAD")
FRESH_SECONDS = 15 * 60
LONGEST_NAME = 60


@dataclass(frozen=True)
class Found:
    """What a calendar is called, what is in it, and the page that it belongs to."""

    name: str
    agenda: Agenda
    page: Any = None


Find = Callable[..., Found]


def _calendar(find: Find) -> Callable[..., HttpResponse]:
    """A view from a function that finds what is in a calendar of a hub; 404 where the host is no hub."""

    @wraps(find)
    def view(request: HttpRequest, **keys: int) -> HttpResponse:
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        site = Site.find_for_request(request)
        with one_reading():
            hub = hub_of_site(site)
            if hub is None:
                raise Http404(_("This host is no hub."))
            try:
                found = find(request, hub, **keys)
            except WrongFilter as wrong:
                return _refused(str(wrong))
            return _answer(request, found, Viewpoint(site=site, absolute=True))

    return view


@_calendar
def calendar_ics(request: HttpRequest, hub: HubSettings) -> Found:
    """Sessions and events of the hub; takes the filters of Work Groups, and `kind`."""
    return Found(hub.name, hub_agenda(request.GET, hub))


@_calendar
def work_groups_ics(request: HttpRequest, hub: HubSettings) -> Found:
    """The sessions of the Work Groups that the filters leave."""
    return Found(_("{hub}: Work Groups").format(hub=hub.name), work_groups_agenda(request.GET, hub))


@_calendar
def events_ics(request: HttpRequest, hub: HubSettings) -> Found:
    """The events that the filters leave."""
    return Found(_("{hub}: events").format(hub=hub.name), events_agenda(request.GET, hub))


@_calendar
def work_group_ics(request: HttpRequest, hub: HubSettings, pk: int) -> Found:
    """All sessions of one Work Group."""
    groups, group = _one(public_groups(hub=hub), pk)
    return Found(group.title, group_agenda(groups), group)


@_calendar
def session_ics(request: HttpRequest, hub: HubSettings, pk: int, session: int) -> Found:
    """One session of a Work Group."""
    groups, group = _one(public_groups(hub=hub), pk)
    if not group.sessions.filter(pk=session).exists():
        raise Http404(_("There is no such session."))
    return Found(group.title, session_agenda(groups, session), group)


@_calendar
def event_ics(request: HttpRequest, hub: HubSettings, pk: int) -> Found:
    """One event."""
    pages, event = _one(events(hub=hub), pk)
    return Found(event.title, appointments(kind=EVENT, pages=pages), event)


def _one(rows: Any, pk: int) -> tuple[Any, Any]:
    rows = rows.filter(pk=pk)
    page = rows.first()
    if page is None:
        raise Http404(_("There is no such page."))
    return rows, page


def _answer(request: HttpRequest, found: Found, viewpoint: Viewpoint) -> HttpResponse:
    calendar = ical.Calendar(
        name=found.name,
        appointments=entries(found.agenda, viewpoint),
        url=address_of(found.page, viewpoint) if found.page else "",
    )
    response = HttpResponse(content_type=ical.MEDIA_TYPE)
    response["Content-Disposition"] = _disposition(found.name, download=request.GET.get("download") == "1")
    response["ETag"] = etag = f'"{fingerprint(calendar)}"'
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    answer = get_conditional_response(request, etag=etag, response=response) or response
    if answer is response:
        response.content = written(calendar)
    return answer


def _disposition(name: str, *, download: bool) -> str:
    plain = slugify(name)[:LONGEST_NAME].strip("-") or "calendar"
    full = slugify(name, allow_unicode=True)[:LONGEST_NAME].strip("-") or plain
    kind = "attachment" if download else "inline"
    return f"{kind}; filename=\"{plain}.ics\"; filename*=UTF-8''{quote(full)}.ics"


def _refused(why: str) -> HttpResponse:
    return HttpResponse(
        why + "\n",
        status=400,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )
