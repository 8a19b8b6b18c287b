"""The reports of pages that disagree and of people who lead. It is 23 November 2026, in the year 2026/27."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.desk.listings.asking import address, sheet, shown, titles, workbook
from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    ProjectFactory,
    index_of,
    make_group,
    make_job,
    on,
)
from wagtail_mathshub import clock
from wagtail_mathshub.desk.listings import viewsets
from wagtail_mathshub.desk.listings.disagreeing import disagreeing_groups
from wagtail_mathshub.jobs.disagreements import advert_warnings
from wagtail_mathshub.pages.models import HubJobIndexPage, JobAdvertPage, WorkGroupPage
from wagtail_mathshub.people.models import PersonRole
from wagtail_mathshub.workgroups.disagreements import facts_of_page, sentences

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=clock.LONDON)
DAY = timedelta(days=1)
MARKUP = "<b>Bold</b> 2024/25"

pytestmark = pytest.mark.usefixtures("reference_time")


def person(hub, name, *, role="work_group_lead", to_month=""):
    row = PersonFactory(site=hub.site, name=name)
    row.roles.add(PersonRole(role=role, to_month=to_month))
    row.save()
    return row


def link(**fields):
    return {"apply_via": "link", "apply_url": "https://example.org/form"} | fields


@pytest.fixture
def disagreeing(hub_a):
    """A group for each rule, and several that agree with themselves."""
    gone, here = person(hub_a, "Ada Marsh", to_month="2026-07"), person(hub_a, "Tom Fen")
    lending = ProjectFactory(site=hub_a.site, code="NCP25-01", what_to_do_next="<p>Apply now</p>")
    ahead, behind = [on(date(2027, 1, 14))], [on(date(2026, 9, 10))]
    shut = link(closes_at=NOW - DAY)
    make_group(hub_a, title="Title 2024/25", sessions=ahead)
    make_group(hub_a, title="Code of the project", project=lending, sessions=ahead)
    make_group(hub_a, title="Text of the project", project=lending, sessions=ahead, **shut)
    make_group(hub_a, title="Outside", sessions=[*ahead, on(date(2027, 9, 2), label="Day 2")])
    make_group(hub_a, title="Unlabelled", sessions=[on(date(2027, 9, 2))])
    make_group(hub_a, title="Closes late", sessions=ahead, **link(closes_at=NOW + 90 * DAY))
    make_group(hub_a, title="Left", sessions=ahead, leads=[here, gone], **link())
    make_group(hub_a, title="Left, and over", sessions=behind, leads=[gone])
    make_group(hub_a, title="No way", sessions=ahead, apply_via="link")
    make_group(hub_a, title="Urges", sessions=ahead, outcomes="Sign up now", **shut)
    make_group(hub_a, title="Urges in its body", body=[("text", "<p>Book your place</p>")], **shut)
    make_group(
        hub_a,
        title="Urges when full",
        has_waiting_list=False,
        summary="Sign up now",
        capacity=2,
        stated_confirmed=2,
        **link(),
    )
    make_group(hub_a, title="Agrees", sessions=ahead, summary="Sign up now", **link())
    make_group(hub_a, title="A draft 2023/24", live=False)
    make_group(hub_a, title="Archived 2019/20", academic_year="2018-19", sessions=[on(date(2018, 10, 1))])


def rows_of(client) -> dict[str, tuple[str, ...]]:
    return {row.title: row.sentences for row in client.get(address("disagreements")).context["object_list"]}


def test_the_report_says_of_every_page_what_its_own_panel_says(client_a, disagreeing):
    rows = rows_of(client_a)
    pages = {page.title: tuple(sentences(facts_of_page(page))) for page in WorkGroupPage.objects.all()}
    del pages["Archived 2019/20"]
    assert rows == {title: found for title, found in pages.items() if found}
    assert {title for title, found in pages.items() if not found} == {"Agrees", "Left, and over"}


def test_archived_groups_are_left_in_peace(client_a, disagreeing):
    archived = WorkGroupPage.objects.get(title="Archived 2019/20")
    assert sentences(facts_of_page(archived))
    assert "Archived" not in shown(client_a, "disagreements")
    assert disagreeing_groups(WorkGroupPage.objects.filter(pk=archived.pk)) == []


def test_the_list_of_work_groups_is_narrowed_to_those_that_disagree(client_a, disagreeing):
    found = set(titles(client_a, "work_groups", needs="disagrees"))
    assert found == set(rows_of(client_a))


def test_adverts_stand_in_the_same_report(client_a, hub_a):
    job = make_job(hub_a, title="Closed", summary="Apply now", closes_at=NOW - DAY)
    draft = index_of(hub_a, HubJobIndexPage).add_child(instance=JobAdvertPage(title="Bare", live=False))
    rows = rows_of(client_a)
    assert rows["Closed"] == tuple(advert_warnings(job))
    assert rows.get("Bare", ()) == tuple(advert_warnings(draft))


def test_each_row_leads_to_the_screen_where_it_is_put_right_and_markup_stays_text(client_a, hub_a):
    group = make_group(hub_a, title=MARKUP)
    html = shown(client_a, "disagreements")
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[group.pk])}">&lt;b&gt;Bold' in html
    assert "<b>Bold" not in html


def test_a_file_of_the_report_holds_each_page_with_its_sentences(client_a, hub_a):
    make_group(hub_a, title="=Sum 2024/25", code="NCP25-17")
    (line,) = sheet(client_a, "disagreements")
    assert line["Page to put right"] == "'=Sum 2024/25"
    assert "The title says 2024/25" in line["What disagrees"]
    assert "The code NCP25-17" in line["What disagrees"]
    assert workbook(client_a, "disagreements")[1][0] == "=Sum 2024/25"


def test_where_nothing_disagrees_the_report_says_so(client_a, hub_a):
    assert "No page disagrees with itself." in shown(client_a, "disagreements")


def leaders(client, **query) -> dict[str, dict[str, str]]:
    return {line["Name"]: line for line in sheet(client, "people_who_lead", **query)}


def test_the_report_says_who_leads_what_and_what_is_ahead(client_a, hub_a):
    ada = person(hub_a, "Ada Marsh")
    ada.school = OrganisationFactory(site=hub_a.site, name="Fen Edge School")
    ada.save()
    person(hub_a, "Idle Lead")
    person(hub_a, "Board Member", role="board_member")
    sessions = [on(date(2026, 11, 2)), on(date(2026, 12, 3)), on(date(2027, 1, 14)), {"label": "Later"}]
    make_group(hub_a, title="Fractions", leads=[ada], sessions=sessions)
    make_group(hub_a, title="Of last year", leads=[ada], academic_year="2025-26")
    found = leaders(client_a)
    assert set(found) == {"Ada Marsh", "Idle Lead"}
    assert found["Ada Marsh"] == {
        "Name": "Ada Marsh",
        "School": "Fen Edge School",
        "Roles now": "Work Group Lead",
        "Leads": "Fractions",
        "Sessions ahead": "2",
        "Clashes": "",
    }
    assert "2, next on Thu 3 Dec 2026" in shown(client_a, "people_who_lead")
    assert leaders(client_a, academic_year="2025-26")["Ada Marsh"]["Leads"] == "Of last year"


def test_somebody_who_has_left_but_still_leads_is_flagged(client_a, hub_a):
    make_group(hub_a, leads=[person(hub_a, "Gone", to_month="2026-07")])
    assert leaders(client_a)["Gone"]["Roles now"] == "Has left, but still leads"


def test_sessions_of_two_groups_at_one_time_clash_and_those_of_one_group_do_not(client_a, hub_a):
    ada = person(hub_a, "Ada Marsh")
    day = date(2027, 1, 14)
    make_group(hub_a, title="One", leads=[ada], sessions=[on(day), on(day, "14:00", "15:00")])
    assert leaders(client_a)["Ada Marsh"]["Clashes"] == ""
    make_group(hub_a, title="Other", leads=[ada], sessions=[on(day, "15:30", "17:00")])
    make_group(hub_a, title="After", leads=[ada], sessions=[on(day, "17:00", "18:00")])
    make_group(hub_a, title="Off", leads=[ada], sessions=[on(day, status="cancelled")])
    found = leaders(client_a)["Ada Marsh"]["Clashes"]
    assert found == "Thursday 14 January: “One” and “Other” at the same time."


def test_names_with_markup_stay_text_in_the_report_of_people(client_a, hub_a):
    make_group(hub_a, title=MARKUP, leads=[person(hub_a, "<i>Ada</i>")])
    html = shown(client_a, "people_who_lead")
    assert "<i>Ada" not in html
    assert "<b>Bold" not in html
    assert "&lt;i&gt;Ada&lt;/i&gt;" in html


def test_without_pages_of_the_package_there_are_no_lists_and_the_reports_are_empty(client_a, monkeypatch):
    from wagtail_mathshub.desk.listings import leading, page_lists
    from wagtail_mathshub.desk.listings.reports import disagreements, people_who_lead

    for module in (page_lists, leading, disagreements, people_who_lead):
        monkeypatch.setattr(module, "get_model", lambda mixin: None)
    assert viewsets.viewsets() == []
    assert "No page disagrees" in shown(client_a, "disagreements")
    assert sheet(client_a, "people_who_lead") == []


def test_a_site_adds_and_takes_away_columns_by_a_hook(client_a, hub_a):
    from wagtail import hooks

    from wagtail_mathshub.desk.listings.columns import ListColumn

    def change(request, model, columns):
        if model is WorkGroupPage:
            columns[:] = [column for column in columns if column.name != "leads"]
            columns.append(ListColumn("stage", "Stage", lambda group: group.get_stage_display()))

    make_group(hub_a, stage="embedding")
    with hooks.register_temporarily("construct_mathshub_list_columns", change):
        (line,) = sheet(client_a, "work_groups")
    assert line["Stage"] == "Embedding"
    assert "Led by" not in line
