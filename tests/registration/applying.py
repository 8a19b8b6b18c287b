"""Applications for tests, made through the flows themselves."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from tests.factories import make_group, on
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application, Seats
from wagtail_mathshub.registration.wishes import Person, Wish

_numbers = count(1)


def open_group(hub: Any, **fields: Any) -> Any:
    """A Work Group of next spring with the package's own form, open for sign-up."""
    sessions = fields.pop(
        "sessions", [on(date(2027, 2, 4), label="Day 1"), on(date(2027, 6, 10), label="Day 2")]
    )
    wanted = {
        "apply_via": "own_form",
        "capacity": 2,
        "capacity_unit": "schools",
        "head_agreement_asked": False,
    }
    return make_group(hub, sessions=sessions, **(wanted | fields))


def wish(email: str = "", *, people: int = 1, **fields: Any) -> Wish:
    """A school's wish to send so many people."""
    number = next(_numbers)
    given = {
        "contact_name": f"Sam Okafor {number}",
        "contact_email": email or f"contact-{number}@school.example.org",
        "school_name": f"School {number}",
        "participants": tuple(
            Person(name=f"Person {number}.{n}", email=f"person-{number}-{n}@school.example.org", years=(5, 6))
            for n in range(people)
        ),
    }
    return Wish(**(given | fields))


def applied(group: Any, email: str = "", **fields: Any) -> Application:
    """An application whose address is not confirmed yet."""
    reference = flows.apply(page_id=group.pk, wish=wish(email, **fields))
    return Application.objects.get(reference=reference)


def confirmed(group: Any, email: str = "", **fields: Any) -> Application:
    """An application whose address is confirmed: with a place, or waiting."""
    return flows.confirm_address(application=applied(group, email, **fields))


def seats_of(group: Any) -> Seats:
    """The row of a group's places, as it is now."""
    return Seats.objects.get(pk=group.pk)


def state_of(application: Application) -> str:
    """The state of an application now."""
    return Application.objects.get(pk=application.pk).state


def stored(page_id: int, one: Wish, *, held: int) -> str:
    """An application written past the flows, to show what they are for."""
    from django.utils.crypto import get_random_string

    from wagtail_mathshub import clock

    row = Application.objects.create(
        reference=get_random_string(12),
        site_id=Application._meta.get_field("site").related_model.objects.first().pk,
        page_id=page_id,
        number=int(get_random_string(12, "123456789")),
        held=held,
        contact_email=one.contact_email,
        created_at=clock.now(),
    )
    return row.reference
