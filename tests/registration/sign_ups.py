"""The pages of sign-up in every state that a visitor can meet, by what they show."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tests.factories import UserFactory, on
from tests.registration.applying import applied, confirmed, open_group
from tests.registration.filling_in import application_path, sign_up_path
from wagtail_mathshub import clock
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application, Interest
from wagtail_mathshub.registration.tokens import interest_token_of

LONG_NAME = "Saintwithaverylongnamethatneverends" * 5
SESSIONS = [
    on(date(2027, 2, 4), label="Day 1", mode="online", joining_link="https://meet.example.org/secret"),
    on(date(2027, 3, 4), label="Day 2", venue_text="Fen Edge Primary School", previous_date=date(2027, 3, 3)),
    on(None, None, None, label="Day 3"),
]
_PERSON = {"participants.0.name": "Sam", "participants.0.email": "sam@"}
_SCHOOL = {"contact.name": "Sam", "contact.email": "sam@school.example.org", "school.name": "Fen Edge"}
# What is sent to the form to see its further steps.
STEPS = {
    "first step with errors": {"step": "1", "go": "next"},
    "second step": _SCHOOL | {"step": "1", "go": "next"},
    "second step with errors": _SCHOOL | _PERSON | {"step": "2", "go": "next", "participants.1.name": "Jo"},
    "last step": _SCHOOL | _PERSON | {"step": "2", "go": "next", "participants.0.email": "sam@example.org"},
    "last step with errors": _SCHOOL
    | {"participants.0.name": "S", "participants.0.email": "s@example.org"}
    | {"go": "send"},
}
OPENS = datetime(2027, 1, 10, 9, tzinfo=clock.LONDON)


def sign_up_views(hub: Any) -> dict[str, str]:
    """Make groups and applications, and say where each is seen."""
    school = {"school_name": "Fen Edge Primary School", "contact_name": "Sam Okafor"}
    group = _group(hub, "sign-up", capacity=12)
    one = _group(hub, "one-place", capacity=1)
    soon = _group(hub, "soon", opens_at=OPENS, has_interest_form=True)
    off = _group(hub, "off", override_state="closed", override_note="The year has begun.", successor=group)
    flows.note_interest(page=soon, email="sam@school.example.org", consent=True)
    interest = Interest.objects.get(page=soon.pk)
    given = confirmed(group, people=3, **school)
    long = confirmed(group, school_name=LONG_NAME, contact_name=LONG_NAME[:100])
    shown = {
        "sign-up": sign_up_path(group),
        "sign-up sent": f"{sign_up_path(group)}?sent=ALD-7K3QXR",
        "sign-up that opens later": sign_up_path(soon),
        "sign-up that is closed": sign_up_path(off),
        "interest": f"/hub/work-groups/{soon.pk}/interest/",
        "interest sent": f"/hub/work-groups/{soon.pk}/interest/?sent=1",
        "interest by its link": f"/hub/interests/{interest_token_of(interest)}/",
        "place given up?": f"{application_path(given)}?ask=withdraw",
        "people changed": f"{application_path(given)}?ask=people",
        "application with a long name": application_path(long),
        "link of an email that is none": "/hub/applications/none/",
    }
    return shown | {
        f"application {state}": application_path(row)
        for state, row in _states(hub, group, one, school).items()
    }


def _group(hub: Any, slug: str, **fields: Any) -> Any:
    common = {"slug": f"to-{slug}", "title": f"To {slug}", "sessions": SESSIONS, "year_from": 5, "year_to": 8}
    return open_group(hub, **common | fields)


def _states(hub: Any, group: Any, one: Any, school: dict[str, str]) -> dict[str, Application]:
    found = {"submitted": applied(group, **school), "confirmed": confirmed(group, people=2, **school)}
    found["pending"] = confirmed(_group(hub, "round", admission="round"), **school)
    holder = confirmed(one)
    found["offered"], found["declined"], found["waiting"] = (confirmed(one, **school) for _number in range(3))
    flows.withdraw(application=holder)
    flows.decline(application=found["declined"], user=UserFactory(), why="It was full.")
    found["withdrawn"] = confirmed(group, **school)
    flows.withdraw(application=found["withdrawn"])
    found["lapsed"] = applied(group, **school)
    with clock.frozen_at(clock.now() + timedelta(hours=49)):
        flows.let_lapse(application=found["lapsed"])
    few = _group(hub, "few", capacity=2, capacity_unit="participants")
    pair = confirmed(few, people=2)
    found["offered fewer places"] = confirmed(few, people=3, accepts_fewer=True, **school)
    flows.withdraw(application=pair)
    return found
