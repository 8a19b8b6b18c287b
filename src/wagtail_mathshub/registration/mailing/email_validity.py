"""Whether a message still says what is so, at the moment when it would be sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail_mathshub import clock
from wagtail_mathshub.registration.mailing import outbox
from wagtail_mathshub.registration.mailing.announcing import changes_left
from wagtail_mathshub.registration.models import Application, Message
from wagtail_mathshub.registration.states import MessageKind, Outcome, State
from wagtail_mathshub.taxonomy.vocabularies import Delivery

CALLED_OFF = (Delivery.CANCELLED, Delivery.POSTPONED)
# These go to all who take part, and the others to the contact alone.
TO_EVERYBODY = (
    *(MessageKind.CONFIRMED, MessageKind.DATES_CHANGED, MessageKind.CANCELLED, MessageKind.REMINDER),
)
# A message that tells of a state holds while the application is in it.
TELLS_OF = {
    MessageKind.RECEIVED: State.PENDING,
    MessageKind.CONFIRMED: State.CONFIRMED,
    MessageKind.WAITING: State.WAITING,
    MessageKind.OFFERED: State.OFFERED,
    MessageKind.LAPSED: State.LAPSED,
    MessageKind.DECLINED: State.DECLINED,
    MessageKind.WITHDRAWN: State.WITHDRAWN,
    MessageKind.DATES_CHANGED: State.CONFIRMED,
    MessageKind.REMINDER: State.CONFIRMED,
}


def still_holds(message: Message, group: Any) -> bool:
    """Whether this may still be said to this address; a group that is gone has nothing to say."""
    if group is None or not message.to:
        return False
    if message.interest is not None:
        return _interest_holds(message, group)
    application = message.application
    if application is None or application.erased_at or not _concerns(message, application, group):
        return False
    wanted = TELLS_OF.get(MessageKind(message.kind))
    if wanted is not None and application.state != wanted:
        return False
    further = FURTHER.get(MessageKind(message.kind), _is_open if wanted is None else _always)
    return further(message, application, group)


def _concerns(message: Message, application: Application, group: Any) -> bool:
    if message.kind == MessageKind.LEAD_NEW:
        return message.to in outbox.lead_addresses(group, application.site)
    if message.kind in TO_EVERYBODY:
        return message.to in outbox.addresses_of(application)
    return message.to == application.contact_email


def _interest_holds(message: Message, group: Any) -> bool:
    if message.to != message.interest.email:
        return False
    # The group of the message that sign-up has opened is one where it has.
    return message.kind == MessageKind.INTEREST_OPEN or message.interest.told_at is None


def _always(message: Message, application: Application, group: Any) -> bool:
    return True


def _is_open(message: Message, application: Application, group: Any) -> bool:
    return application.is_open


def _waits_for_address(message: Message, application: Application, group: Any) -> bool:
    in_time = application.confirm_by is None or application.confirm_by > clock.now()
    return application.state == State.SUBMITTED and in_time


def _goes_ahead(message: Message, application: Application, group: Any) -> bool:
    return group.state.delivery.key != Delivery.CANCELLED


def _can_be_answered(message: Message, application: Application, group: Any) -> bool:
    return application.offers.filter(outcome=Outcome.OPEN, expires_at__gt=clock.now()).exists()


def _differs(message: Message, application: Application, group: Any) -> bool:
    told = message.data.get("group")
    now = group.state.delivery.key if group.state.delivery.key in CALLED_OFF else ""
    if told is not None:
        return told == now
    return now == "" and bool(changes_left(message.data, group))


def _is_cancelled(message: Message, application: Application, group: Any) -> bool:
    return application.is_open and group.state.delivery.key == Delivery.CANCELLED


def _comes_up(message: Message, application: Application, group: Any) -> bool:
    session = group.sessions.filter(pk=message.data.get("session")).first()
    if session is None or not session.stands or str(session.date) != message.data.get("date"):
        return False
    return group.live and group.state.delivery.key not in CALLED_OFF and session.span()[0] > clock.now()


Rule = Callable[[Message, Application, Any], bool]
FURTHER: dict[MessageKind, Rule] = {
    MessageKind.CONFIRM_ADDRESS: _waits_for_address,
    MessageKind.CONFIRMED: _goes_ahead,
    MessageKind.OFFERED: _can_be_answered,
    MessageKind.DATES_CHANGED: _differs,
    MessageKind.CANCELLED: _is_cancelled,
    MessageKind.REMINDER: _comes_up,
}
