"""What neighbouring hubs offer to a school that finds a Work Group full."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from tests.api.addresses import valid
from tests.api.conftest import ask, everything_is_committed
from tests.factories import ProjectFactory, make_group, make_hub, on
from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import all_hubs
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.publishing.visibility import restrictions
from wagtail_mathshub.taxonomy.seeds import local_authorities
from wagtail_mathshub.workgroups import queries
from wagtail_mathshub.workgroups.nearby import MOST, nearby

__all__ = ["ask", "everything_is_committed"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
OPEN = {"apply_via": "link", "apply_url": "https://example.org/form", "capacity": 12, "stated_confirmed": 6}
FULL = OPEN | {"stated_confirmed": 12, "has_waiting_list": False}


def serves(hub, *names):
    hub.local_authorities = local_authorities(names)
    hub.save()
    return hub


@pytest.fixture
def project():
    """A project that all hubs share."""
    return ProjectFactory(site=None, title="Continuity", code="NCP26-17")


@pytest.fixture
def border(hub_a, hub_b):
    """Two hubs that both serve the schools of one local authority."""
    return serves(hub_a, "Alderland", "Border"), serves(hub_b, "Birchshire", "Border")


@pytest.fixture
def full(border, project):
    """A group of the first hub in which no place is left."""
    return make_group(
        border[0],
        title="Full",
        project=project,
        strand="curriculum_pedagogy",
        year_from=5,
        year_to=8,
        sessions=[on(date(2027, 2, 4))],
        **FULL,
    )


def other(hub, title="Theirs", when=date(2027, 2, 11), **fields):
    return make_group(hub, title=title, sessions=[on(when)], **OPEN | fields)


def offered(group, hub):
    group = WorkGroupPage.objects.get(pk=group.pk)
    return [row.group.title for row in nearby(group, hub)]


def test_a_full_group_leads_to_the_same_project_at_a_hub_that_shares_an_area(border, full, project):
    other(border[1], project=project)
    assert offered(full, border[0]) == ["Theirs"]


@pytest.mark.parametrize(
    ("fields", "leads_on"),
    [
        ({}, True),
        ({"has_waiting_list": True}, True),
        ({"override_state": "closed"}, True),
        ({"closes_at": datetime(2026, 11, 1, tzinfo=clock.LONDON)}, True),
        ({"stated_confirmed": 6}, False),
        ({"stated_confirmed": 11}, False),
        ({"opens_at": datetime(2027, 1, 1, tzinfo=clock.LONDON)}, False),
        ({"apply_via": "invitation"}, False),
        ({"override_state": "cancelled"}, False),
    ],
)
def test_only_where_no_place_is_left(border, full, project, fields, leads_on):
    other(border[1], project=project)
    for name, value in fields.items():
        setattr(full, name, value)
    full.save()
    assert bool(offered(full, border[0])) is leads_on


def test_a_group_that_is_over_leads_to_nothing(border, full, project):
    other(border[1], project=project)
    with clock.frozen_at(datetime(2027, 2, 5, 12, tzinfo=clock.LONDON)):
        assert offered(full, border[0]) == []


def test_the_own_hubs_groups_are_not_among_them(border, full, project):
    other(border[0], title="Sister", project=project)
    assert offered(full, border[0]) == []


def test_without_the_project_the_code_counts_and_without_both_strand_and_years(border, full):
    alike = {"strand": "curriculum_pedagogy", "year_from": 8, "year_to": 9}
    other(border[1], title="Alike", **alike)
    assert offered(full, border[0]) == ["Alike"]
    other(border[1], title="Other years", **alike | {"year_from": 9, "year_to": 9})
    other(border[1], title="Other strand", **alike | {"strand": "sktm"})
    assert offered(full, border[0]) == ["Alike"]
    other(border[1], title="Same code", code="NCP26-17", when=date(2027, 6, 1))
    assert offered(full, border[0]) == ["Same code"]


def test_a_group_without_project_code_and_strand_leads_to_nothing(border):
    bare = make_group(border[0], title="Bare", sessions=[on(date(2027, 2, 4))], **FULL)
    other(border[1], title="Bare too")
    assert offered(bare, border[0]) == []


def test_a_hub_that_shares_no_area_is_no_neighbour_unless_it_welcomes_them(border, full, project):
    serves(border[1], "Birchshire")
    theirs = other(border[1], project=project)
    assert offered(full, border[0]) == []
    theirs.neighbours_welcome = True
    theirs.save()
    assert offered(full, border[0]) == ["Theirs"]


def test_a_local_authority_that_the_group_itself_names_counts_too(border, full, project):
    serves(border[1], "Birchshire")
    other(border[1], project=project)
    full.local_authorities = local_authorities(["Birchshire"])
    full.save()
    assert offered(full, border[0]) == ["Theirs"]


def test_a_group_that_is_only_for_other_schools_is_not_offered(border, full, project):
    theirs = other(border[1], project=project)
    theirs.local_authorities = local_authorities(["Birchshire"])
    theirs.save()
    assert offered(full, border[0]) == []
    theirs.local_authorities = local_authorities(["Birchshire", "Border"])
    theirs.save()
    assert offered(full, border[0]) == ["Theirs"]


def test_those_for_the_own_area_come_first_then_the_soonest_and_few_of_them(border, full, project):
    far = serves(make_hub("cedar"), "Cedarland")
    other(far, title="Far", when=date(2027, 1, 4), project=project, neighbours_welcome=True)
    for day in (20, 18, 19, 17):
        other(border[1], title=f"On {day}", when=date(2027, 2, day), project=project)
    assert offered(full, border[0]) == ["On 17", "On 18", "On 19", "On 20"]
    assert MOST == 4


@pytest.mark.parametrize(
    "fields",
    [
        {"stated_confirmed": 12},
        {"apply_via": "none"},
        {"live": False},
        {"expire_at": datetime(2026, 11, 1, tzinfo=clock.LONDON)},
        {"override_state": "postponed"},
    ],
)
def test_nobody_is_sent_where_there_is_nothing(border, full, project, fields):
    theirs = other(border[1], project=project)
    assert offered(full, border[0]) == ["Theirs"]
    for name, value in fields.items():
        setattr(theirs, name, value)
    theirs.save()
    assert offered(full, border[0]) == []


def test_drafts_would_be_found_if_the_filter_were_taken_out(border, full, project, monkeypatch):
    Page.objects.filter(pk=other(border[1], project=project).pk).update(live=False)
    assert offered(full, border[0]) == []
    monkeypatch.setattr(queries, "visible_of_kind", lambda pages, site=None: pages)
    assert offered(full, border[0]) == ["Theirs"]


def test_a_group_that_opens_soon_is_offered_too(border, full, project):
    other(border[1], project=project, opens_at=datetime(2027, 1, 11, 9, tzinfo=clock.LONDON))
    assert offered(full, border[0]) == ["Theirs"]


def test_a_site_that_is_no_hub_offers_nothing(border, full, project):
    other(border[1], project=project)
    border[1].key = None
    border[1].save()
    assert offered(full, border[0]) == []


def cost_of(group, hub):
    """The queries beside what a page has asked already: which hubs there are, where, and what is private."""
    page = WorkGroupPage.objects.get(pk=group.pk)
    with one_reading():
        assert page.state.places
        assert page.resolved_code
        all_hubs()
        restrictions()
        Site.get_site_root_paths()
        with CaptureQueriesContext(connection) as captured:
            assert all(row.group.state.recruitment.label for row in nearby(page, hub))
    return len(captured)


def test_it_takes_two_queries_and_none_where_there_are_places(border, full, project):
    free = other(border[0], title="Free", project=project)
    for hub in (border[1], serves(make_hub("cedar"), "Border")):
        for number in range(3):
            other(hub, title=f"Theirs {number}", project=project)
    assert (cost_of(full, border[0]), cost_of(free, border[0])) == (2, 0)


def test_a_single_hub_asks_nothing(hub_a, project):
    group = make_group(hub_a, project=project, sessions=[on(date(2027, 2, 4))], **FULL)
    assert cost_of(group, hub_a) == 0


# --- On the page, and in the API. ---


def test_the_page_shows_them_with_links_to_the_other_hub(client, border, full, project):
    border[1].front_end_url = "https://www.birch.example.org/"
    border[1].save()
    other(border[1], title="<b>Theirs</b>", slug="theirs", project=project)
    html = client.get(full.url, headers={"host": "alder.example.org"}).content.decode()
    section = html.partition('aria-labelledby="nearby"')[2].partition("</section>")[0]
    assert "Nearby hubs also offer" in section
    assert "Birch Hub" in section
    assert "6 of 12 places left" in section
    assert 'href="https://www.birch.example.org/work-groups/theirs/"' in section
    assert "&lt;b&gt;Theirs" in section


def test_a_page_with_places_has_no_such_heading(client, border, full, project):
    free = other(border[0], title="Free", project=project)
    other(border[1], project=project)
    html = client.get(free.url, headers={"host": "alder.example.org"}).content.decode()
    assert "Nearby hubs" not in html


def test_the_page_of_a_full_group_costs_no_more_with_twenty_neighbours(client, border, full, project):
    def cost():
        client.get(full.url, headers={"host": "alder.example.org"})
        with CaptureQueriesContext(connection) as captured:
            client.get(full.url, headers={"host": "alder.example.org"})
        return len(captured)

    other(border[1], project=project)
    few = cost()
    for number in range(20):
        other(border[1], title=f"Theirs {number}", project=project)
    assert cost() == few <= 17


def test_the_api_has_them_in_the_words_of_the_other_hub(ask, border, full, project):
    border[1].labels = {"open": "Come along"}
    border[1].save()
    theirs = other(border[1], project=project, group_name="Eastern group")
    data = valid("work-groups/{id}", ask(border[0], f"work-groups/{full.pk}"))
    (found,) = data["nearby"]
    assert found["hub"] == {"key": "birch", "label": "Birch Hub"}
    assert found["recruitment"]["label"] == "Come along"
    assert (found["id"], found["code"], found["places"]) == (theirs.pk, "NCP26-17", "6 of 12 places left")
    assert found["url"] == "http://birch.example.org/work-groups/theirs/"
    assert data["related_cohorts"] == []
    assert ask(border[1], f"work-groups/{theirs.pk}").json()["nearby"] == []
    assert ask(border[1], f"work-groups/{full.pk}").status_code == 404


def test_a_kept_answer_ends_when_the_neighbours_sign_up_closes(
    ask, border, full, project, everything_is_committed
):
    cache.clear()
    other(border[1], project=project, closes_at=datetime(2026, 12, 4, 12, tzinfo=clock.LONDON))
    assert len(ask(border[0], f"work-groups/{full.pk}").json()["nearby"]) == 1
    with clock.frozen_at(datetime(2026, 12, 4, 12, 1, tzinfo=clock.LONDON)):
        assert ask(border[0], f"work-groups/{full.pk}").json()["nearby"] == []
