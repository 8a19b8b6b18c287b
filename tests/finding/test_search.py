"""The search: what it finds, in which order, how much of each kind, and what it never shows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from tests.factories import make_article, make_collection, make_event, make_group, make_job, on
from wagtail_mathshub import clock
from wagtail_mathshub.finding import kinds as kinds_module
from wagtail_mathshub.finding.kinds import KINDS
from wagtail_mathshub.finding.search import search
from wagtail_mathshub.finding.suggestions import Suggestion, suggestions
from wagtail_mathshub.pages.models import HubContentPage

pytestmark = [pytest.mark.indexed, pytest.mark.django_db]
CANARY = "Zanzibar"


def make_page(hub, **fields):
    return hub.site.root_page.specific.add_child(instance=HubContentPage(**({"title": "About"} | fields)))


MAKERS = {
    "work_group": make_group,
    "event": make_event,
    "article": make_article,
    "collection": make_collection,
    "job": make_job,
    "page": make_page,
}


def titles(q, hub, **options):
    return [hit.page.title for hit in search(q, hub=hub, **options).items]


def text(words):
    return [("text", f"<p>{words}</p>")]


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_every_kind_are_found_by_their_titles_and_texts(hub_a, kind):
    page = MAKERS[kind](hub_a, title="Bar models", body=text("Some <b>tessellation</b> in Year 5"))
    for q in ("bar", "models", "BAR", "mod", "tessell", "year 5", "models tessellation"):
        [hit] = search(q, hub=hub_a).items
        assert (hit.kind, hit.page) == (kind, page), q
        assert type(hit.page) is type(page)
    for q in ("odels", "models absent", "essellation"):
        assert not search(q, hub=hub_a).count, q


@pytest.mark.parametrize(
    ("title", "q"),
    [
        ("NCP26-23 Subject knowledge", "ncp26-23"),
        ("NCP26-23 Subject knowledge", "23"),
        ("Transition KS1/KS2", "ks2"),
        ("The (very) last, “quoted” ‘word’", "quoted word very"),
        ("Don’t panic", "don't"),
        ("Well-being", "well-being"),
        ("Plan 2026-27", "2026-27"),
        ("L'Éclair", "éclair"),
        ("Cafe\u0301", "café"),
        ("שלום עולם", "עולם"),
    ],
)
def test_words_are_the_same_on_every_database_whatever_stands_between_them(hub_a, title, q):
    make_article(hub_a, title=title)
    make_article(hub_a, title="Another")
    assert titles(q, hub_a) == [title]


def test_a_number_or_a_letter_is_a_whole_word(hub_a):
    make_article(hub_a, title="Year 50 x")
    assert titles("year 50", hub_a) == ["Year 50 x"]
    assert titles("year 5", hub_a) == []
    assert titles("x", hub_a) == ["Year 50 x"]
    assert titles("y", hub_a) == []


def test_names_lessons_and_codes_are_found(hub_a):
    make_article(hub_a, title="By her", authors=["Ada Example"])
    make_collection(hub_a, title="Set", lessons=[{"title": "Rhombus", "objective": "Find its diagonal"}])
    make_group(hub_a, title="Group", code="NCP26-23", sessions=[])
    assert titles("ada exam", hub_a) == ["By her"]
    assert titles("rhombus diagonals", hub_a) == []
    assert titles("rhombus diagonal", hub_a) == ["Set"]
    assert titles("NCP26-23", hub_a) == ["Group"]


def test_child_rows_are_found_as_soon_as_they_are_published_and_no_longer_than_they_are(hub_a):
    made = make_collection(hub_a, title="Set", lessons=[{"title": "Rhombus"}])
    page = type(made).objects.get(pk=made.pk)
    [lesson] = page.lessons.all()
    lesson.title = "Kite"
    page.lessons = [lesson]
    revision = page.save_revision()
    assert titles("rhombus", hub_a) == ["Set"]
    revision.publish()
    assert titles("kite", hub_a) == ["Set"]
    assert titles("rhombus", hub_a) == []


def test_titles_come_before_texts_and_then_the_newest(hub_a):
    make_article(hub_a, title="Old fractions", date=date(2020, 1, 1))
    make_article(hub_a, title="Newest", summary="fractions and algebra", date=date(2026, 1, 1))
    make_article(hub_a, title="New fractions", date=date(2024, 1, 1))
    make_group(hub_a, title="Fractions together", sessions=[on(date(2022, 1, 1))])
    make_event(hub_a, title="Fractions, algebra", **on(date(2019, 1, 1)))
    make_article(hub_a, title="Older", body=text("algebra fractions"), date=date(2025, 1, 1))
    by_title = ["New fractions", "Fractions together", "Old fractions", "Fractions, algebra"]
    assert titles("frac", hub_a) == [*by_title, "Newest", "Older"]
    assert titles("fractions algebra", hub_a) == ["Fractions, algebra", "Newest", "Older"]


def test_of_very_many_the_newest_come_first(hub_a, monkeypatch):
    pages = [make_article(hub_a, title=title, summary="ratio") for title in ("Ratio", "Other", "Third")]
    for day, page in enumerate(pages, start=1):
        published = datetime(2026, 1, day, tzinfo=clock.LONDON)
        Page.objects.filter(pk=page.pk).update(first_published_at=published)
    assert titles("ratio", hub_a)[0] == "Ratio"
    monkeypatch.setattr("wagtail_mathshub.finding.search.MOST_IN_ORDER", 2)
    assert titles("ratio", hub_a) == ["Third", "Other", "Ratio"]


def test_counts_agree_with_the_lists_and_with_each_page_of_them(hub_a, hub_b):
    for number, (kind, make) in enumerate(MAKERS.items(), start=1):
        for copy in range(number):
            make(hub_a, title=f"Ratio {kind} {copy}")
        make(hub_b, title="Ratio elsewhere")
    everything = search("ratio", hub=hub_a, limit=100)
    assert everything.counts == {kind: number for number, kind in enumerate(MAKERS, start=1)}
    assert everything.count == len(everything.items) == 21
    for kind, number in everything.counts.items():
        alone = search("ratio", hub=hub_a, kinds=[kind], limit=100)
        assert {hit.kind for hit in alone.items} == {kind}
        assert (alone.count, len(alone.items), alone.counts) == (number, number, everything.counts)
    pages = [search("ratio", hub=hub_a, limit=4, offset=start).items for start in range(0, 24, 4)]
    assert [hit.page.pk for page in pages for hit in page] == [hit.page.pk for hit in everything.items]
    assert search("ratio", hub=None).count == 27


@pytest.mark.parametrize(
    ("limit", "offset", "shown"), [(0, 0, 0), (-1, 0, 0), (5, -3, 1), (5, 9, 0), (10**9, 0, 1)]
)
def test_a_place_outside_the_list_is_empty_and_no_error(hub_a, limit, offset, shown):
    make_article(hub_a)
    found = search("corners", hub=hub_a, limit=limit, offset=offset)
    assert (found.count, len(found.items)) == (1, shown)


def test_a_kind_that_does_not_exist_holds_nothing(hub_a):
    make_article(hub_a)
    assert search("corners", hub=hub_a, kinds=["nonsense"]).count == 0


def hide(page, how):
    if how == "draft":
        page.unpublish()
    if how == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    if how == "below a private page":
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    if how == "expired":
        Page.objects.filter(pk=page.pk).update(expire_at=clock.now() - timedelta(minutes=1))


HOW = ["draft", "private", "below a private page", "expired"]


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_visitor_may_not_see_is_not_found_counted_or_suggested(hub_a, hub_b, kind, how):
    page = MAKERS[kind](hub_a, title=CANARY)
    assert search(CANARY, hub=hub_a).count == 1
    hide(page, how)
    for hub in (hub_a, None):
        found = search(CANARY, hub=hub)
        assert (found.count, found.items, sum(found.counts.values())) == (0, [], 0)
        assert suggestions(f"{CANARY} nothing", hub) == []


@pytest.mark.parametrize("how", HOW)
def test_the_canaries_sing_when_the_rule_of_visibility_is_gone(hub_a, monkeypatch, how):
    hide(make_page(hub_a, title=CANARY), how)
    monkeypatch.setattr(kinds_module, "visible", lambda queryset, site=None: queryset)
    assert titles(CANARY, hub_a) == [CANARY]


@pytest.mark.parametrize("kind", KINDS)
def test_another_hubs_page_is_found_only_in_all_hubs(hub_a, hub_b, kind):
    MAKERS[kind](hub_b, title=CANARY)
    assert titles(CANARY, hub_a) == []
    assert titles(CANARY, None) == titles(CANARY, hub_b) == [CANARY]


def test_closed_filled_and_withdrawn_roles_are_not_found(hub_a, reference_time):
    make_job(hub_a, title="Open Zanzibar", closes_at=reference_time + timedelta(minutes=1))
    make_job(hub_a, title="Closed Zanzibar", closes_at=reference_time)
    make_job(hub_a, title="Filled Zanzibar", filled=True)
    make_job(hub_a, title="Withdrawn Zanzibar", withdrawn=True)
    assert titles(CANARY, hub_a) == ["Open Zanzibar"]
    assert search(CANARY, hub=hub_a).counts["job"] == 1


def test_work_groups_and_events_of_years_ago_are_found(hub_a, reference_time):
    make_group(hub_a, title=CANARY, academic_year="2019-20", sessions=[on(date(2019, 11, 1))])
    make_event(hub_a, title=CANARY, **on(date(2018, 11, 1)))
    assert search(CANARY, hub=hub_a).count == 2


def test_the_changes_of_a_draft_are_not_found_before_they_are_published(hub_a):
    page = make_article(hub_a, title="Public")
    page.title = CANARY
    revision = page.save_revision()
    assert titles(CANARY, hub_a) == []
    revision.publish()
    assert titles(CANARY, hub_a) == [CANARY]


NOTHING = [
    "",
    " ",
    "\n\t",
    "!?.,;:",
    "%",
    "*",
    '"',
    "'",
    "\\",
    "\x00",
    "&|!()",
    "_",
    "^:-",
    "\ud800",
    "\u0301",
    "😀",
]
OPERATORS = [
    'corners"', "corners'", "corners*", "corners%", "-corners", "+corners", "corners\x00", "(corners", "title:corners",
    "corners)", "corners;", "{corners}", "^corners", "corners:*", "!corners", "\\corners", "corners && !", "\u202ecorners",
    "corners 😀", "corners \u0301", "corners ' OR 1=1 --", "<script>corners",
]  # fmt: skip


@pytest.mark.parametrize("q", NOTHING)
def test_a_query_without_words_finds_nothing(hub_a, q):
    make_article(hub_a)
    assert search(q, hub=hub_a).count == 0
    assert suggestions(q, hub_a) == []


@pytest.mark.parametrize("q", OPERATORS)
def test_signs_round_words_mean_nothing(hub_a, q):
    make_article(hub_a, title="Corners", summary="or 1=1 title script")
    assert titles(q, hub_a) == ["Corners"]


def test_words_beyond_the_tenth_and_letters_beyond_the_two_hundredth_are_not_read(hub_a):
    make_article(hub_a, title="One two three four five six seven eight nine ten")
    assert search("one two three four five six seven eight nine ten eleven", hub=hub_a).count == 1
    assert search("one" + " " * 197 + "absent", hub=hub_a).count == 1
    with CaptureQueriesContext(connection) as captured:
        assert search("x" * 1_000_000, hub=hub_a).count == 0
    assert max(len(query["sql"]) for query in captured) < 12_000


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=230) | st.text("ab \"'*%&|!()<>:\\-^{}\x00", max_size=30))
def test_no_query_ever_fails(hub_a, q):
    if not search("corners", hub=hub_a).count:
        make_article(hub_a)
    found = search(q, hub=hub_a)
    assert found.count == len(found.items)
    suggestions(q, hub_a)


def queries_of(hub, **options):
    with CaptureQueriesContext(connection) as captured:
        search("ratio", hub=hub, **options)
    return len(captured)


def test_a_search_costs_the_same_whatever_it_finds_and_shows(hub_a, hub_b):
    for make in MAKERS.values():
        make(hub_a, title="Ratio")
    search("ratio", hub=hub_a)
    few = queries_of(hub_a)
    for number in range(5):
        for make in MAKERS.values():
            make(hub_a, title=f"Ratio {number}")
    assert queries_of(hub_a, limit=100) == few
    assert few <= 28


def test_a_card_needs_no_more_queries(hub_a, django_assert_num_queries):
    make_group(hub_a, title="Ratio", sessions=[on(date(2027, 1, 1))])
    make_job(hub_a, title="Ratio")
    items = search("ratio", hub=hub_a).items
    with django_assert_num_queries(0):
        for hit in items:
            assert hit.page.title == "Ratio"
            _ = hit.page.state, hit.summary, hit.snippet
        [group] = [hit.page for hit in items if hit.kind == "work_group"]
        assert group.recruitment_state
        assert len(group.sessions.all()) == 1


def test_a_site_without_some_kind_of_page_can_search_the_others(hub_a, monkeypatch):
    make_article(hub_a, title="Ratio")
    without = lambda mixin: None if "Event" in mixin.__name__ else real(mixin)  # noqa: E731
    real = kinds_module.get_model
    monkeypatch.setattr(kinds_module, "get_model", without)
    monkeypatch.setattr("wagtail_mathshub.events.queries.get_model", without)
    assert titles("ratio", hub_a) == ["Ratio"]


def test_help_leaves_out_the_least_frequent_word(hub_a):
    make_article(hub_a, title="Ratio tables")
    make_article(hub_a, title="Ratio and tables")
    make_article(hub_a, title="Ratio alone")
    make_article(hub_a, title="Percent")
    assert suggestions("ratio tables nowhere", hub_a) == [Suggestion("ratio tables", 2)]
    assert suggestions("ratio tables percent", hub_a) == [Suggestion("ratio tables", 2)]
    assert suggestions("nowhere", hub_a) == []
    assert suggestions("nowhere nothing", hub_a) == []


def test_help_looks_into_all_hubs(hub_a, hub_b):
    make_article(hub_b, title="Ratio tables")
    assert suggestions("ratio", hub_a) == [Suggestion("ratio", 1, in_all_hubs=True)]
    assert suggestions("ratio", None) == []


def test_past_events_are_dated_by_their_day_and_not_by_when_they_were_published(hub_a):
    old = make_event(hub_a, title="Ratio old", **on(date(2019, 1, 1)))
    new = make_event(hub_a, title="Ratio new", **on(date(2025, 1, 1)))
    Page.objects.filter(pk=old.pk).update(first_published_at=datetime(2026, 1, 1, tzinfo=clock.LONDON))
    Page.objects.filter(pk=new.pk).update(first_published_at=datetime(2020, 1, 1, tzinfo=clock.LONDON))
    assert titles("ratio", hub_a) == ["Ratio new", "Ratio old"]
