"""Articles: by-lines, dates as precise as they are known, series, lists, and what to read next."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from tests.factories import PersonFactory, index_of, make_article, make_job
from tests.pages.families import FAMILIES
from wagtail_mathshub.articles.queries import articles, filtered, related_to
from wagtail_mathshub.pages.models import HubArticleIndexPage, HubArticlePage, HubArticleRelated
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.taxonomy.models import Topic

pytestmark = pytest.mark.django_db
FAMILY = FAMILIES[2]


def shown(client, hub, page, **query):
    return client.get(page.get_url_parts()[2], query, headers={"host": hub.site.hostname}).content.decode()


@pytest.fixture
def topics():
    return [Topic.objects.create(key=key, label=key.title()) for key in ("algebra", "number")]


def words_of(html):
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def titles(rows):
    return [row.title for row in rows]


def test_a_month_never_shows_as_its_first_day(client, hub_a):
    page = make_article(hub_a, title="Month", date=date(2026, 9, 14), date_precision="month")
    index = index_of(hub_a, HubArticleIndexPage)
    assert page.date == date(2026, 9, 1)
    for text in (
        shown(client, hub_a, page),
        shown(client, hub_a, index),
        shown(client, hub_a, hub_a.site.root_page),
    ):
        assert "September 2026" in text
        assert "1 September" not in text
        assert 'datetime="2026-09"' in text


def test_a_day_shows_as_a_day(client, hub_a):
    page = make_article(hub_a, date=date(2026, 9, 28))
    assert '<time datetime="2026-09-28">28 September 2026</time>' in shown(client, hub_a, page)


def test_an_article_without_a_date_has_the_day_it_was_published(hub_a, reference_time):
    page = make_article(hub_a, date=None)
    page.save_revision().publish()
    assert HubArticlePage.objects.get().date == reference_time.date()
    draft = make_article(hub_a, title="Draft", date=None, live=False)
    assert draft.date is None
    assert draft.date_words == draft.date_key == ""


def test_authors_stand_in_their_order_and_stay_when_they_have_left_or_are_deleted(client, hub_a):
    first, third = PersonFactory(site=hub_a.site, name="Ana"), PersonFactory(site=hub_a.site, name="Cai")
    page = make_article(hub_a, authors=[first, "Bea Guest", third])
    assert first.has_left
    assert "Ana , Bea Guest and Cai" in words_of(shown(client, hub_a, page))
    Person.objects.filter(pk=third.pk).delete()
    assert "Bea Guest and Cai" in words_of(shown(client, hub_a, page))


def test_a_new_name_of_a_person_shows_on_their_articles(hub_a):
    person = PersonFactory(site=hub_a.site, name="Ana")
    page = make_article(hub_a, authors=[person])
    person.name = "Ana Smith"
    person.save()
    assert HubArticlePage.objects.get(pk=page.pk).authors.get().shown_name == "Ana Smith"


def test_lists_by_author_topic_series_month_and_year(hub_a, topics):
    person = PersonFactory(site=hub_a.site, name="Ana")
    make_article(hub_a, title="A", authors=[person, "Guest"], topics=topics, date=date(2026, 9, 1))
    make_article(hub_a, title="B", series_name="Visit diary", series_part=1, date=date(2026, 9, 30))
    make_article(hub_a, title="C", year_from=5, year_to=8, date=date(2026, 12, 31))
    rows = articles(hub=hub_a)
    assert titles(rows) == ["C", "B", "A"]
    assert titles(filtered(rows, {"author": "ana"})) == ["A"]
    assert titles(filtered(rows, {"topic": "number"})) == ["A"]
    assert titles(filtered(rows, {"series": "visit-diary"})) == ["B"]
    assert titles(filtered(rows, {"month": "2026-09"})) == ["B", "A"]
    assert titles(filtered(rows, {"month": "2026-12"})) == ["C"]
    assert titles(filtered(rows, {"year": "9"})) == ["B", "A"]
    assert titles(filtered(rows, {"author": "ana", "month": "2026-12"})) == []
    for name, value in (("month", "2026-13"), ("month", "soon"), ("year", "99"), ("author", "x" * 300)):
        assert titles(filtered(rows, {name: value})) == []


@pytest.mark.parametrize("month", ["0000-01", "9999-12", "2026-00"])
def test_months_beyond_the_calendar_are_no_error(client, hub_a, month):
    index = index_of(hub_a, HubArticleIndexPage)
    assert "0 articles" in shown(client, hub_a, index, month=month)


def test_the_list_says_which_filters_are_set_and_how_to_take_them_away(client, hub_a, topics):
    ana = PersonFactory(site=hub_a.site, name="Ana")
    make_article(hub_a, authors=[ana], topics=topics, date=date(2026, 9, 1), year_from=5, year_to=6)
    index = index_of(hub_a, HubArticleIndexPage)
    text = shown(client, hub_a, index, author="ana", topic="number", month="2026-09", year="5")
    for words in ("Ana", "Number", "September 2026", "Year 5"):
        assert words in text
    assert 'href="?topic=number&amp;month=2026-09&amp;year=5"' in text
    assert "&lt;b&gt;" in shown(client, hub_a, index, topic="<b>")


def test_the_parts_of_a_series_lead_to_one_another(client, hub_a):
    parts = [make_article(hub_a, title=f"Part {n}", series_name="Diary", series_part=n) for n in (2, 1)]
    make_article(hub_a, title="Part 3", series_name="Diary", series_part=3, live=False)
    text = shown(client, hub_a, parts[0])
    assert text.index(">Part 1<") < text.index('aria-current="page">Part 2<')
    assert "Part 3" not in text


def test_what_to_read_next_is_what_was_chosen_or_else_the_most_alike(hub_a, topics):
    page = make_article(hub_a, title="Page", topics=topics, year_from=5, year_to=6)
    make_article(hub_a, title="Nothing shared", date=date(2027, 1, 1))
    make_article(hub_a, title="Same years", year_from=6, year_to=7)
    make_article(hub_a, title="One topic", topics=topics[:1])
    chosen = make_article(hub_a, title="Two topics", topics=topics)
    assert titles(related_to(page, hub_a)) == ["Two topics", "One topic", "Same years"]
    page.related_articles.add(HubArticleRelated(related=chosen))
    page.save()
    assert titles(related_to(page, hub_a)) == ["Two topics"]
    chosen.unpublish()
    assert titles(related_to(HubArticlePage.objects.get(pk=page.pk), hub_a)) == []


def post(client, hub, **fields):
    index = index_of(hub, HubArticleIndexPage)
    url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "hubarticlepage", index.pk])
    return client.post(url, FAMILY.typed(**fields))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"series_part": "2"}, "Give the series a name"),
        ({"series_name": "Diary", "series_part": "0"}, "The first part is part 1"),
        ({"series_name": "Diary", "series_part": "4", "series_parts": "3"}, "at least 4 parts"),
        ({"year_from": "7", "year_to": "5"}, "from the younger to the older"),
        ({"year_from": "7"}, "Choose the last year too"),
        ({"authors": inline_formset([{"person": "", "name": ""}])}, "Choose a person, or write a name"),
    ],
)
def test_bad_input_is_said_on_its_field_and_nothing_typed_is_lost(client, editor_a, hub_a, fields, message):
    client.force_login(editor_a)
    answer = post(client, hub_a, **fields, summary="What I typed")
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert "What I typed" in answer.content.decode()


def test_a_person_and_a_name_in_one_row_are_refused(client, editor_a, hub_a):
    client.force_login(editor_a)
    person = PersonFactory(site=hub_a.site)
    answer = post(client, hub_a, authors=inline_formset([{"person": person.pk, "name": "Somebody else"}]))
    assert "Choose a person or write a name, not both." in answer.content.decode()


def test_all_faults_of_an_article_are_said_at_once(client, editor_a, hub_a):
    client.force_login(editor_a)
    text = post(client, hub_a, year_from="7", year_to="5", series_part="2").content.decode()
    assert "Give the series a name" in text
    assert "from the younger to the older" in text


def test_only_an_article_can_be_chosen_to_read_next(client, editor_a, hub_a):
    client.force_login(editor_a)
    job = make_job(hub_a)
    answer = post(client, hub_a, related_articles=inline_formset([{"related": job.pk}]))
    assert "Choose an article" in answer.content.decode()


def test_references_and_the_first_address_are_there(client, hub_a):
    page = make_article(
        hub_a,
        references="Demo, A. (2018)\n\nhttps://example.org/x",
        canonical_address="https://example.org/first",
    )
    text = shown(client, hub_a, page)
    assert page.reference_list == ["Demo, A. (2018)", "https://example.org/x"]
    assert '<link rel="canonical" href="https://example.org/first">' in text
