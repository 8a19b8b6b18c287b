"""How many were at each session, as a file; and the applications of one academic year."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import on
from tests.registration import office
from tests.registration.applying import confirmed, open_group
from wagtail_mathshub.registration import flows
from wagtail_mathshub.scoping.plain_cells import FORMULA_STARTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
URL = "mathshub_registration_attendance_file"


@pytest.fixture
def client(hub_a):
    return office.registrar(hub_a)


def rows(client, **query):
    answer = client.get(reverse(URL), query)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def mark(session, person, *, there):
    flows.mark_attendance(session=session, marks={person.pk: there}, user=None)


def test_each_session_is_a_line_with_how_many_were_there(client, hub_a):
    group = open_group(hub_a, title="Fractions", capacity=9, code="NCP26-17")
    row = confirmed(group, people=3)
    first, _second = group.sessions.all()
    one, two, _three = row.participants.all()
    mark(first, one, there=True)
    mark(first, two, there=False)
    found = rows(client)
    assert [line["Session"] for line in found] == ["Day 1", "Day 2"]
    assert found[0] == {
        "Academic year": "2026/27",
        "Code": "NCP26-17",
        "Work Group": "Fractions",
        "Session": "Day 1",
        "Date": "2027-02-04",
        "People with a place": "3",
        "Were there": "1",
        "Were not there": "1",
        "Not marked": "1",
    }
    assert found[1]["Not marked"] == "3"


def test_a_session_that_was_deleted_since_keeps_its_line(client, hub_a):
    group = open_group(hub_a)
    row = confirmed(group)
    session = group.sessions.first()
    mark(session, row.participants.get(), there=True)
    group.sessions.all().delete()
    assert [(line["Session"], line["Were there"]) for line in rows(client)] == [("Day 1", "1")]


def test_who_gave_the_place_up_is_in_no_number(client, hub_a):
    group = open_group(hub_a)
    row = confirmed(group)
    confirmed(group)
    mark(group.sessions.first(), row.participants.get(), there=True)
    flows.withdraw(application=row)
    line = rows(client)[0]
    assert (line["People with a place"], line["Were there"], line["Not marked"]) == ("1", "0", "1")


def test_a_year_and_a_group_can_be_chosen(client, hub_a):
    old = open_group(hub_a, title="Old", academic_year="2025-26", sessions=[on(date(2027, 1, 1))])
    new = open_group(hub_a, title="New", sessions=[on(date(2027, 2, 1))])
    confirmed(old), confirmed(new)
    assert [line["Work Group"] for line in rows(client)] == ["New", "Old"]
    assert [line["Work Group"] for line in rows(client, year="2025-26")] == ["Old"]
    assert [line["Work Group"] for line in rows(client, group=new.pk)] == ["New"]
    page = client.get(reverse("mathshub_registration_registers"), {"year": "2025-26"}).content.decode()
    assert f"{reverse(URL)}?year=2025-26" in page
    assert "<h2>Old" in page
    assert "<h2>New" not in page


def test_a_lead_has_the_file_of_their_own_group_and_nobody_that_of_another_hub(hub_a, hub_b):
    client, person = office.lead_of(hub_a)
    confirmed(open_group(hub_a, title="Led", leads=[person]))
    other = open_group(hub_a, title="Not led")
    confirmed(other), confirmed(open_group(hub_b, title="Far away"))
    assert {line["Work Group"] for line in rows(client)} == {"Led"}
    assert rows(client, group=other.pk) == []
    assert {line["Work Group"] for line in rows(office.registrar(hub_a))} == {"Led", "Not led"}
    assert office.editor(hub_a).get(reverse(URL)).status_code == 302


def test_the_file_names_nobody_and_runs_nothing(client, hub_a):
    group = open_group(hub_a, title="=1+1", sessions=[on(date(2027, 2, 4), label="@SUM(A1)")])
    confirmed(group, contact_name="Zanzibar")
    text = client.get(reverse(URL)).content.decode()
    assert "Zanzibar" not in text
    assert "Person " not in text
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]
    assert "'=1+1" in cells


def test_the_file_takes_no_more_queries_for_more_groups(client, hub_a):
    counts = []
    for _number in range(2):
        confirmed(open_group(hub_a, slug=f"to-{_number}"))
        client.get(reverse(URL))
        with CaptureQueriesContext(connection) as made:
            client.get(reverse(URL))
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_the_list_of_applications_is_narrowed_to_a_year(client, hub_a):
    old = confirmed(open_group(hub_a, academic_year="2025-26", sessions=[on(date(2027, 1, 1))]))
    new = confirmed(open_group(hub_a))
    page = client.get(reverse(office.LIST), {"year": "2025-26"}).content.decode()
    assert old.reference in page
    assert new.reference not in page
    assert "2025/26" in page
    answer = client.get(reverse(office.LIST), {"year": "2025-26", "export": "csv", "rows": "people"})
    text = office.text_of(answer)
    assert old.reference in text
    assert new.reference not in text
