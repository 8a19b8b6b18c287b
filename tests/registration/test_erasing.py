"""Handing out and erasing what is kept of a person."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from tests.factories import UserFactory
from tests.registration.applying import confirmed, open_group, seats_of, state_of
from wagtail_mathshub import clock
from wagtail_mathshub.registration import flows, retention
from wagtail_mathshub.registration.models import Application, Message, Participant
from wagtail_mathshub.registration.wishes import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]

CANARY = "zyxcanary"
EMAIL = f"{CANARY}@school.example.org"


def dump() -> str:
    """Every cell of every table, as it is stored."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found).lower()


def canary(group, **fields):
    """An application that says the canary wherever something can be said."""
    person = Person(name=f"{CANARY} Person", email=EMAIL, role=CANARY, years=(5,), trn="7654321")
    given = {
        "contact_name": f"{CANARY} Contact",
        "contact_phone": f"01632 {CANARY}",
        "participants": (person,),
        "answers": ({"id": "q", "question": "Why?", "answer": CANARY},),
    }
    return confirmed(group, EMAIL, **(given | fields))


def test_erasing_leaves_nothing_of_a_person_in_the_database(hub_a):
    user = UserFactory()
    group, other = open_group(hub_a, has_interest_form=True), open_group(hub_a, title="Ratio", capacity=1)
    canary(group)
    waits = [confirmed(other), canary(other)][1]
    flows.decline(application=waits, user=user, why=f"{CANARY} was here last year.")
    group.override_state = "closed"
    group.save_revision().publish()
    flows.note_interest(page=type(group).objects.get(pk=group.pk), email=EMAIL, name=CANARY, consent=True)
    assert dump().count(CANARY) > 10
    assert flows.erase_person(email=EMAIL, sites=[hub_a.site], user=user) == 3
    assert dump().count(CANARY) == 0
    assert "7654321" not in dump()


def test_an_erased_school_gives_its_place_to_the_next(hub_a):
    group = open_group(hub_a, capacity=1)
    first, second = canary(group), confirmed(group)
    flows.erase_person(email=EMAIL, sites=[hub_a.site])
    assert (state_of(first), state_of(second)) == ("withdrawn", "offered")


def test_erasing_one_who_takes_part_leaves_the_others_and_the_school_its_place(hub_a):
    group = open_group(hub_a)
    people = (Person("Ann", "ann@school.example.org"), Person("Bo", "bo@school.example.org"))
    application = confirmed(group, "head@school.example.org", participants=people)
    flows.erase_person(email="Ann@School.example.org", sites=[hub_a.site])
    assert state_of(application) == "confirmed"
    assert list(application.participants.values_list("name", flat=True)) == ["", "Bo"]
    assert Application.objects.get().contact_email == "head@school.example.org"
    assert seats_of(group).held == 1
    assert "ann" not in dump()


def test_another_hub_keeps_what_is_its_own(hub_a, hub_b):
    canary(open_group(hub_a))
    theirs = canary(open_group(hub_b))
    flows.erase_person(email=EMAIL, sites=[hub_a.site])
    assert list(Application.objects.exclude(contact_email="")) == [theirs]
    assert theirs.participants.get().email == EMAIL


def test_an_export_holds_all_that_is_kept_of_a_person_and_nothing_of_others(hub_a):
    people = (Person("Ann", EMAIL, trn="1234567"), Person("Bo", "bo@school.example.org"))
    confirmed(open_group(hub_a), "head@school.example.org", participants=people)
    data = flows.export_person(email=EMAIL, sites=[hub_a.site])
    (application,) = data["applications"]
    assert [person["name"] for person in application["participants"]] == ["Ann"]
    assert application["contact"] is None
    assert [message["kind"] for message in data["messages"]] == ["You have a place"]
    assert "head@" not in json.dumps(data)


def test_what_is_kept_longer_than_the_hub_says_is_erased_and_still_counts(hub_a, reference_time):
    hub_a.retention_months = 12
    hub_a.save()
    group = open_group(hub_a)
    canary(group)
    with clock.frozen_at(reference_time + timedelta(days=365 + 180)):
        assert retention.due().applications == 0
    with clock.frozen_at(reference_time + timedelta(days=365 + 230)):
        assert retention.purge().applications == 1
        assert retention.due().nothing
    assert CANARY not in dump()
    assert Participant.objects.count() == 1
    assert seats_of(group).held == 1
    assert Application.objects.get().school_name


def test_the_command_says_first_and_erases_when_told_to(hub_a, reference_time):
    canary(open_group(hub_a))
    later = reference_time + timedelta(days=3650)
    with clock.frozen_at(later):
        assert "To be erased: 1 applications" in called("mathshub_purge")
        assert Message.objects.exclude(to="").exists()
        assert "Erased: 1 applications" in called("mathshub_purge", "--erase")
        assert called("mathshub_purge", "--erase") == "Nothing is past its time.\n"


def test_the_command_for_one_person_exports_and_erases(hub_a):
    canary(open_group(hub_a))
    assert json.loads(called("mathshub_person", EMAIL))["applications"][0]["state"] == "confirmed"
    assert called("mathshub_person", EMAIL, "--hub", "alder", "--erase") == "Erased in 1 places.\n"
    assert called("mathshub_person", EMAIL, "--erase") == "Nothing is kept of this address.\n"


def called(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()
