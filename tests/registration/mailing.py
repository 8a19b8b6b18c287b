"""What has to happen for an email of each kind to be written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.core import mail

from tests.factories import PersonFactory, UserFactory, on
from tests.registration.applying import applied, confirmed, open_group, wish
from wagtail_mathshub import clock
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.mailing.announcing import announce, groups_to_look_at
from wagtail_mathshub.registration.mailing.opening import groups_waited_for, tell_of_opening
from wagtail_mathshub.registration.mailing.reminders import remind, sessions_coming_up
from wagtail_mathshub.registration.mailing.sending import send_due
from wagtail_mathshub.registration.models import Interest, Message

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=clock.LONDON)
FRONT_END = "https://front.example.org"
LINK = "https://meet.example.org/joining-secret"
ONLINE = [
    on(date(2027, 2, 4), label="Day 1", mode="online", joining_link=LINK),
    on(date(2027, 6, 10), label="Day 2", venue_text="Market Hall"),
]


def ready(hub: Any) -> Any:
    """A hub that says how it is reached, and where applications are shown."""
    hub.email, hub.phone, hub.address = "office@hub.example.org", "01632 960123", "1 Mill Lane\nEastholme"
    hub.front_end_url = FRONT_END
    hub.save()
    return hub


def published(group: Any, at: datetime = NOON) -> Any:
    """The group as it is published, at a moment."""
    WorkGroupPage.objects.filter(pk=group.pk).update(last_published_at=at)
    return WorkGroupPage.objects.get(pk=group.pk)


def group_of(hub: Any, **fields: Any) -> Any:
    """A group with an online session, whose dates were looked at once."""
    leads = [PersonFactory(site=hub.site, public_email="lead@hub.example.org")]
    wanted = {"sessions": [dict(row) for row in ONLINE], "leads": leads}
    return published(open_group(hub, **(wanted | fields)), NOON - timedelta(days=30))


def look() -> int:
    """Look for changed dates; how many applications were written to."""
    return sum(announce(group) for group in groups_to_look_at())


def sent_all() -> list[Any]:
    """Send what is due; the emails that went out by it."""
    before = len(mail.outbox)
    done = send_due()
    assert (done.failed, done.put_off) == (0, 0), list(Message.objects.values_list("kind", "error"))
    return mail.outbox[before:]


def only(kind: str) -> Message:
    """The message of a kind that was written last."""
    return Message.objects.filter(kind=kind).order_by("-pk")[0]


def with_place(group: Any, **said: Any) -> Any:
    """A school with a place, told of it a month ago."""
    with clock.frozen_at(NOON - timedelta(days=29)):
        application = confirmed(group, **said)
        send_due()
        look()
    mail.outbox.clear()
    return application


def confirm_address(hub: Any, **said: Any) -> None:
    applied(group_of(hub), **said)


def already_applied(hub: Any, **said: Any) -> None:
    group = group_of(hub)
    applied(group, "sam@school.example.org", **said)
    flows.apply(page_id=group.pk, wish=wish("sam@school.example.org", **said))


def received(hub: Any, **said: Any) -> None:
    confirmed(group_of(hub, admission="round"), **said)


def confirmed_place(hub: Any, **said: Any) -> None:
    confirmed(group_of(hub), **said)


def waiting(hub: Any, **said: Any) -> None:
    group = group_of(hub, capacity=1)
    confirmed(group)
    confirmed(group, **said)


def offered(hub: Any, **said: Any) -> None:
    group = group_of(hub, capacity=1)
    first = confirmed(group)
    confirmed(group, **said)
    flows.withdraw(application=first)


def lapsed(hub: Any, **said: Any) -> None:
    application = applied(group_of(hub), **said)
    with clock.frozen_at(NOON + timedelta(hours=49)):
        flows.let_lapse(application=application)


def declined(hub: Any, **said: Any) -> None:
    application = confirmed(group_of(hub, admission="round"), **said)
    flows.decline(application=application, user=UserFactory(), why="Your school took part last year.")


def withdrawn(hub: Any, **said: Any) -> None:
    flows.withdraw(application=confirmed(group_of(hub), **said), why="See evil.example.com/now")


def participants_changed(hub: Any, **said: Any) -> None:
    application = confirmed(group_of(hub), **said)
    people = said.get("participants", wish(people=2).participants)
    flows.change_participants(application=application, people=people)


def dates_changed(hub: Any, **said: Any) -> None:
    group = group_of(hub)
    with_place(group, **said)
    session = group.sessions.get(label="Day 1")
    session.date = date(2027, 2, 11)
    session.save()
    published(group, NOON - timedelta(minutes=5))
    assert look() == 1


def cancelled(hub: Any, **said: Any) -> None:
    group = group_of(hub)
    with_place(group, **said)
    WorkGroupPage.objects.filter(pk=group.pk).update(override_state="cancelled", override_note="Too few.")
    published(group, NOON - timedelta(minutes=5))
    assert look() == 1


def reminder(hub: Any, **said: Any) -> None:
    sessions = [on(date(2026, 11, 30), label="Day 1", mode="online", joining_link=LINK)]
    with_place(group_of(hub, sessions=sessions), **said)
    assert sum(remind(session) for session in sessions_coming_up())


def _interest(hub: Any, **said: Any) -> Interest:
    group = group_of(hub, has_interest_form=True, opens_at=NOON + timedelta(days=1))
    name, school = said.get("contact_name", "Sam"), said.get("school_name", "School")
    flows.note_interest(
        page=group, email="sam@school.example.org", name=name, school_name=school, consent=True
    )
    return Interest.objects.get()


def interest_noted(hub: Any, **said: Any) -> None:
    _interest(hub, **said)


def interest_open(hub: Any, **said: Any) -> None:
    interest = _interest(hub, **said)
    WorkGroupPage.objects.filter(pk=interest.page_id).update(opens_at=NOON - timedelta(days=1))
    assert sum(tell_of_opening(group) for group in groups_waited_for()) == 1


MAKE: dict[str, Callable[..., None]] = {
    "confirm_address": confirm_address,
    "already_applied": already_applied,
    "received": received,
    "confirmed": confirmed_place,
    "waiting": waiting,
    "offered": offered,
    "lapsed": lapsed,
    "declined": declined,
    "withdrawn": withdrawn,
    "participants_changed": participants_changed,
    "dates_changed": dates_changed,
    "cancelled": cancelled,
    "reminder": reminder,
    "lead_new": confirmed_place,
    "interest_noted": interest_noted,
    "interest_open": interest_open,
}
