"""The list of Work Groups: what it says of each, what its filters leave, what its files hold."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.desk.listings.asking import sheet, shown, titles, workbook
from tests.factories import PersonFactory, ProjectFactory, index_of, make_group, on
from wagtail_mathshub.pages.models import WorkGroupPage

pytestmark = pytest.mark.usefixtures("reference_time")

MARKUP = "<script>alert(1)</script> & Co"


@pytest.fixture
def groups(hub_a):
    """One group of each kind that an editor looks for."""
    open_to = {"apply_via": "link", "apply_url": "https://example.org/form", "capacity": 12}
    soon, later = [on(date(2026, 11, 26))], [on(date(2027, 1, 14))]
    return {
        "open": make_group(hub_a, title="Open", sessions=later, stated_confirmed=2, **open_to),
        "nearly": make_group(hub_a, title="Nearly full", sessions=soon, stated_confirmed=11, **open_to),
        "undated": make_group(hub_a, title="Undated", sessions=[{"label": "Day 1"}], **open_to),
        "finished": make_group(hub_a, title="Finished", sessions=[on(date(2026, 9, 10))], **open_to),
    }


def draft(hub, **fields):
    page = WorkGroupPage(live=False, **({"title": "Only a title", "slug": "only-a-title"} | fields))
    return index_of(hub).add_child(instance=page)


def test_each_group_is_listed_with_its_states_places_and_next_session_the_soonest_first(client_a, groups):
    assert titles(client_a, "work_groups") == ["Nearly full", "Open", "Finished", "Undated"]
    html = shown(client_a, "work_groups", q="Nearly")
    assert '<span class="mh-chip mh-chip--hurry">Nearly full</span>' in html
    assert '<span class="mh-chip mh-chip--go">Upcoming</span>' in html
    assert "11 of 12" in html
    assert "Thu 26 Nov 2026" in html


def test_the_filters_find_what_is_nearly_full_and_what_has_no_dates(client_a, groups, hub_a):
    draft(hub_a)
    assert titles(client_a, "work_groups", recruitment="nearly_full") == ["Nearly full"]
    assert titles(client_a, "work_groups", delivery=["dates_tbc", "finished"]) == ["Finished", "Undated"]
    assert sorted(titles(client_a, "work_groups", needs="no_dates")) == ["Only a title", "Undated"]


def test_a_group_whose_year_is_over_is_not_said_to_lack_dates(client_a, hub_a):
    make_group(hub_a, title="Long ago", academic_year="2024-25")
    assert titles(client_a, "work_groups", needs="no_dates") == []


def test_groups_are_found_by_year_strand_phase_school_year_project_and_lead(client_a, hub_a):
    lead = PersonFactory(site=hub_a.site, name="Ada Marsh")
    project = ProjectFactory(site=hub_a.site, title="Continuity")
    fields = {"strand": "sktm", "year_from": 5, "year_to": 8, "academic_year": "2025-26"}
    make_group(hub_a, title="Wanted", project=project, leads=[lead], **fields)
    make_group(hub_a, title="Other", year_from=12, year_to=13)
    for query in (
        {"academic_year": "2025-26"},
        {"strand": "sktm"},
        {"phase": "primary"},
        {"year": "7"},
        {"project": project.pk},
        {"lead": lead.pk},
    ):
        assert titles(client_a, "work_groups", **query) == ["Wanted"], query
    assert "Ada Marsh" in shown(client_a, "work_groups")


def test_the_search_finds_words_of_the_title_of_unpublished_changes_and_codes(client_a, hub_a):
    group = make_group(hub_a, title="Fractions in Year 4", code="NCP26-17")
    group.title = "Decimals in Year 4"
    group.save_revision()
    for text in ("year fractions", "decimals", "ncp26-17"):
        assert titles(client_a, "work_groups", q=text) == ["Decimals in Year 4"], text
    assert titles(client_a, "work_groups", q="geometry") == []
    assert titles(client_a, "work_groups", q="year\x01 " + "x" * 500) == []
    assert shown(client_a, "work_groups", q="year\x00")


def test_what_is_searched_can_also_be_filtered_and_ordered(client_a, groups):
    query = {"q": "n", "delivery": ["upcoming", "dates_tbc"], "ordering": "-title"}
    assert titles(client_a, "work_groups", **query) == ["Undated", "Open", "Nearly full"]


@pytest.mark.parametrize("ordering", ["title", "live", "academic_year", "places_left", "next_starts_at"])
def test_the_list_can_be_ordered_both_ways(client_a, groups, ordering):
    there, back = (titles(client_a, "work_groups", ordering=sign + ordering) for sign in ("", "-"))
    assert sorted(there) == sorted(back) == sorted(page.title for page in groups.values())


def test_the_fewest_places_left_come_first_and_unknown_ones_last(client_a, groups):
    assert titles(client_a, "work_groups", ordering="places_left")[:2] == ["Nearly full", "Open"]


def test_a_draft_with_nothing_but_a_title_is_listed_without_states(client_a, hub_a):
    draft(hub_a)
    (line,) = sheet(client_a, "work_groups")
    assert line["Title"] == "Only a title"
    assert line["Status"] == "draft"
    assert line["Delivery"] == line["Sign-up"] == line["Places"] == line["Next session"] == ""
    assert "mh-chip--" not in shown(client_a, "work_groups").split("<tbody>")[1].split("</tbody>")[0]
    assert titles(client_a, "work_groups", recruitment="closed") == []


def test_a_group_that_is_put_off_has_no_next_session(client_a, hub_a):
    make_group(hub_a, override_state="postponed", sessions=[on(date(2027, 1, 14))])
    assert sheet(client_a, "work_groups")[0]["Next session"] == ""


def test_a_file_holds_the_columns_of_the_list_and_only_what_the_filters_leave(client_a, groups):
    (line,) = sheet(client_a, "work_groups", recruitment="nearly_full")
    assert line == {
        "Title": "Nearly full",
        "Status": "live",
        "Year": "2026/27",
        "Delivery": "Upcoming",
        "Sign-up": "Nearly full",
        "Places taken": "11",
        "Places": "12",
        "Next session": "2026-11-26",
        "Led by": "",
    }


def test_a_title_runs_as_a_formula_in_no_file(client_a, hub_a):
    make_group(hub_a, title="=1+1")
    make_group(hub_a, title="\uff1dcmd")
    assert [line["Title"] for line in sheet(client_a, "work_groups")] == ["'=1+1", "'\uff1dcmd"]
    rows = workbook(client_a, "work_groups")
    assert [row[0] for row in rows] == ["Title", "=1+1", "\uff1dcmd"]


def test_a_title_with_markup_is_text_on_the_list(client_a, hub_a):
    make_group(hub_a, title=MARKUP, leads=[PersonFactory(site=hub_a.site, name=MARKUP)])
    html = shown(client_a, "work_groups")
    assert MARKUP not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co") >= 2


def test_the_explorer_below_the_list_page_shows_the_same_columns_and_filters(client_a, groups, hub_a):
    below = reverse("wagtailadmin_explore", args=[index_of(hub_a).pk])
    answer = client_a.get(below, {"recruitment": "nearly_full"})
    assert [page.title for page in answer.context["object_list"]] == ["Nearly full"]
    assert "11 of 12" in answer.content.decode()
    assert "mh-chip--hurry" in answer.content.decode()
    everything = client_a.get(below).context["object_list"]
    assert {page.title for page in everything} == {page.title for page in groups.values()}


def test_the_explorer_can_still_be_put_in_the_editors_own_order(client_a, groups, hub_a):
    below = reverse("wagtailadmin_explore", args=[index_of(hub_a).pk])
    answer = client_a.get(below, {"ordering": "ord"})
    assert [page.title for page in answer.context["object_list"]] == [page.title for page in groups.values()]


def test_the_report_of_page_types_shows_them_too(signed_in, admin_user, groups):
    url = reverse("wagtailadmin_pages:type_use", args=["mathshub_pages", "workgrouppage"])
    assert "11 of 12" in signed_in(admin_user).get(url).content.decode()
