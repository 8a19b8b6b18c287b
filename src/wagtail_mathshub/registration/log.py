"""The log of an application, and Wagtail's own, in which no name stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.log_actions import log

from wagtail_mathshub import clock
from wagtail_mathshub.registration.models import Application, StateChange
from wagtail_mathshub.registration.states import Actor, State, Step

ACTION = "mathshub.registration"


@dataclass(frozen=True)
class Who:
    """Who does something: the school, somebody of the hub, or the clock."""

    actor: Actor
    user: Any = None


SCHOOL = Who(Actor.APPLICANT)
CLOCK = Who(Actor.CLOCK)


def hub(user: Any) -> Who:
    """Somebody who works for the hub."""
    return Who(Actor.HUB, user)


def change(
    application: Application, step: Step, who: Who, *, to: State | None = None, why: str = "", **fields: Any
) -> None:
    """Bring an application into the state `to`, with further `fields`, and write both down."""
    before = application.state if application.pk else ""
    for name, value in fields.items():
        setattr(application, name, value)
    if to is not None:
        application.state = to
    application.save()
    StateChange.objects.create(
        application=application,
        at=clock.now(),
        step=step,
        before=before,
        after=application.state,
        actor=who.actor,
        user=who.user,
        why=why,
        held=application.held,
        group=application.page_id,
    )
    if who.user is not None:
        log(instance=application, action=ACTION, user=who.user, data={"step": str(step)})
