"""Emails that go out once more, because somebody of the hub says so."""

from __future__ import annotations

from django.db import transaction

from wagtail_mathshub.registration.mailing import outbox
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.refusals import no_longer
from wagtail_mathshub.registration.states import MessageKind, State

LAST = {
    State.SUBMITTED: MessageKind.CONFIRM_ADDRESS,
    State.PENDING: MessageKind.RECEIVED,
    State.CONFIRMED: MessageKind.CONFIRMED,
    State.WAITING: MessageKind.WAITING,
    State.OFFERED: MessageKind.OFFERED,
}


@transaction.atomic
def send_again(*, application: Application) -> None:
    """Write to the contact once more what the application's state says. Refused when it is over."""
    row = Application.objects.get(pk=application.pk)
    kind = LAST.get(State(row.state))
    if kind is None:
        raise no_longer(row.get_state_display())
    outbox.tell(row, kind)
