"""What a Work Group's page contradicts of what it says: each rule, and that the panel asks them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.factories import PersonFactory, ProjectFactory, make_group, on
from wagtail_mathshub import clock
from wagtail_mathshub.people.models import PersonRole
from wagtail_mathshub.workgroups.disagreements import RULES, GroupFacts, facts_of_page, sentences
from wagtail_mathshub.workgroups.warnings import date_warnings

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=clock.LONDON)
DAY = timedelta(days=1)
HARMLESS = {
    "title": "Fractions 2026/27",
    "academic_year": "2026-27",
    "code": "NCP26-17",
    "first_starts_at": NOW + 30 * DAY,
    "closes_at": NOW + 10 * DAY,
    "apply_via": "link",
    "apply_url": "https://example.org/form",
}

pytestmark = pytest.mark.usefixtures("reference_time")


def said(**changes) -> list[str]:
    return sentences(GroupFacts(**(HARMLESS | changes)))


def test_a_page_that_agrees_with_itself_is_left_in_peace():
    assert said() == []
    assert sentences(GroupFacts()) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "Fractions 2025-26"}, "The title says 2025/26"),
        ({"code": "NCP25-17"}, "The code NCP25-17 is of 2025/26"),
        ({"outside": (("Day 1", date(2025, 9, 1)),)}, "Day 1: Monday 1 September 2025 is outside"),
        ({"closes_at": NOW + 40 * DAY}, "after the first session on 23 December"),
        ({"left": ("Ada Marsh",)}, "Ada Marsh leads this group, but has no current role"),
        ({"apply_via": "none"}, "no way to sign up is chosen"),
        ({"apply_url": ""}, "its address is missing"),
        ({"apply_via": "email"}, "no address is given"),
        ({"apply_via": "own_form"}, "has no sign-up form"),
        ({"urging": (("summary", "Sign up now"),)}, "“Sign up now” still stands in “summary”"),
    ],
)
def test_each_disagreement_is_said_in_one_sentence(changes, words):
    found = said(**changes)
    assert len(found) == 1
    assert words in found[0]


def test_what_is_right_after_all_is_not_said():
    assert said(closes_at=NOW + 40 * DAY, accepts_late_joiners=True) == []
    assert said(left=("Ada Marsh",), is_over=True) == []
    assert said(apply_via="own_form", has_own_form=True) == []
    assert said(apply_via="own_form", hub_email="hub@example.org") == []
    assert said(apply_url="", closes_at=NOW - DAY) == []
    assert said(apply_via="none", closes_at=None) == []
    assert said(title="Years 5-8 Continuity") == []


def test_the_panel_says_what_the_rules_say(hub_a):
    gone = PersonFactory(site=hub_a.site, name="Ada Marsh")
    gone.roles.add(PersonRole(role="work_group_lead", to_month="2026-07"))
    gone.save()
    group = make_group(
        hub_a,
        title="Fractions 2025/26",
        leads=[gone],
        sessions=[on(date(2025, 3, 3), label="Day 1"), on(date(2027, 3, 1))],
        apply_via="link",
        apply_url="https://example.org/form",
        closes_at=NOW - DAY,
        what_to_do_next="<p>Book your place</p>",
    )
    warnings = date_warnings(group)
    for words in ("The title says", "Day 1: Monday 3 March 2025 is outside", "Ada Marsh leads", "“Book your"):
        assert any(words in sentence for sentence in warnings), words
    assert len(warnings) == len(set(warnings))


def test_a_text_that_the_project_lends_counts_as_the_pages_own(hub_a):
    project = ProjectFactory(site=hub_a.site, what_to_do_next="<p>Apply now</p>")
    group = make_group(hub_a, project=project, closes_at=NOW - DAY, apply_via="email", apply_email="a@b.org")
    assert facts_of_page(group).urging == (("What should you do next? (the project's text)", "Apply now"),)
    group.what_to_do_next = "<p>Wait.</p>"
    assert facts_of_page(group).urging == ()


def test_a_group_that_takes_people_may_urge_and_a_draft_too(hub_a):
    open_to = {"apply_via": "link", "apply_url": "https://example.org/form", "summary": "Sign up now"}
    group = make_group(hub_a, sessions=[on(date(2027, 1, 14))], **open_to)
    assert facts_of_page(group).urging == ()
    assert facts_of_page(make_group(hub_a, live=False, summary="Sign up now")).urging == ()


def test_the_sentences_would_be_missing_without_the_rules(hub_a, monkeypatch):
    group = make_group(hub_a, title="Fractions 2025/26")
    assert date_warnings(group)
    monkeypatch.setattr("wagtail_mathshub.workgroups.disagreements.RULES", RULES[1:])
    assert date_warnings(group) == []
