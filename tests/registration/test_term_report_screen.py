"""The term report on the screen and as a file: who may see it, what it says, and what it costs."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import OrganisationFactory, ProjectFactory
from tests.registration import office
from tests.registration.applying import open_group
from tests.registration.reporting import CANARY, URL, fill, placed, present, table
from wagtail_mathshub.registration.models import Attendance, Participant
from wagtail_mathshub.registration.term_report import queries
from wagtail_mathshub.registration.term_report.asked import asked_by
from wagtail_mathshub.registration.term_report.counting import total_of
from wagtail_mathshub.scoping.plain_cells import FORMULA_STARTS
from wagtail_mathshub.taxonomy.models import LocalAuthority

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


@pytest.fixture
def client(hub_a):
    return office.registrar(hub_a)


def test_what_means_nothing_shows_this_year(client, hub_a):
    placed(open_group(hub_a))
    for query in ({"year": "2026-28"}, {"term": "x"}, {"hub": "x"}, {"year": "\x00", "export": "exe"}):
        assert table(client, "phases", **query)["All"][1] == 1


def test_a_hub_counts_nothing_of_another_whatever_is_asked(client, hub_a, hub_b):
    placed(open_group(hub_a), 1)
    placed(open_group(hub_b, project=ProjectFactory(title=CANARY)), 2)
    for query in ({}, {"hub": hub_b.key}, {"hub": str(hub_b.pk)}):
        answer = client.get(reverse(URL), query)
        assert answer.context["total"].numbers == (1, 1, 0, 0, 0)
        assert CANARY not in answer.content.decode()
        assert hub_b.name not in answer.content.decode()


def test_somebody_of_two_hubs_sees_both_or_one(hub_a, hub_b):
    client = office.superuser()
    placed(open_group(hub_a), 1, school_urn="900001")
    placed(open_group(hub_b), 2, school_urn="900001")
    assert table(client, "phases")["All"] == (1, 3, 0, 0, 0)
    assert table(client, "phases", hub=hub_b.key)["All"] == (1, 2, 0, 0, 0)


@pytest.mark.parametrize("who", [office.editor, lambda hub: office.lead_of(hub)[0]])
def test_who_keeps_no_applications_does_not_come_in(hub_a, who):
    answer = who(hub_a).get(reverse(URL))
    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_home")


def test_somebody_who_leads_a_group_does_not_come_in(hub_a):
    client, person = office.lead_of(hub_a)
    placed(open_group(hub_a, leads=[person]))
    assert client.get(reverse(URL)).status_code == 302


def test_the_report_is_in_the_menus_of_those_who_may_open_it(client, hub_a):
    home = reverse("wagtailadmin_home")
    assert client.get(home).content.decode().count(reverse(URL)) == 2
    assert reverse(URL) not in office.editor(hub_a).get(home).content.decode()


def rows_of_file(client, **query):
    answer = client.get(reverse(URL), query | {"export": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_file_has_all_tables_and_what_they_are_about(client, hub_a):
    placed(
        open_group(
            hub_a, project=ProjectFactory(title="Continuity", code="NCP26-17"), year_from=5, year_to=6
        ),
        2,
    )
    rows = rows_of_file(client)
    assert [(row["By"], row["Code"], row["Name"]) for row in rows] == [
        ("Project", "NCP26-17", "Continuity"),
        ("Phase", "", "Primary"),
        ("Local authority", "", "Not known"),
        ("All", "", "All"),
    ]
    assert rows[0] | {"Academic year": "2026/27", "Term": "Whole year", "Hub": hub_a.name} == rows[0]
    assert (rows[0]["Schools"], rows[0]["Participants"]) == ("1", "2")


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_cell_of_the_file_is_a_formula(client, hub_a, start):
    placed(open_group(hub_a, project=ProjectFactory(title=f"{start}1+1")))
    fen = LocalAuthority.objects.create(key="fen", label=f"{start}1+1")
    OrganisationFactory(site=hub_a.site, urn="900001", local_authority=fen)
    placed(open_group(hub_a), school_urn="900001")
    cells = [cell for row in rows_of_file(client) for cell in row.values()]
    assert f"'{start}1+1" in cells
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]


def test_titles_with_markup_are_shown_as_they_are_written(client, hub_a):
    placed(open_group(hub_a, project=ProjectFactory(title="<script>alert(1)</script>")))
    page = client.get(reverse(URL)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_nobody_is_named_on_the_screen_or_in_the_file(client, hub_a):
    group = open_group(hub_a)
    present(placed(group, 2, contact_name=CANARY, contact_phone=CANARY), group.sessions.first())
    for query in ({}, {"export": "csv"}):
        text = client.get(reverse(URL), query).content.decode()
        assert CANARY not in text
        assert "7654321" not in text


def test_the_report_takes_no_more_queries_for_many_groups_and_people(client, hub_a):
    fill(hub_a, 1, 1)
    counts = []
    for more in ((0, 0), (5, 20)):
        fill(hub_a, *more)
        client.get(reverse(URL))
        with CaptureQueriesContext(
            connection,
        ) as made:
            client.get(reverse(URL))
        counts.append(len(made))
    assert counts[0] == counts[1]
    with CaptureQueriesContext(connection) as made:
        queries.entries_of(asked_by(client.user, {}))
    assert len(made) <= 12


def test_the_charts_have_a_text_for_those_who_do_not_see_them(client, hub_a):
    placed(open_group(hub_a))
    page = client.get(reverse(URL)).content.decode()
    assert page.count('role="img"') == page.count("<desc ") == page.count("<title id=") == 3
    assert page.count("<caption id=") == 3


def test_the_entries_are_what_counting_one_by_one_gives(client, hub_a):
    fill(hub_a, 3, 30)
    fill(hub_a, 2, 10)
    entries = queries.entries_of(asked_by(client.user, {}))
    people = Participant.objects.select_related("application")
    assert total_of(entries).people == len(people)
    assert total_of(entries).schools == len({one.application.school_urn for one in people})
    assert total_of(entries).attended == Attendance.objects.filter(present=True).count()
