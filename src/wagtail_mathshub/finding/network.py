"""Work Groups of all hubs of the installation, for the NCETM, for neighbours, and for other programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.feeds.ical import Calendar
from wagtail_mathshub.finding.agenda import WORK_GROUP, appointments
from wagtail_mathshub.finding.network_filters import network_groups
from wagtail_mathshub.hubs.queries import hubs
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.publishing.addresses import site_address
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.taxonomy import academic_years, years
from wagtail_mathshub.taxonomy.vocabularies import Mode, Strand
from wagtail_mathshub.workgroups import seats
from wagtail_mathshub.workgroups.calendars import appointment_of
from wagtail_mathshub.workgroups.data import link_address
from wagtail_mathshub.workgroups.queries import SOONEST, card_rows
from wagtail_mathshub.workgroups.texts import LONG_COLUMNS, TEXT_FIELDS
from wagtail_mathshub.workgroups.wording import sign_up_link

if TYPE_CHECKING:
    from wagtail_mathshub.finding.network_filters import NetworkParameters
    from wagtail_mathshub.hubs.models import HubSettings

# It rises when a reader of the version before would no longer understand the feed.
VERSION = 1
# Far more than forty hubs hold in a year. What lies furthest back is left out first.
MOST_ENTRIES = 10_000


def network_data(given: NetworkParameters) -> dict[str, Any]:
    """The hubs, and their groups that the filters leave, the soonest first, in a constant number of queries."""
    every = _hubs()
    viewpoint = _viewpoint(every)
    groups = [_group(row, every[row.own_hub], viewpoint) for row in _filled(network_groups(given))]
    shown = [hub for hub in every.values() if not given.hub or hub.key in given.hub]
    return {
        "version": VERSION,
        "hubs": [_hub(hub) for hub in shown],
        "count": len(groups),
        "work_groups": groups,
    }


def network_calendar(given: NetworkParameters) -> Calendar:
    """Their sessions: from the beginning of this academic year on, unless a year was asked for."""
    every = _hubs()
    viewpoint = _viewpoint(every)
    owners = dict(network_groups(given).values_list("pk", "own_hub"))
    begins = datetime.combine(academic_years.start_of(academic_years.current()), time.min, tzinfo=LONDON)
    agenda = appointments(
        kind=WORK_GROUP,
        groups=network_groups(given),
        after=None if given.academic_year else begins,
    )
    rows = agenda.shown(MOST_ENTRIES, offset=max(0, agenda.count() - MOST_ENTRIES))
    return Calendar(
        name=_("Work Groups of all Maths Hubs"),
        appointments=[_entry(row, every[owners[row.page.pk]], viewpoint) for row in rows],
    )


def _hubs() -> dict[int, HubSettings]:
    return {hub.pk: hub for hub in hubs().prefetch_related("local_authorities")}


def _viewpoint(every: dict[int, HubSettings]) -> Viewpoint:
    # The same whichever host is asked: each hub's pages are at its own address.
    return Viewpoint(
        absolute=True, site_addresses={hub.site_id: site_address(hub.site) for hub in every.values()}
    )


def _filled(groups: Any) -> Any:
    if groups.query.is_empty():
        return []
    sessions, *_others = card_rows(groups.model)
    light = (*LONG_COLUMNS, *(f"project__{name}" for name in TEXT_FIELDS))
    rows = seats.joined(groups).select_related("project").defer(*light)
    return rows.prefetch_related(sessions, "local_authorities").order_by(*SOONEST)


def _entry(row: Any, hub: HubSettings, viewpoint: Viewpoint) -> Any:
    entry = appointment_of(row.slot, row.page, viewpoint)
    return replace(entry, summary=f"{hub.short_name or hub.name or hub.key}: {entry.summary}")


def _hub(hub: HubSettings) -> dict[str, Any]:
    return {
        "key": hub.key,
        "name": hub.name,
        "short_name": hub.short_name,
        "url": f"{site_address(hub.site)}/",
        "area": hub.area_text,
        "local_authorities": _areas(hub.local_authorities.all()),
    }


def _group(group: Any, hub: HubSettings, viewpoint: Viewpoint) -> dict[str, Any]:
    state, words = group.state, Scope(hub, hub.site)
    strand = Strand(group.strand) if group.strand in Strand.values else None
    return {
        "id": group.pk,
        "hub": hub.key,
        "code": group.effective_code,
        "project": group.project.title if group.project else "",
        "title": group.title,
        "group_name": group.group_name,
        "strand": words.labelled(group.strand, strand.label) if strand else None,
        "phases": years.phases(group.year_from, group.year_to),
        "years": {
            "first": group.year_from,
            "last": group.year_to,
            "label": years.range_label(group.year_from, group.year_to),
        },
        "academic_year": group.academic_year,
        "delivery": words.labelled(state.delivery.key, state.delivery.label),
        "recruitment": words.labelled(state.recruitment.key, state.recruitment.label),
        "mode": words.labelled(state.mode, Mode(state.mode).label),
        "places": {
            "capacity": state.places.capacity,
            "unit": group.capacity_unit,
            "remaining": state.places.remaining,
        },
        "opens_at": _london(group.opens_at),
        "closes_at": _london(group.closes_at),
        "area": _area(group, hub),
        "sessions": [_session(row) for row in group.sessions.all()],
        "apply_via": group.apply_via,
        "apply_url": _apply_address(group, hub),
        "url": address_of(group, viewpoint),
        "updated_at": group.last_published_at,
    }


def _area(group: Any, hub: HubSettings) -> dict[str, Any]:
    named = group.local_authorities.all()
    return {
        "limited": bool(named),
        "local_authorities": _areas(named or hub.local_authorities.all()),
        "neighbours_welcome": group.neighbours_welcome,
    }


def _areas(rows: Any) -> list[dict[str, str]]:
    return [{"key": row.key, "label": row.label} for row in rows]


def _session(session: Any) -> dict[str, Any]:
    starts, ends = session.span()
    place = session.organisation
    return {
        "uid": session.uid,
        "label": session.label,
        "date": session.date,
        "start": session.start,
        "end": session.end,
        "starts_at": _london(starts),
        "ends_at": _london(ends),
        "mode": session.mode,
        "status": session.status,
        "venue": {"name": session.place, "postcode": place.postcode if place else ""},
    }


def _apply_address(group: Any, hub: HubSettings) -> str:
    # Where somebody's mailbox is the way in, the page says so: no feed hands addresses of people about.
    address = link_address(sign_up_link(group, hub), hub.site)
    return address if address.startswith(("https:", "http:")) else ""


def _london(moment: datetime | None) -> datetime | None:
    return moment.astimezone(LONDON) if moment else None
