"""Which appointments a calendar file holds: the filters of the lists, read from its address."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from wagtail_mathshub import clock
from wagtail_mathshub.api.listing import Listing, filtered
from wagtail_mathshub.api.parameters import ListParameters
from wagtail_mathshub.events.api import LISTING as EVENTS
from wagtail_mathshub.events.api import EventParameters
from wagtail_mathshub.events.queries import events
from wagtail_mathshub.finding.agenda import EVENT, WORK_GROUP, Agenda, appointments
from wagtail_mathshub.workgroups.filters import LISTING as WORK_GROUPS
from wagtail_mathshub.workgroups.filters import WorkGroupParameters
from wagtail_mathshub.workgroups.queries import public_groups

if TYPE_CHECKING:
    from django.http import QueryDict

    from wagtail_mathshub.hubs.models import HubSettings

    Parameters = TypeVar("Parameters", bound=BaseModel)

# How long what is over stays in a calendar that somebody subscribes to.
KEPT = timedelta(days=90)
# In the calendar these are about each session and event, and not about the Work Group.
OF_EACH = ("mode", "starts_after", "starts_before")
# These fit every event: events are for all years, or ask for the same as Work Groups do.
FITTING_EVENTS = {*OF_EACH, "kind", "year", "phase", "key_stage", "audience", "q"}
EVENTS_OF_ALL_TIMES = replace(EVENTS, unasked=None)
GROUPS_OF_ALL_TIMES = replace(WORK_GROUPS, unasked=None)


CALENDAR_FILTERS = (*WORK_GROUPS.filters, "kind")


class CalendarFilters(WorkGroupParameters):
    """What the calendar of a hub takes: the filters of Work Groups, and one of the two kinds."""

    kind: Literal["", "work_group", "event"] = ""


class WrongFilter(ValueError):
    """A filter has a value that it does not know; the text says which, a line for each."""


def hub_agenda(query: QueryDict, hub: HubSettings) -> Agenda:
    """Sessions and events of a hub, from some months back on."""
    given = read_filters(CalendarFilters, query, CALENDAR_FILTERS)
    of_groups = given.model_copy(update={"mode": [], "starts_after": None, "starts_before": None})
    kind = given.kind or ("" if given.model_fields_set <= FITTING_EVENTS else WORK_GROUP)
    return appointments(
        after=given.starts_after or clock.now() - KEPT,
        before=given.starts_before,
        modes=given.mode,
        kind=kind,
        groups=_narrowed(GROUPS_OF_ALL_TIMES, public_groups(hub=hub), of_groups),
        pages=_narrowed(EVENTS_OF_ALL_TIMES, events(hub=hub), _of_events(given)),
    )


def work_groups_agenda(query: QueryDict, hub: HubSettings) -> Agenda:
    """Every session of the Work Groups that the same filters leave in their list."""
    given = read_filters(WorkGroupParameters, query, WORK_GROUPS.filters)
    groups = _narrowed(WORK_GROUPS, public_groups(hub=hub), given)
    return appointments(hub=hub, kind=WORK_GROUP, groups=groups)


def events_agenda(query: QueryDict, hub: HubSettings) -> Agenda:
    """The events that the same filters leave in their list; those just over stay for some months."""
    given = read_filters(EventParameters, query, EVENTS.filters)
    if {"past", "state", "starts_after", "starts_before"} & given.model_fields_set:
        return appointments(hub=hub, kind=EVENT, pages=_narrowed(EVENTS, events(hub=hub), given))
    pages = _narrowed(EVENTS_OF_ALL_TIMES, events(hub=hub), given)
    return appointments(hub=hub, kind=EVENT, pages=pages, after=clock.now() - KEPT)


def _of_events(given: CalendarFilters) -> EventParameters:
    return EventParameters(audience=given.audience, q=given.q)


def _narrowed(listing: Listing, rows: Any, given: ListParameters) -> Any:
    # Without a page type of this kind there are no rows, and none of the columns either.
    return rows if rows.query.is_empty() else filtered(listing, rows, given)


def read_filters(model: type[Parameters], query: QueryDict, names: Collection[str]) -> Parameters:
    """The filters `names` of an address. WrongFilter for a value that one of them does not know."""
    # What is no filter is passed over: addresses are shared with all that other programs put there.
    given = {name: [value for value in query.getlist(name) if value] for name in names}
    given = {name: values for name, values in given.items() if values}
    if any("\0" in text for values in given.values() for text in values):
        raise WrongFilter(_("A null character stands for nothing here."))
    try:
        return model.model_validate(
            {name: values if _takes_several(model, name) else values[-1] for name, values in given.items()}
        )
    except ValidationError as error:
        raise WrongFilter("\n".join(_fault(fault) for fault in error.errors())) from error


def _takes_several(model: type[BaseModel], name: str) -> bool:
    return isinstance(model.model_fields[name].default, list)


def _fault(fault: Any) -> str:
    # Pydantic puts this before the sentence of a check of ours.
    return f"{fault['loc'][0]}: {fault['msg'].removeprefix('Value error, ')}"
