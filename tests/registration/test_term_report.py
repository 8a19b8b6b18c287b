"""The term report: what counts as what."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories import OrganisationFactory, ProjectFactory, on
from tests.registration import office
from tests.registration.applying import open_group
from tests.registration.reporting import URL, placed, present, table
from wagtail_mathshub import clock
from wagtail_mathshub.hubs.models import HubTerm
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.term_report import counting
from wagtail_mathshub.registration.term_report.chart import LONGEST, chart_of
from wagtail_mathshub.registration.term_report.counting import Line, tables_of, total_of
from wagtail_mathshub.taxonomy.models import LocalAuthority

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


@pytest.fixture
def client(hub_a):
    return office.registrar(hub_a)


def test_schools_and_people_are_counted_by_project_with_the_national_ones_first(client, hub_a):
    local = ProjectFactory(title="Algebra", code="AAA1", is_national=False)
    national = ProjectFactory(title="Continuity", code="NCP26-17")
    placed(open_group(hub_a, project=local), 2)
    placed(open_group(hub_a, project=national), 3)
    placed(open_group(hub_a, project=national, slug="second"), 1)
    placed(open_group(hub_a), 4)
    found = table(client, "projects")
    assert list(found) == ["NCP26-17 Continuity", "AAA1 Algebra", "No project", "All"]
    assert found["NCP26-17 Continuity"] == (2, 4, 0, 0, 0)
    assert found["All"] == (4, 10, 0, 0, 0)


def test_a_school_counts_once_in_each_line_and_once_in_all(client, hub_a):
    one, two = open_group(hub_a, year_from=5, year_to=6), open_group(hub_a, year_from=7, year_to=8)
    placed(one, 2, school_name="Fen Edge", school_urn="900001")
    placed(one, 1, school_name="Fen Edge Primary", school_urn="900001")
    placed(two, 3, school_name="Fen Edge", school_urn="900001")
    found = table(client, "phases")
    assert found == {"Primary": (1, 3, 0, 0, 0), "Secondary": (1, 3, 0, 0, 0), "All": (1, 6, 0, 0, 0)}


def test_a_school_without_a_number_is_known_by_its_name_and_postcode(client, hub_a):
    group = open_group(hub_a)
    for name, postcode in (
        ("St Mary's School", "ZZ99 1AB"),
        ("st. mary\u2019s  school", "zz991ab"),
        ("St Mary's School", "ZZ99 2CD"),
    ):
        placed(group, school_name=name, school_postcode=postcode)
    assert table(client, "phases")["All"][0] == 2


def test_a_school_that_left_its_number_out_once_is_the_one_with_that_name_and_postcode(client, hub_a):
    group, school = open_group(hub_a), {"school_name": "Fen Edge", "school_postcode": "ZZ99 1AB"}
    placed(group, school_urn="900001", **school)
    placed(group, **school)
    assert table(client, "phases")["All"][0] == 1


def test_two_schools_of_one_name_are_not_taken_for_each_other(client, hub_a):
    group = open_group(hub_a)
    for urn in ("900001", "900002", ""):
        placed(group, school_name="St Mary's", school_urn=urn)
    assert table(client, "phases")["All"][0] == 3


@pytest.mark.parametrize(
    ("years", "phase"),
    [
        ((-1, 0), "Early years"),
        ((1, 6), "Primary"),
        ((10, 11), "Secondary"),
        ((12, 13), "Post-16"),
        ((0, 2), "Cross-phase"),
        ((5, 8), "Cross-phase"),
        ((None, None), "Cross-phase"),
    ],
)
def test_the_phase_is_that_of_the_groups_years(client, hub_a, years, phase):
    placed(open_group(hub_a, year_from=years[0], year_to=years[1]))
    assert list(table(client, "phases")) == [phase, "All"]


def test_the_local_authority_is_that_of_the_hubs_own_school_with_that_number(client, hub_a, hub_b):
    fen = LocalAuthority.objects.create(key="fen", label="Fenland")
    moor = LocalAuthority.objects.create(key="moor", label="Moorland")
    OrganisationFactory(site=hub_a.site, urn="900001", local_authority=fen)
    OrganisationFactory(site=hub_b.site, urn="900002", local_authority=moor)
    group = open_group(hub_a)
    for urn in ("900001", "900002", ""):
        placed(group, school_urn=urn)
    found = table(client, "authorities")
    assert found == {"Fenland": (1, 1, 0, 0, 0), "Not known": (2, 2, 0, 0, 0), "All": (3, 3, 0, 0, 0)}


def test_who_waits_or_was_offered_a_place_is_counted_apart(client, hub_a):
    group = open_group(hub_a)
    placed(group, 1)
    placed(group, 2, state="waiting")
    placed(group, 3, state="offered")
    assert table(client, "phases")["All"] == (1, 1, 0, 2, 5)


@pytest.mark.parametrize("state", ["withdrawn", "declined", "lapsed", "pending", "submitted"])
def test_what_is_over_or_undecided_is_left_out(client, hub_a, state):
    placed(open_group(hub_a), 2, state=state)
    assert table(client, "phases") == {"All": (0, 0, 0, 0, 0)}


def test_attended_are_those_who_were_at_one_session_at_least(client, hub_a):
    group = open_group(hub_a)
    row, (first, second) = placed(group, 3), group.sessions.all()
    present(row, first, how_many=2)
    present(row, second, how_many=2)
    present(placed(group), first, there=False)
    assert table(client, "projects")["All"] == (2, 4, 2, 0, 0)


def test_a_cancelled_group_is_left_out(client, hub_a):
    placed(open_group(hub_a, override_state="cancelled"))
    placed(open_group(hub_a, sessions=[on(date(2027, 2, 4), status="cancelled")]))
    assert table(client, "phases") == {"All": (0, 0, 0, 0, 0)}


def test_a_year_holds_its_groups_whatever_they_are_called_now(client, hub_a):
    old = open_group(hub_a, academic_year="2024-25", sessions=[on(date(2025, 2, 4))])
    placed(old, 2)
    placed(open_group(hub_a), 5)
    old.title = "Something else 2026-27"
    old.save()
    old.unpublish()
    assert table(client, "phases", year="2024-25")["All"][1] == 2
    assert table(client, "phases")["All"][1] == 5
    years = client.get(reverse(URL)).context["years"]
    assert years == [("2026-27", "2026/27"), ("2024-25", "2024/25")]


def test_a_group_without_a_year_belongs_to_that_of_its_first_session(client, hub_a):
    placed(open_group(hub_a, academic_year="", sessions=[on(date(2026, 9, 1))]), 1)
    placed(open_group(hub_a, academic_year="", sessions=[on(date(2026, 8, 31))]), 2)
    placed(open_group(hub_a, academic_year="", sessions=[]), 4)
    assert table(client, "phases")["All"][1] == 1
    assert table(client, "phases", year="2025-26")["All"][1] == 2


def term(hub, name, first, last):
    HubTerm.objects.create(settings=hub, academic_year="2026-27", term=name, first_day=first, last_day=last)


def test_a_term_holds_the_groups_that_meet_in_it_and_its_own_attendance(client, hub_a):
    term(hub_a, "spring", date(2027, 1, 4), date(2027, 3, 25))
    term(hub_a, "summer", date(2027, 4, 12), date(2027, 7, 21))
    both = open_group(hub_a, title="Both")
    row, (spring, summer) = placed(both, 2), both.sessions.all()
    present(row, spring, how_many=2)
    present(row, summer, how_many=1)
    placed(open_group(hub_a, sessions=[on(date(2027, 6, 1))]), 5)
    placed(open_group(hub_a, sessions=[on(date(2027, 2, 1), status="postponed")]), 7)
    assert table(client, "phases", term="spring")["All"] == (1, 2, 2, 0, 0)
    assert table(client, "phases", term="summer")["All"] == (2, 7, 1, 0, 0)


def test_a_term_without_days_counts_nothing_and_says_why(client, hub_a):
    placed(open_group(hub_a))
    page = client.get(reverse(URL), {"term": "autumn"}).content.decode()
    assert "has not said when the Autumn term of 2026/27 is" in page
    assert table(client, "phases", term="autumn") == {"All": (0, 0, 0, 0, 0)}


def test_an_erased_person_still_counts(client, hub_a):
    from wagtail_mathshub.registration import retention

    row = placed(open_group(hub_a, sessions=[on(date(2026, 9, 10))]), 2)
    hub_a.retention_months = 1
    hub_a.save()
    Application.objects.update(created_at=clock.now() - timedelta(days=90))
    assert retention.purge().applications == 1
    row.refresh_from_db()
    assert row.contact_email == ""
    assert table(client, "phases")["All"] == (1, 2, 0, 0, 0)


def test_lines_add_up_and_a_control_shows_that_the_total_is_no_sum(monkeypatch):
    pick = random.Random(7)  # noqa: S311 - no secret
    groups = [
        counting.Group(number, f"C{number}", f"T{number}", True, (5, 5 + number % 4)) for number in range(6)
    ]
    entries = [
        counting.Entry(
            group=pick.choice(groups),
            school=(f"9{pick.randrange(40):05}",),
            authority=pick.choice(["", "Fen", "Moor"]),
            people=pick.randrange(5),
            attended=0,
            waits=pick.random() < 0.2,
        )
        for _number in range(500)
    ]
    total = total_of(entries)
    for one in tables_of(entries):
        assert sum(line.people for line in one.lines) == total.people
        assert sum(line.people_waiting for line in one.lines) == total.people_waiting
        assert (
            max(line.schools for line in one.lines)
            <= total.schools
            <= sum(line.schools for line in one.lines)
        )
    by_project = tables_of(entries)[0]
    assert sum(line.schools for line in by_project.lines) > total.schools


def line(name, schools, people):
    made = Line("", name)
    made._schools.update((number,) for number in range(schools))
    made.people = people
    return made


def test_the_longest_bar_leaves_room_for_its_number_and_the_others_are_in_proportion():
    chart = chart_of([line("Long", 5, 40), line("Short", 5, 10), line("Nobody", 0, 0)])
    assert [row.label for row in chart.rows] == ["Long", "Short"]
    widths = [[float(bar.width.rstrip("%")) for bar in row.bars] for row in chart.rows]
    assert widths == [[LONGEST / 8, LONGEST], [LONGEST / 8, LONGEST / 4]]
    assert chart.height > chart.rows[-1].bars[-1].top + chart.bar_height


def test_a_chart_of_nothing_is_empty():
    assert chart_of([]).rows == []
    assert chart_of([line("Waiting only", 0, 0)]).height == 0
