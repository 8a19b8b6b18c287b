"""What is proposed for each Work Group, and what an editor is told about it."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests import factories
from tests.desk.rolling_over.offers import FROM, TO, full_group, order
from wagtail_mathshub import clock
from wagtail_mathshub.desk.rolling_over import flows, years
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.people.models import PersonRole

pytestmark = pytest.mark.django_db


def planned(hub, user, **fields):
    return flows.plans(order(hub, user, [full_group(hub, **fields)]))[0]


def said(plan, words):
    return any(words in note for note in plan.notes)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime(2026, 6, 1, tzinfo=clock.LONDON), ("2025-26", "2026-27")),
        (datetime(2026, 8, 31, tzinfo=clock.LONDON), ("2025-26", "2026-27")),
        (datetime(2026, 9, 1, tzinfo=clock.LONDON), ("2025-26", "2026-27")),
        (datetime(2027, 5, 31, tzinfo=clock.LONDON), ("2025-26", "2026-27")),
        (datetime(2027, 6, 1, tzinfo=clock.LONDON), ("2026-27", "2027-28")),
    ],
)
def test_the_clock_proposes_the_years(day, expected):
    with clock.frozen_at(day):
        assert years.proposed() == expected


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("continuity-2025-26", "continuity-2026-27"),
        ("continuity-202526", "continuity-2026-27"),
        ("continuity-20252026", "continuity-2026-27"),
        ("continuity-2526", "continuity-2026-27"),
        ("ncp25-19-continuity-25-26", "continuity-26-27"),
        ("continuity", "continuity-2026-27"),
        ("continuity-2025", "continuity-2026-27"),
        ("continuity-part-2", "continuity-part-2-2026-27"),
        ("continuity-2024-25", "continuity-2024-25-2026-27"),
    ],
)
def test_the_address_names_the_new_year(hub_a, editor_a, slug, expected):
    assert planned(hub_a, editor_a, slug=slug).slug == expected


def test_two_groups_never_get_the_same_address(hub_a, editor_a):
    factories.make_group(hub_a, title="Taken", slug="continuity-2026-27", academic_year=TO)
    groups = [full_group(hub_a, slug=slug) for slug in ("continuity", "continuity-2025-26")]
    slugs = {plan.slug for plan in flows.plans(order(hub_a, editor_a, groups))}
    assert slugs == {"continuity-2026-27-2", "continuity-2026-27-3"}


@pytest.mark.parametrize(
    ("title", "expected", "words"),
    [
        ("Continuity 2025/26", "Continuity 2026/27", ""),
        ("Continuity 25-26", "Continuity 26-27", ""),
        ("Continuity", "Continuity", ""),
        ("Continuity 2024/25", "Continuity 2024/25", "names 2024/25"),
        ("Continuity, from October 2025", "Continuity, from October 2025", "a year that is over"),
        ("NCP25-19 Continuity", "NCP25-19 Continuity", "NCP25-19"),
    ],
)
def test_the_title_moves_on_a_year_or_the_editor_is_told(hub_a, editor_a, title, expected, words):
    plan = planned(hub_a, editor_a, title=title)
    assert plan.title == expected
    assert any("The title" in note for note in plan.notes) == bool(words)
    assert said(plan, words)


def test_the_name_of_the_group_and_its_title_for_search_engines_move_too(hub_a, editor_a):
    plan = planned(hub_a, editor_a, group_name="Eastholme 2025/26", seo_title="Continuity 2025-26")
    assert (plan.group_name, plan.seo_title) == ("Eastholme 2026/27", "Continuity 2026-27")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"summary": "In 2025/26 for all."}, "“Summary” names the old year (2025/26)"),
        ({"outcomes": "Ready by June 2026"}, "the old year (2026)"),
        ({"late_joiners_note": "Until 12 November."}, "a date (12 November)"),
        ({"what_to_do_next": "<p>Please <b>apply now</b>.</p>"}, "“apply now”"),
        (
            {"body": [("text", "<p>The closing date is 3rd Oct.</p>")]},
            "“More” names a date (3rd Oct) and “closing date”",
        ),
        ({"apply_via": "link", "apply_url": "https://forms.example.org/25"}, "https://forms.example.org/25"),
        ({"go_live_at": datetime(2025, 9, 1, tzinfo=clock.LONDON)}, "times to publish"),
        ({}, "flyer was taken out"),
    ],
)
def test_what_may_be_right_in_the_old_year_only_is_told(hub_a, editor_a, fields, words):
    assert said(planned(hub_a, editor_a, **fields), words)


@pytest.mark.parametrize(
    "summary", ["For Year 5 and Year 6.", "Year 5 may come.", "Rooms 12-14, 10am to 2pm", "NCP25-19", ""]
)
def test_of_texts_that_stay_right_nothing_is_said(hub_a, editor_a, summary):
    assert not said(planned(hub_a, editor_a, summary=summary), "Summary")


def test_dates_in_the_labels_of_sessions_are_told(hub_a, editor_a):
    group = full_group(hub_a)
    group.sessions.model.objects.filter(page=group).update(label="Day 1, 12 November")
    plan = flows.plans(order(hub_a, editor_a, [group]))[0]
    assert said(plan, "Labels of the sessions")


@pytest.mark.parametrize(
    ("months", "told"), [(("2025-09", ""), False), (("2025-09", "2026-08"), True), (("2026-10", ""), True)]
)
def test_leads_without_a_role_in_the_new_year_are_kept_and_told(hub_a, editor_a, months, told):
    group = full_group(hub_a)
    for lead in group.leads.all():
        PersonRole.objects.create(
            person=lead.person, role="hub_lead", from_month=months[0], to_month=months[1]
        )
    plan = flows.plans(order(hub_a, editor_a, [group]))[0]
    assert said(plan, "has no role in September 2026") == told


def test_the_own_code_is_kept_for_the_new_year_where_next_years_project_has_it(hub_a, editor_a):
    following = factories.ProjectFactory(site=hub_a.site, code="NCP26-17", academic_year=TO)
    project = factories.ProjectFactory(
        site=hub_a.site, code="NCP25-17", academic_year=FROM, successor=following
    )
    for own, expected in (("NCP25-17", "NCP26-17"), ("NCP25-17b", "NCP26-17b"), ("NCP25-18", ""), ("", "")):
        plan = planned(hub_a, editor_a, project=project, code=own, slug=f"group-{own.lower()}x")
        assert (plan.project, plan.code) == (following, expected)
        assert said(plan, "was taken out") or own != "NCP25-18"


def test_an_own_code_without_such_a_project_is_taken_out(hub_a, editor_a):
    plan = planned(hub_a, editor_a, code="NCP25-17")
    assert plan.code == ""
    assert said(plan, "NCP25-17, is of 2025/26")


def test_a_project_that_nothing_follows_is_kept_and_told(hub_a, editor_a):
    project = factories.ProjectFactory(site=hub_a.site, code="NCP25-17", title="Ratio")
    plan = planned(hub_a, editor_a, project=project)
    assert plan.project == project
    assert said(plan, "It keeps its project, Ratio (NCP25-17)")


def test_a_project_of_no_year_is_kept_without_a_word(hub_a, editor_a):
    project = factories.ProjectFactory(site=hub_a.site, title="Ratio", is_national=False)
    assert not said(planned(hub_a, editor_a, project=project), "project")


def test_over_two_years_the_project_is_followed_twice(hub_a, editor_a):
    last = factories.ProjectFactory(site=hub_a.site, code="NCP27-17")
    middle = factories.ProjectFactory(site=hub_a.site, code="NCP26-17", successor=last)
    first = factories.ProjectFactory(site=hub_a.site, code="NCP25-17", successor=middle)
    group = full_group(hub_a, project=first)
    plan = flows.plans(order(hub_a, editor_a, [group], to_year="2027-28"))[0]
    assert (plan.project, plan.title) == (last, "Continuity 2027/28")


def test_a_project_of_another_hub_is_never_taken_over(hub_a, hub_b, editor_a):
    foreign = factories.ProjectFactory(site=hub_b.site, code="NCP26-17", title="Zanzibar")
    project = factories.ProjectFactory(site=hub_a.site, code="NCP25-17", successor=foreign)
    plan = planned(hub_a, editor_a, project=project)
    assert plan.project == project
    assert not said(plan, "Zanzibar")


def test_a_plan_of_a_draft_with_nothing_but_a_title(hub_a, editor_a):
    draft = factories.index_of(hub_a).add_child(instance=WorkGroupPage(title="Idea", live=False))
    draft.save_revision()
    plan = flows.plans(order(hub_a, editor_a, [draft]))[0]
    assert (plan.title, plan.slug, plan.notes) == (
        "Idea",
        "idea-2026-27",
        ["The old page names no academic year."],
    )
