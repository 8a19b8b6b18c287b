"""A Work Group as schema.org's Course, with one instance and an event for each session."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from wagtail_mathshub.hubs.structured_data import LANGUAGE, hub_reference
from wagtail_mathshub.organisations.structured_data import location
from wagtail_mathshub.people.structured_data import persons
from wagtail_mathshub.publishing.json_ld import CONTEXT, first_or_all, stated
from wagtail_mathshub.scheduling.structured_data import (
    ATTENDANCE,
    CANCELLED,
    POSTPONED,
    SCHEDULED,
    local,
    slot_data,
)
from wagtail_mathshub.taxonomy.structured_data import audience, educational_level
from wagtail_mathshub.taxonomy.vocabularies import CapacityUnit, Delivery, Mode, Recruitment

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.page_meta import PageMeta
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

# Nothing is offered to those who cannot ask for a place: closed, by invitation, postponed, cancelled.
AVAILABILITY = {
    Recruitment.OPEN: f"{CONTEXT}/InStock",
    Recruitment.NEARLY_FULL: f"{CONTEXT}/LimitedAvailability",
    Recruitment.WAITING_LIST: f"{CONTEXT}/SoldOut",
    Recruitment.FULL: f"{CONTEXT}/SoldOut",
    Recruitment.OPENING_SOON: f"{CONTEXT}/PreOrder",
}
STATUS = {Delivery.CANCELLED: CANCELLED, Delivery.POSTPONED: POSTPONED}
COURSE_MODES = {Mode.ONLINE: "Online", Mode.FACE_TO_FACE: "Onsite", Mode.BLENDED: "Blended"}


def course(group: WorkGroupMixin, hub: Any, meta: PageMeta) -> dict[str, Any]:
    """The Course of the page that `meta` describes."""
    provider = hub_reference(hub)
    return stated(
        {
            "@type": "Course",
            "@id": f"{meta.address}#course",
            "name": group.title,
            "description": meta.description or group.title,
            "url": meta.address,
            "image": meta.image["url"] if meta.image else None,
            "provider": provider,
            "courseCode": group.resolved_code,
            "educationalLevel": educational_level(group.year_from, group.year_to),
            "audience": audience(row.label for row in group.audiences.all()),
            "teaches": group.outcome_list,
            "coursePrerequisites": group.prior_participation,
            "inLanguage": LANGUAGE,
            "isAccessibleForFree": group.cost_free,
            "offers": _offer(group, meta.address),
            "hasCourseInstance": _instance(group, provider, meta),
        }
    )


def _instance(group: WorkGroupMixin, provider: Any, meta: PageMeta) -> dict[str, Any]:
    sessions = list(group.sessions.all())
    status = STATUS.get(Delivery(group.state.delivery.key))
    standing = [session for session in sessions if session.stands and session.date]
    events = [_session(session, group, provider, meta, status) for session in sessions]
    starts = [row["startDate"] for row in map(slot_data, standing)]
    ends = [row.get("endDate", row["startDate"]) for row in map(slot_data, standing)]
    return stated(
        {
            "@type": "CourseInstance",
            "@id": f"{meta.address}#course-instance",
            "name": group.group_name or group.title,
            "description": meta.description or group.title,
            "url": meta.address,
            "courseMode": COURSE_MODES.get(Mode(group.state.mode)),
            "courseWorkload": _workload(standing),
            "startDate": min(starts, default=None),
            "endDate": max(ends, default=None),
            "eventStatus": status or SCHEDULED,
            "eventAttendanceMode": ATTENDANCE.get(Mode(group.state.mode)),
            "location": _places(standing, meta.address),
            "organizer": provider,
            "instructor": persons(lead.person.name for lead in group.leads.all()),
            "subEvent": [event for event in events if event],
        }
        | _capacity(group)
    )


def _session(
    session: Any, group: WorkGroupMixin, provider: Any, meta: PageMeta, status: str | None
) -> dict[str, Any] | None:
    when = slot_data(session)
    if not when:
        return None
    return stated(
        {
            "@type": "EducationEvent",
            "@id": f"{meta.address}#session-{session.pk}" if session.pk else None,
            "name": f"{group.title}: {session.label}" if session.label else group.title,
            "description": meta.description or group.title,
            "url": meta.address,
            "location": location(session, meta.address),
            "organizer": provider,
        }
        | when
        # What holds for the whole group holds for each of its sessions that would otherwise stand.
        | ({"eventStatus": status} if status and session.stands else {})
    )


def _capacity(group: WorkGroupMixin) -> dict[str, Any]:
    # An attendee is a person: how many schools there is room for would be read as a number of people.
    if group.capacity_unit != CapacityUnit.PARTICIPANTS:
        return {}
    places = group.state.places
    return {"maximumAttendeeCapacity": places.capacity, "remainingAttendeeCapacity": places.remaining}


def _offer(group: WorkGroupMixin, address: str) -> dict[str, Any] | None:
    availability = AVAILABILITY.get(Recruitment(group.state.recruitment.key))
    if availability is None:
        return None
    # What a group costs that is not free stands in words alone.
    price = {"category": "Free", "price": 0, "priceCurrency": "GBP"} if group.cost_free else {}
    return stated(
        {
            "@type": "Offer",
            "availability": availability,
            "url": address,
            "validFrom": local(group.opens_at) if group.opens_at else None,
            "validThrough": local(group.closes_at) if group.closes_at else None,
        }
        | price
    )


def _places(sessions: list[Any], address: str) -> Any:
    found = [location(session, address) for session in sessions]
    rows = [row for where in found if where for row in (where if isinstance(where, list) else [where])]
    return first_or_all([row for number, row in enumerate(rows) if row not in rows[:number]])


def _workload(sessions: list[Any]) -> str | None:
    # Only where every session says from when to when.
    if not sessions or not all(session.start and session.end for session in sessions):
        return None
    minutes = int(sum((_length(session) for session in sessions), timedelta()).total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{rest}M' if rest or not hours else ''}"


def _length(session: Any) -> timedelta:
    starts, ends = session.span()
    return ends - starts
