"""All that can be done with applications, for the form, the API and the admin alike.

Each flow takes the places of its group first, writes one line of the log, and puts messages into the
outbox. It raises Refused with a sentence for people, Busy when too many ask at once.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.registration import applying, log, queueing
from wagtail_mathshub.registration.erasing import erase_person, export_person
from wagtail_mathshub.registration.interests import note_interest, withdraw_interest
from wagtail_mathshub.registration.mailing import outbox
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.refusals import Refused, check_open, no_longer
from wagtail_mathshub.registration.registers import mark_attendance
from wagtail_mathshub.registration.seating import Table, taking, taking_both
from wagtail_mathshub.registration.states import OPEN, MessageKind, Outcome, State, Step
from wagtail_mathshub.registration.wishes import Person, Wish
from wagtail_mathshub.taxonomy.vocabularies import Admission, Delivery

__all__ = [
    "accept",
    "apply",
    "approve",
    "change_capacity",
    "change_participants",
    "confirm_address",
    "decline",
    "erase_person",
    "export_person",
    "let_lapse",
    "mark_attendance",
    "move",
    "note_interest",
    "offer_next",
    "withdraw",
    "withdraw_interest",
]


def apply(*, page_id: int, wish: Wish, key: str = "", user: Any = None) -> str:
    """Ask for places in a Work Group. The reference, which says nothing about who else has asked.

    `key` names the request: sent again, it is answered again and does nothing. With a `user` somebody of
    the hub signs a school up, whose address then counts as confirmed, also before sign-up opens or late.
    """
    with taking(page_id) as table:
        if reference := applying.answered_before(key, wish):
            return reference
        page = table.page
        if user is None:
            check_open(page, page.state)
        elif page.state.delivery.key in queueing.OVER:
            raise Refused(page.state.delivery.key, page.state.delivery.label)
        who = log.hub(user) if user else log.SCHOOL
        reference, application = applying.take_in(table, wish, key=key, who=who)
        if application is not None and user is not None:
            _confirmed_address(table, application, who)
        return reference


def confirm_address(*, application: Application) -> Application:
    """The contact has opened the link in the email: the application counts from now on."""
    with _open(application) as (table, row):
        if row.address_confirmed_at:
            return row
        if row.state != State.SUBMITTED:
            raise no_longer(row.get_state_display())
        _confirmed_address(table, row, log.SCHOOL)
        queueing.promote(table)
        return row


def _confirmed_address(table: Table, application: Application, who: log.Who) -> None:
    state, kind = State.WAITING, MessageKind.WAITING
    if application.held:
        in_round = table.page.admission == Admission.ROUND
        state = State.PENDING if in_round else State.CONFIRMED
        kind = MessageKind.RECEIVED if in_round else MessageKind.CONFIRMED
    log.change(
        application, Step.ADDRESS_CONFIRMED, who, to=state, address_confirmed_at=clock.now(), confirm_by=None
    )
    _tell(application, kind)
    outbox.tell_leads(application, table.page)


def _tell(application: Application, kind: MessageKind) -> None:
    # A place is news for all who take part, everything else for the contact.
    tell = outbox.tell_everybody if kind == MessageKind.CONFIRMED else outbox.tell
    tell(application, kind)


def approve(*, application: Application, user: Any, why: str = "") -> Application:
    """The hub gives a school of an application round the place that is held for it."""
    with _open(application) as (_table, row):
        _must_be(row, State.PENDING)
        log.change(row, Step.APPROVED, log.hub(user), to=State.CONFIRMED, why=why, reason=why)
        _tell(row, MessageKind.CONFIRMED)
        return row


def decline(*, application: Application, user: Any, why: str = "") -> Application:
    """The hub turns a school down, and says why."""
    with _open(application) as (table, row):
        _must_be(row, State.SUBMITTED, State.PENDING, State.WAITING, State.OFFERED)
        _answer_offer(row, Outcome.LAPSED)
        table.release(row)
        log.change(row, Step.DECLINED, log.hub(user), to=State.DECLINED, why=why, reason=why)
        outbox.tell(row, MessageKind.DECLINED)
        queueing.promote(table)
        return row


def offer_next(
    *, page_id: int, user: Any, application: Application | None = None, why: str = ""
) -> Application:
    """Offer a free place to the first in the queue for whom it is enough, or to one whom the hub names.

    Refused when no place is free, or nobody waits. Somebody named out of turn needs a reason.
    """
    with taking(page_id) as table:
        waiting = [row for row in table.queue() if row.state == State.WAITING]
        fitting = [row for row in waiting if queueing.places_for(table, row)]
        if not waiting:
            raise Refused("nobody", _("Nobody is on the waiting list."))
        if not fitting:
            raise Refused("full", _("No place is free for anybody on the waiting list."))
        row = fitting[0]
        if application is not None:
            row = next((one for one in fitting if one.pk == application.pk), None)
            if row is None:
                raise Refused("full", _("There are not enough free places for this school."))
            if row != waiting[0] and not why:
                raise Refused("reason", _("Say why this school comes before those who asked earlier."))
        queueing.offer(table, row, queueing.places_for(table, row), log.hub(user), why)
        return row


def accept(*, application: Application, keep: Iterable[int] | None = None, user: Any = None) -> Application:
    """Take the offered place. With fewer places than asked for, `keep` are the keys of those who take part."""
    with _open(application) as (table, row):
        _must_be(row, State.OFFERED)
        offer = row.offers.filter(outcome=Outcome.OPEN).get()
        if offer.expires_at <= clock.now():
            raise Refused("too_late", _("The time to accept this offer is over."))
        if offer.places < row.places:
            _keep(row, offer.places, keep)
        _answer_offer(row, Outcome.ACCEPTED)
        who = log.hub(user) if user else log.SCHOOL
        log.change(row, Step.ACCEPTED, who, to=State.CONFIRMED, places=offer.places)
        _tell(row, MessageKind.CONFIRMED)
        queueing.promote(table)
        return row


def _keep(application: Application, places: int, keep: Iterable[int] | None) -> None:
    people = list(application.participants.all())
    chosen = set(keep) if keep is not None else {person.pk for person in people[:places]}
    if len(chosen & {person.pk for person in people}) != places:
        raise Refused("people", _("Choose {count} of the people whom you named.").format(count=places))
    application.participants.exclude(pk__in=chosen).delete()


def let_lapse(*, application: Application) -> Application:
    """End what nobody answered in time: an address that was not confirmed, or an offer. Else nothing happens."""
    with _open(application) as (table, row):
        if not _has_run_out(row):
            return row
        unconfirmed = row.state == State.SUBMITTED
        why = (
            _("The email address was not confirmed in time.")
            if unconfirmed
            else _("The offer was not accepted in time.")
        )
        _answer_offer(row, Outcome.LAPSED)
        table.release(row)
        log.change(row, Step.LAPSED, log.CLOCK, to=State.LAPSED, why=why, reason=why)
        outbox.tell(row, MessageKind.LAPSED)
        queueing.promote(table)
        return row


def run_out() -> Any:
    """The applications for which an answer is overdue."""
    now = clock.now()
    overdue = Q(state=State.SUBMITTED, confirm_by__lte=now)
    overdue |= Q(state=State.OFFERED, offers__outcome=Outcome.OPEN, offers__expires_at__lte=now)
    return Application.objects.filter(overdue).order_by("pk")


def _has_run_out(application: Application) -> bool:
    return run_out().filter(pk=application.pk).exists()


def withdraw(*, application: Application, user: Any = None, why: str = "") -> Application:
    """Give the place or the turn back, for the school or by the school. The next in the queue is offered it."""
    with _open(application) as (table, row):
        if not row.is_open:
            raise no_longer(row.get_state_display())
        _answer_offer(row, Outcome.DECLINED)
        table.release(row)
        who = log.hub(user) if user else log.SCHOOL
        log.change(row, Step.WITHDRAWN, who, to=State.WITHDRAWN, why=why, reason=why)
        outbox.tell(row, MessageKind.WITHDRAWN)
        queueing.promote(table)
        return row


def change_participants(
    *, application: Application, people: tuple[Person, ...], user: Any = None
) -> Application:
    """Name others, more or fewer people. Refused when there is no place for the additional ones."""
    with _open(application) as (table, row):
        if not row.is_open or row.state == State.OFFERED:
            raise no_longer(row.get_state_display())
        places = table.size_of(len(people))
        if row.held:
            if places > row.held and not table.fits(places - row.held):
                raise Refused(
                    "full", _("There is no free place for another person. Your places stay as they are.")
                )
            table.hold(row, places)
        known = outbox.addresses_of(row)
        applying.replace_people(row, people)
        who = log.hub(user) if user else log.SCHOOL
        log.change(row, Step.PARTICIPANTS_CHANGED, who, places=places)
        outbox.tell(row, MessageKind.PARTICIPANTS_CHANGED)
        if row.state == State.CONFIRMED:
            # Whoever is new needs the dates and the joining links too.
            _tell_newcomers(row, known)
        queueing.promote(table)
        return row


def _tell_newcomers(application: Application, known: list[str]) -> None:
    for address in outbox.addresses_of(application):
        if address not in known:
            outbox.tell_address(application, MessageKind.CONFIRMED, address)


def move(*, application: Application, page_id: int, user: Any, why: str = "") -> Application:
    """Move an application to another Work Group of the hub: with its place when one is free there, else to its queue."""
    if page_id == application.page_id:
        raise Refused("same", _("It is in this Work Group already."))
    with taking_both(application.page_id, page_id) as (old, new):
        row = _locked(application, old)
        _must_be(row, State.PENDING, State.CONFIRMED, State.WAITING, State.OFFERED)
        _check_target(row, new)
        _answer_offer(row, Outcome.DECLINED)
        old.release(row)
        row.page_id, row.number = page_id, new.seats.taken
        row.places = new.size_of(row.participants.count())
        applying.seat(new, row)
        state = State.CONFIRMED if row.held else State.WAITING
        log.change(row, Step.MOVED, log.hub(user), to=state, why=why, reason=why)
        _tell(row, MessageKind.CONFIRMED if row.held else MessageKind.WAITING)
        queueing.promote(old)
        return row


def _check_target(application: Application, new: Table) -> None:
    if not new.page.path.startswith(application.site.root_page.path):
        raise Refused("other_hub", _("This Work Group belongs to another hub."))
    if new.page.state.delivery.key in (Delivery.CANCELLED, Delivery.FINISHED):
        raise Refused(new.page.state.delivery.key, new.page.state.delivery.label)
    if new.applications.filter(contact_email=application.contact_email, state__in=OPEN).exists():
        raise Refused("twice", _("This school's contact has an application there already."))


def change_capacity(*, page_id: int) -> None:
    """The page says how many places there are: count by it from now on, and offer what has become free."""
    with taking(page_id) as table:
        queueing.promote(table)


@contextmanager
def _open(application: Application) -> Generator[tuple[Table, Application]]:
    with taking(application.page_id) as table:
        yield table, _locked(application, table)


def _locked(application: Application, table: Table) -> Application:
    # Read again while the places are ours: meanwhile somebody may have done the same, or moved it.
    row = table.applications.select_related("site__root_page").filter(pk=application.pk).first()
    if row is None:
        raise Refused("gone", _("This application isn't there any more."))
    return row


def _must_be(application: Application, *states: State) -> None:
    if application.state not in states:
        raise no_longer(application.get_state_display())


def _answer_offer(application: Application, outcome: Outcome) -> None:
    application.offers.filter(outcome=Outcome.OPEN).update(outcome=outcome, answered_at=clock.now())
