"""The clockwork of sign-up: all that comes due by itself, in order. Safe to run every minute, also twice at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.mailing import sending
from wagtail_mathshub.registration.mailing.announcing import announce, groups_to_look_at
from wagtail_mathshub.registration.mailing.mishaps import passed_over
from wagtail_mathshub.registration.mailing.opening import groups_waited_for, tell_of_opening
from wagtail_mathshub.registration.mailing.reminders import remind, sessions_coming_up
from wagtail_mathshub.registration.models import Seats

LAPSED, IN_STEP, REMINDED, CHANGED, TOLD = "lapsed", "in step", "reminded", "dates changed", "told"


@dataclass
class Done:
    """What a run has done: how often each step, what was sent, and how many rows failed."""

    steps: Counter[str] = field(default_factory=Counter)
    sent: sending.Sent = field(default_factory=sending.Sent)
    failed: int = 0


def run(*, send: bool = True, limit: int | None = None) -> Done:
    """Do all that is due; with `send` off nothing leaves the house. One row that fails stops no other."""
    done = Done()
    _each(done, LAPSED, flows.run_out().select_related("site__root_page"), _let_lapse)
    _each(done, IN_STEP, Seats.objects.filter(waiting__gt=0).order_by("pk"), _bring_in_step)
    _each(done, REMINDED, sessions_coming_up(), remind)
    _each(done, CHANGED, groups_to_look_at(), announce)
    _each(done, TOLD, groups_waited_for(), tell_of_opening)
    if send:
        done.sent = sending.send_due(limit=limit)
    return done


def _each(done: Done, step: str, rows: Iterable[Any], action: Callable[[Any], int]) -> None:
    for row in list(rows):
        with passed_over(step, row.pk) as failed:
            done.steps[step] += action(row)
        done.failed += len(failed)


def _let_lapse(application: Any) -> int:
    flows.let_lapse(application=application)
    return 1


def _bring_in_step(seats: Seats) -> int:
    flows.change_capacity(page_id=seats.pk)
    return 1
