"""Does with an application what its school asks for through the API."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_mathshub.feeds.ical import lines
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.refusals import Faults, Refused, no_longer
from wagtail_mathshub.registration.shapes import REASON, ApplicationChangeShape, ChangedPersonShape
from wagtail_mathshub.registration.states import State
from wagtail_mathshub.registration.wishes import Person, read_participants
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin


def change(application: Application, wanted: ApplicationChangeShape) -> None:
    """Take the step that is asked for, then put others in the place of those who take part: both, or neither."""
    _check(wanted)
    # Read before the places are taken: within a transaction whoever reads first may be turned away.
    people = None if wanted.participants is None else _people(application, wanted.participants)
    with transaction.atomic():
        if wanted.action is not None:
            _act(application, wanted)
        if people is not None:
            flows.change_participants(application=application, people=people)


def _check(wanted: ApplicationChangeShape) -> None:
    faults = {}
    if wanted.action is None and wanted.participants is None:
        faults["action"] = _("Say what to do, or who takes part.")
    if wanted.keep is not None and wanted.action != "accept":
        faults["keep"] = _("Choose who takes part when you accept an offer.")
    if wanted.reason and wanted.action not in ("decline", "withdraw"):
        faults["reason"] = _("Give a reason when you decline or withdraw.")
    if len(wanted.reason) > REASON:
        faults["reason"] = _("This is too long. Write at most {most} characters.").format(most=REASON)
    if faults:
        raise Faults(faults)


def _act(application: Application, wanted: ApplicationChangeShape) -> None:
    if wanted.action == "confirm":
        flows.confirm_address(application=application)
    elif wanted.action == "accept":
        flows.accept(application=application, keep=wanted.keep)
    else:
        if wanted.action == "decline" and application.state != State.OFFERED:
            raise no_longer(application.get_state_display())
        flows.withdraw(application=application, why=lines(wanted.reason))


def _people(application: Application, given: list[ChangedPersonShape]) -> tuple[Person, ...]:
    group = get_model(WorkGroupMixin).objects.filter(pk=application.page_id).first()
    if group is None:
        raise Refused("gone", _("This Work Group isn't there any more."))
    known = dict(application.participants.values_list("pk", "trn"))
    return read_participants([_given(one, known) for one in given], group)


def _given(person: ChangedPersonShape, known: dict[int, str]) -> dict[str, Any]:
    # The number is never shown, so that whoever changes a name need not know it.
    given = person.model_dump(exclude={"id"})
    if not given["trn"] and person.id is not None:
        given["trn"] = known.get(person.id, "")
    return given
