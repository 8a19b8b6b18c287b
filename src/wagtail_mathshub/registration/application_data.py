"""One application as plain data, for those who hold its token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.publishing.page_links import page_link
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.visibility import is_visible
from wagtail_mathshub.registration.models import Application, Offer, Seats
from wagtail_mathshub.registration.queueing import turn_of, why_waiting
from wagtail_mathshub.registration.states import OPEN, Outcome, State
from wagtail_mathshub.workgroups.data import session_data
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin


def application_data(application: Application) -> dict[str, Any]:
    """All that its school may know of an application."""
    scope = Scope(hub_of_site(application.site), application.site)
    group = get_model(WorkGroupMixin).objects.filter(pk=application.page_id).first()
    offer = application.offers.filter(outcome=Outcome.OPEN).first()
    seats = Seats.objects.get(pk=application.page_id)
    return {
        "reference": application.reference,
        "state": scope.labelled(application.state, State(application.state).label),
        "turn": turn_of(application),
        "reason": why_waiting(application, seats) or application.reason,
        "confirm_by": application.confirm_by,
        "places": application.places,
        "held": application.held,
        "unit": seats.unit,
        "work_group": _work_group(application, scope),
        "school": {
            "name": application.school_name,
            "urn": application.school_urn,
            "postcode": application.school_postcode,
        },
        "participants": [_person(row) for row in application.participants.all()],
        "trn_asked": bool(group and group.trn_asked),
        "offer": {"places": offer.places, "expires_at": offer.expires_at} if offer else None,
        "sessions": list(_sessions(application, group, scope)),
        "actions": actions_of(application, offer),
    }


def actions_of(application: Application, offer: Offer | None) -> list[str]:
    """What its school can do with an application now."""
    state = application.state
    offered = state == State.OFFERED and offer is not None and offer.expires_at > clock.now()
    possible = {
        "confirm": state == State.SUBMITTED and application.address_confirmed_at is None,
        "accept": offered,
        "decline": offered,
        "withdraw": state in OPEN,
        "change": state in OPEN and state != State.OFFERED,
    }
    return [name for name, can in possible.items() if can]


def _work_group(application: Application, scope: Scope) -> dict[str, Any]:
    link = page_link(application.page, scope.viewpoint)
    return link if is_visible(application.page) else link | {"url": ""}


def _person(person: Any) -> dict[str, Any]:
    return {
        "id": person.pk,
        "name": person.name,
        "email": person.email,
        "role": person.role,
        "years": person.years,
        "trn_given": bool(person.trn),
    }


def _sessions(application: Application, group: Any, scope: Scope) -> Iterator[dict[str, Any]]:
    if group is None or application.state != State.CONFIRMED:
        return
    for session in group.sessions.select_related("organisation").order_by("sort_order"):
        yield session_data(session, scope) | {"joining_link": session.joining_link}
