"""The waiting list: who is next, who is passed over, and why, in plain words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.registration import log
from wagtail_mathshub.registration.mailing import outbox
from wagtail_mathshub.registration.models import Application, Offer
from wagtail_mathshub.registration.refusals import Refused
from wagtail_mathshub.registration.seating import Table
from wagtail_mathshub.registration.states import MessageKind, State, Step
from wagtail_mathshub.taxonomy.vocabularies import Admission, CapacityUnit, Delivery, Recruitment

OVER = (Delivery.CANCELLED, Delivery.POSTPONED, Delivery.FINISHED)


def promote(table: Table) -> None:
    """Give free places to the queue in its turn, where the hub does not choose itself.

    An application gets all it asks for or, if it said so, fewer; one that is too big for what is free
    is passed over. One whose address is not confirmed yet keeps its turn: the place is held for it.
    """
    if table.free == 0 or not table.queue().exists() or not offers_by_itself(table):
        return
    passed: list[Application] = []
    for application in table.queue():
        if table.free == 0:
            break
        places = places_for(table, application)
        if not places:
            passed.append(application)
            continue
        _note_passed(passed, places)
        if application.state == State.SUBMITTED:
            table.hold(application, places)
            log.change(application, Step.PLACE_KEPT, log.CLOCK)
        else:
            offer(table, application, places, log.CLOCK)


def offers_by_itself(table: Table) -> bool:
    """Whether a free place goes to the queue without anybody of the hub."""
    try:
        page = table.page
    except Refused:
        return False
    state = page.state
    return (
        page.admission == Admission.FIRST_COME
        and state.delivery.key not in OVER
        and not (state.recruitment.key == Recruitment.FULL and page.override_state == "full")
    )


def places_for(table: Table, application: Application) -> int:
    """How many of the free places an application can be given; 0 when it needs more than there are."""
    if table.fits(application.places):
        return application.places
    # A limit is why it does not fit.
    free = table.free or 0
    least = table.page.per_school_min or 1
    fewer = application.accepts_fewer and application.state == State.WAITING
    return free if fewer and free >= least else 0


def offer(table: Table, application: Application, places: int, who: log.Who, why: str = "") -> None:
    """Offer places to a school that waits, and hold them until it answers or the time is over."""
    hub = hub_of_site(application.site)
    now = clock.now()
    ends = now + timedelta(hours=hub.offer_hours if hub else 72)
    table.hold(application, places)
    Offer.objects.create(application=application, places=places, made_at=now, expires_at=ends)
    log.change(application, Step.OFFERED, who, to=State.OFFERED, why=why)
    outbox.tell(application, MessageKind.OFFERED)


def _note_passed(passed: list[Application], places: int) -> None:
    # Said once for each place that went past them; who asks reads it in their own log.
    for application in passed:
        text = ngettext(
            "{count} place was free, and you asked for {asked}. It went to the next who asked for no more.",
            "{count} places were free, and you asked for {asked}. They went to the next who asked for no more.",
            places,
        )
        why = text.format(count=places, asked=application.places)
        log.change(application, Step.PASSED_OVER, log.CLOCK, why=why)
    passed.clear()


def turn_of(application: Application) -> int | None:
    """Its place in the queue, from 1; None when it is not waiting."""
    if application.held or application.state not in (State.WAITING, State.SUBMITTED):
        return None
    ahead = Application.objects.filter(
        page_id=application.page_id, state__in=[State.WAITING, State.SUBMITTED], held=0
    )
    return ahead.filter(number__lt=application.number).count() + 1


def why_waiting(application: Application, seats: Any) -> str:
    """Why a waiting application has not been offered a place, in a sentence or two; "" when it is not waiting."""
    turn = turn_of(application)
    if turn is None or application.state != State.WAITING:
        return ""
    ahead = turn - 1
    free = None if seats.limit is None else seats.limit - seats.held
    sentences = [_("All places are taken.")] if not free else [_too_few(application, seats, free)]
    if ahead:
        text = ngettext(
            "{count} application came before yours.", "{count} applications came before yours.", ahead
        )
        sentences.append(text.format(count=ahead))
    else:
        sentences.append(_("You are next."))
    passed = application.changes.filter(step=Step.PASSED_OVER).order_by("-pk").values_list("why", flat=True)
    return " ".join([*sentences, *passed[:1]])


def _too_few(application: Application, seats: Any, free: int) -> str:
    if free >= application.places:
        return _("The hub decides who is offered the free places.")
    unit = _("schools") if seats.unit == CapacityUnit.SCHOOLS else _("people")
    text = ngettext(
        "{free} place is free, and yours is for {asked} {unit}: you asked for all or none.",
        "{free} places are free, and yours is for {asked} {unit}: you asked for all or none.",
        free,
    )
    return text.format(free=free, asked=application.places, unit=unit)
