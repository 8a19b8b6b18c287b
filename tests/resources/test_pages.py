"""Lesson resources as a visitor reads them: browsing by year, topic and key stage, and one collection."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.factories import PersonFactory, index_of, make_collection, make_document, material
from wagtail_mathshub.pages.models import CollectionCompiler, HubResourceIndexPage
from wagtail_mathshub.publishing.file_facts import size_words
from wagtail_mathshub.resources.browsing import LessonRow
from wagtail_mathshub.resources.queries import FILTERS, collections, filtered
from wagtail_mathshub.taxonomy.models import Topic
from wagtail_mathshub.taxonomy.years import KEY_STAGES, YEAR_CHOICES, year_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
# Wagtail asks so often to find a page and to see that it is not private.
WAGTAILS_OWN = 8


def soup(client, hub, page, **query):
    answer = client.get(page.get_url_parts()[2], query, headers={"host": hub.site.hostname})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode().replace("\xa0", " "), "html.parser")


def words(tag):
    return " ".join(tag.get_text(" ").split())


def index(hub):
    return index_of(hub, HubResourceIndexPage)


def counts(page, name):
    nav = page.find("nav", {"aria-labelledby": f"filter-{name}"})
    links = [(a, words(a).rsplit(" ", 1)) for a in nav.find_all("a")]
    return {label: int(number) for _a, (label, number) in links}


def titles(page):
    return [words(title) for title in page.select(".mh-card__title")]


@pytest.fixture
def three(hub_a):
    """Collections for Years 5 and 6, for Reception, and for everybody."""
    fractions, number = (
        Topic.objects.create(key=key, label=key.title(), sort_order=n)
        for n, key in enumerate(["fractions", "number"])
    )
    make_collection(
        hub_a,
        title="Upper",
        lessons=[
            {"title": "Thirds", "year_from": 5, "year_to": 5, "topic": fractions},
            {"title": "Six", "year_from": 6, "year_to": 6, "topic": number},
        ],
    )
    make_collection(hub_a, title="Little", lessons=[{"year_from": 0, "year_to": 0, "topic": number}])
    make_collection(hub_a, title="All", lessons=[{"title": "Anybody", "topic": fractions}])
    return hub_a


def test_every_year_is_a_counter_with_its_number_of_collections(client, three):
    nav = soup(client, three, index(three)).find("nav", {"aria-labelledby": "filter-year"})
    links = nav.find_all("a")
    assert [a.get_text() for a in links] == ["N", "R", *map(str, range(1, 14))]
    assert links[0]["aria-label"] == "Nursery, 1 collection"
    assert links[7]["aria-label"] == "Year 6, 2 collections"
    assert links[7]["href"] == "?year=6"
    assert not nav.select("[aria-current]")


def test_the_year_that_is_chosen_is_marked_and_takes_itself_away(client, three):
    page = soup(client, three, index(three), year="6")
    chosen = page.select(".mh-jump [aria-current]")
    assert [(a.get_text(), a["href"]) for a in chosen] == [("6", "?")]
    assert sorted(titles(page)) == ["All", "Upper"]
    assert words(page.find(role="status")) == "2 collections for Year 6"
    assert words(page.select_one(".mh-pills")).startswith("Year 6 (remove this filter)")


def test_a_year_leads_to_its_lessons(client, three):
    page = soup(client, three, index(three), year="6")
    assert [words(a) for a in page.select(".mh-card .mh-list a")] == ["Anybody", "Six"]
    assert "#lesson-" in page.select_one(".mh-card .mh-list a")["href"]
    assert not soup(client, three, index(three)).select(".mh-card .mh-list a")


def test_counts_are_those_with_all_other_filters_as_they_are(client, three):
    page = soup(client, three, index(three))
    assert counts(page, "topic") == {"Fractions": 2, "Number": 2}
    page = soup(client, three, index(three), year="6")
    assert counts(page, "topic") == {"Fractions": 1, "Number": 1}
    page = soup(client, three, index(three), year="r", topic="fractions")
    assert counts(page, "topic") == {"Fractions": 1, "Number": 1}
    assert counts(page, "key-stage")["Key Stage 2"] == 1
    assert words(page.find(role="status")) == "1 collection for Reception on fractions"


def test_a_lesson_has_to_fit_all_filters_by_itself(client, three):
    assert titles(soup(client, three, index(three), year="6", topic="fractions")) == ["All"]


def test_a_key_stage_is_a_filter(client, three):
    page = soup(client, three, index(three), key_stage="ks2")
    assert sorted(titles(page)) == ["All", "Upper"]
    assert words(page.find(role="status")) == "2 collections for Key Stage 2"


def test_each_count_is_what_the_link_finds(client, three):
    for query in ({}, {"year": "5"}, {"topic": "number"}, {"key_stage": "ks2", "year": "6"}):
        page = soup(client, three, index(three), **query)
        for a in page.select(".mh-options a:not([aria-current])"):
            found = client.get(
                index(three).get_url_parts()[2] + a["href"], headers={"host": three.site.hostname}
            )
            number = int(a.select_one(".mh-choice__count").get_text())
            assert found.context["collections"].paginator.count == number


def test_the_rule_about_lessons_in_python_and_in_sql_agree(three):
    options = {
        "year": [*(year_key(year) for year, _label in YEAR_CHOICES), "zzz"],
        "topic": ["fractions", "number", "zzz"],
        "key_stage": [*KEY_STAGES, "zzz"],
    }
    assert set(options) == set(FILTERS)
    for page in collections(hub=three):
        rows = [LessonRow(page.pk, row.year_from, row.year_to, row.topic.key) for row in page.lessons.all()]
        for name, values in options.items():
            for value in values:
                in_sql = page in filtered(collections(hub=three), {name: value})
                assert in_sql == any(row.fits({name: value}) for row in rows), (page, name, value)


@pytest.mark.parametrize("query", [{"year": "99"}, {"topic": "x"}, {"key_stage": "ks9"}, {"year": "<b>"}])
def test_where_nothing_is_found_there_is_help(client, three, query):
    three.email = "hub@alder.example.org"
    three.save()
    page = soup(client, three, index(three), **query)
    assert titles(page) == []
    help_ = page.select_one(".mh-callout")
    assert "Take a filter away" in words(help_)
    assert help_.find("a", href="mailto:hub@alder.example.org")
    assert words(page.find(role="status")).startswith("0 collections")


def test_filters_stay_when_the_page_is_turned(client, hub_a, settings):
    settings.WAGTAIL_MATHSHUB = {"LIST_PAGE_SIZE": 1}
    for n in range(2):
        make_collection(hub_a, title=f"C{n}", lessons=[{"year_from": 6, "year_to": 6}])
    page = soup(client, hub_a, index(hub_a), year="6")
    assert page.find("a", rel="next")["href"] in ("?year=6&page=2", "?page=2&year=6")


def test_lists_take_the_same_number_of_queries_whatever_their_length(client, hub_a):
    def cost():
        soup(client, hub_a, index(hub_a), year="6")
        with CaptureQueriesContext(connection) as asked:
            soup(client, hub_a, index(hub_a), year="6")
        return len(asked)

    def add(number):
        for n in range(number):
            topic = Topic.objects.create(key=f"t{Topic.objects.count()}", label="T")
            page = make_collection(
                hub_a, title=f"{number} {n}", lessons=[{"topic": topic, "year_from": 6, "year_to": 6}] * 3
            )
            CollectionCompiler.objects.create(page=page, person=PersonFactory(site=hub_a.site))

    add(1)
    first = cost()
    add(9)
    assert first == cost() <= 20


# One collection.


def made(hub, lessons, **fields):
    return make_collection(hub, lessons=lessons, **fields)


def test_lessons_stand_on_a_line_of_counters(client, hub_a):
    topic = Topic.objects.create(key="number", label="Number")
    page = made(
        hub_a,
        [
            {"title": "Cars", "year_from": 0, "year_to": 0, "topic": topic, "minutes": 20},
            {"title": "Ball", "year_from": 12, "year_to": 13, "minutes": 1, "has_answers": True},
            {"title": "Anybody"},
        ],
    )
    lessons = soup(client, hub_a, page).select(".mh-lesson")
    assert [words(row.select_one(".mh-counter")) for row in lessons] == ["R", "12–13", "All"]
    assert [words(row.select_one(".mh-lesson__facts")) for row in lessons] == [
        "Reception · Number · 20 minutes · no answers",
        "Years 12 and 13 · 1 minute · answers included",
        "All years · no answers",
    ]
    assert "mh-counter--second" in lessons[0].select_one(".mh-counter")["class"]


def test_hollow_counters_jump_to_the_first_lesson_of_a_year(client, hub_a):
    rows = [{"year_from": 5, "year_to": 6}, {"year_from": 6, "year_to": 7}]
    page = made(hub_a, rows)
    first, second = page.lessons.all()
    found = soup(client, hub_a, page)
    jumps = [(a["aria-label"], a["href"]) for a in found.select(".mh-jump a")]
    assert jumps == [
        ("Year 5", f"#{first.anchor}"),
        ("Year 6", f"#{first.anchor}"),
        ("Year 7", f"#{second.anchor}"),
    ]
    assert all(found.find(id=place.removeprefix("#")) for _label, place in jumps)


def test_where_there_is_one_lesson_nothing_jumps(client, hub_a):
    assert not soup(client, hub_a, made(hub_a, [{"year_from": 5, "year_to": 8}])).select(".mh-jump")


def test_a_file_says_its_type_size_and_lesson_inside_its_link(client, hub_a):
    document = make_document("Worksheet A", name="data.csv", data=b"a,b\n1,2\n" * 1000)
    own = material(document, licence="CC0-1.0", note="Large print on request")
    page = made(hub_a, [{"title": "Arrays", "materials": [own, material(make_document(), kind="answers")]}])
    rows = soup(client, hub_a, page).select(".mh-material")
    assert words(rows[0].find("a")) == "Worksheet spreadsheet (CSV), 8 kB for Arrays"
    assert rows[0].find("a")["href"] == document.url
    assert rows[0].find("a").select_one(".mh-hidden").get_text().strip() == "for Arrays"
    assert rows[0].find("a", rel="license")
    assert "Large print on request" in words(rows[0])
    assert not rows[1].find("a", rel="license")


def test_two_files_of_a_kind_are_told_apart_by_their_titles(client, hub_a):
    files = [material(make_document(title)) for title in ("For pupils", "For the wall")]
    rows = soup(client, hub_a, made(hub_a, [{"materials": files}])).select(".mh-file")
    assert [words(a).split(" PDF")[0] for a in rows] == ["For pupils", "For the wall"]


def test_all_files_can_be_taken_with_one_link_that_says_how_much_it_is(client, hub_a):
    data = b"%PDF-1.4\n" + b"0" * 499_991
    lessons = [{"materials": [material(make_document(data=data))]} for _n in range(3)]
    page = made(hub_a, lessons)
    found = soup(client, hub_a, page)
    links = found.find_all("a", href=f"/hub/collections/{page.pk}.zip")
    assert [words(a) for a in links] == [f"Download all 3 lessons (ZIP, {size_words(1_500_000)})"] * 2


def test_private_files_are_neither_shown_nor_counted(client, hub_a):
    hidden = make_document("Zanzibar", data=b"%PDF-1.4\n" + b"0" * 900_000)
    hidden.collection = Collection.get_first_root_node().add_child(name="Staff")
    hidden.save()
    CollectionViewRestriction.objects.create(collection=hidden.collection, restriction_type="login")
    page = made(hub_a, [{"materials": [material(hidden)]}, {"materials": [material(make_document())]}])
    found = soup(client, hub_a, page)
    assert "Zanzibar" not in str(found)
    assert "Download the files of 1 lesson (ZIP, 1 kB)" in words(found)


def test_where_there_are_no_files_nothing_is_offered(client, hub_a):
    found = soup(client, hub_a, made(hub_a, [{"title": "Clap"}]))
    assert not found.select('a[href$=".zip"]')
    assert "Nothing to print." in words(found)


def test_behind_a_password_the_archive_is_not_offered(client, hub_a):
    page = made(hub_a, [{"materials": [material(make_document())]}])
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    session = client.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()
    client.cookies["sessionid"] = session.session_key
    assert not soup(client, hub_a, page).select('a[href$=".zip"]')


def test_another_format_is_asked_of_the_hub(client, hub_a):
    hub_a.email = "hub@alder.example.org"
    hub_a.save()
    link = soup(client, hub_a, made(hub_a, [{}], title="C & D")).select_one('dd a[href^="mailto:"]')
    assert link["href"] == "mailto:hub@alder.example.org?subject=C%20%26%20D"


def test_on_paper_the_lessons_are_a_table(client, hub_a):
    files = [
        material(make_document(), licence="CC0-1.0"),
        ("link", {"url": "https://x.example/", "title": "Graphs"}),
    ]
    lesson = {
        "title": "Arrays",
        "year_from": 3,
        "year_to": 3,
        "minutes": 35,
        "has_answers": True,
        "materials": files,
    }
    table = soup(client, hub_a, made(hub_a, [lesson], licence="CC-BY-4.0")).select_one("table.mh-print-only")
    assert [words(head) for head in table.select("thead th")] == [
        "Year",
        "Lesson",
        "Minutes",
        "Answers",
        "Files",
        "Licence",
    ]
    row = [words(cell) for cell in table.select("tbody tr > *")]
    assert row[:4] == ["Year 3", "Arrays", "35", "yes"]
    assert "Worksheet (PDF, 1 kB)" in row[4]
    assert "https://x.example/" in row[4]
    assert row[5].startswith("Creative Commons Attribution 4.0")
    assert "Worksheet: Creative Commons Zero" in row[5]


def test_a_filter_in_the_address_of_a_collection_breaks_nothing(client, hub_a):
    page = made(hub_a, [{"year_from": 6, "year_to": 6}])
    for year in ("6", "99", "<script>"):
        assert soup(client, hub_a, page, year=year).select(".mh-lesson")


def test_a_collection_takes_the_same_number_of_queries_whatever_its_lessons(client, hub_a):
    def cost(number):
        lessons = [
            {
                "topic": Topic.objects.get_or_create(key=f"t{n}", defaults={"label": "T"})[0],
                "materials": [material(make_document())],
            }
            for n in range(number)
        ]
        page = made(hub_a, lessons, title=f"Of {number}")
        soup(client, hub_a, page)
        with CaptureQueriesContext(connection) as asked:
            soup(client, hub_a, page)
        return len(asked)

    cost(1)
    assert cost(2) == cost(12) <= WAGTAILS_OWN + 15
