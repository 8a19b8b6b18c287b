"""The feed of articles: whole, readable away from the hub, and only what visitors may see."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html as markup

from tests.blocks.bodies import make_image, make_private
from tests.blocks.samples import BLOCKS, sample, stream
from tests.factories import PersonFactory, make_article, make_document, make_job
from tests.feeds.feeding import addresses_in
from wagtail_mathshub import clock
from wagtail_mathshub.articles.feed import article_feed
from wagtail_mathshub.hubs.feeds import MOST_ENTRIES
from wagtail_mathshub.pages.models import HubArticlePage
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.taxonomy.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
ADDRESS = "http://alder.example.org/hub/articles.atom"


def built(hub, **filters):
    return article_feed(hub, filters, ADDRESS)


def titles(feed):
    return [entry.title for entry in feed.entries]


def content(hub):
    return built(hub).entries[0].content_html


def every_block():
    """A body with each block once, pointing to a real picture and to real files."""
    image, document = make_image(), make_document()
    film = make_document("Film", "film.mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")

    def pointed(name, value):
        if isinstance(value, dict):
            return {key: pointed(key, inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [pointed(name, inner) for inner in value]
        known = {"image": image.pk, "poster": image.pk, "photo": image.pk, "document": document.pk}
        return known.get(name, value) if value in (0, -1) and not isinstance(value, bool) else value

    items = [(name, pointed(name, sample(name))) for name in BLOCKS]
    film_value = {"document": film.pk, "title": "A film", "poster": image.pk, "captions": "none"}
    return stream(*items, ("video", film_value))


def test_the_newest_come_first_and_the_oldest_not_at_all(hub_a):
    for day in range(1, MOST_ENTRIES + 3):
        make_article(hub_a, title=f"Day {day}", date=date(2026, 9, day))
    shown = titles(built(hub_a))
    assert shown == [f"Day {day}" for day in range(MOST_ENTRIES + 2, 2, -1)]


def test_an_article_is_there_with_all_its_words(hub_a):
    topic = Topic.objects.create(key="algebra", label="Algebra")
    make_article(
        hub_a,
        title="Corners",
        authors=[PersonFactory(site=hub_a.site, name="Ada Hart"), "B. Guest"],
        topics=[topic],
        summary="In short",
        series_name="Squares",
        series_part=2,
        series_parts=3,
        references="Euclid, https://euclid.example/",
        canonical_address="https://elsewhere.example/corners",
        lead_image=make_image(),
        body=[("text", r"<p>Work out \(\frac{1}{2}\) first.</p>")],
    )
    entry = built(hub_a).entries[0]
    assert (entry.title, entry.summary, entry.categories) == ("Corners", "In short", ["Algebra"])
    assert entry.authors == ["Ada Hart", "B. Guest"]
    assert entry.address == "http://alder.example.org/articles/corners/"
    assert entry.first_published_at == "https://elsewhere.example/corners"
    assert entry.image.startswith("http://alder.example.org/media/images/")
    for part in ("Part 2 of 3 of “Squares”", "In short", "<mfrac><mn>1</mn><mn>2</mn></mfrac>", entry.image):
        assert part in entry.content_html
    assert '<a href="https://euclid.example/">' in entry.content_html


def test_every_block_reads_away_from_the_hub(hub_a):
    make_article(hub_a, body=every_block())
    shown = content(hub_a)
    assert [address for address in addresses_in(shown) if not address.startswith(("http", "mailto:"))] == []
    tree = markup.fromstring(shown)
    names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert not names & {"script", "style", "iframe", "form", "button", "template", "video", "svg", "object"}
    assert {"math", "table", "img", "details"} <= names
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith(("data-", "on", "style", "class"))]


def test_what_loads_from_elsewhere_is_a_link(hub_a):
    make_article(hub_a, body=every_block())
    shown = content(hub_a)
    assert '<a href="https://www.geogebra.org/m/arrays12">' in shown
    assert '<a href="https://vimeo.com/76979871">' in shown
    assert "Load it here" not in shown
    assert "Download “A film”" in shown


def test_a_drawing_is_there_in_words(hub_a):
    make_article(hub_a, body=stream(("number_line", sample("number_line"))))
    described = BLOCKS["number_line"].represent(sample("number_line"), None)["description"]
    assert described
    assert described in markup.fromstring(content(hub_a)).text_content()


def test_links_and_files_lead_only_where_a_visitor_may_go(hub_a):
    draft, public = make_job(hub_a, title="Draft", live=False), make_job(hub_a, title="Public")
    hidden, shared = make_document("Hidden"), make_document("Shared")
    image = make_image()
    make_private(hidden)
    make_private(image)
    links = [f'<a linktype="page" id="{page.pk}">{page.title}</a>' for page in (draft, public)]
    links += [f'<a linktype="document" id="{file.pk}">{file.title}</a>' for file in (hidden, shared)]
    body = [{"type": "text", "value": f"<p>{' '.join(links)}</p>"}]
    body += [{"type": "image", "value": {"image": image.pk, "alt": "Secret counters"}}]
    make_article(hub_a, body=body, lead_image=image)
    shown = content(hub_a)
    assert addresses_in(shown) == [
        "http://alder.example.org/jobs/public/",
        f"http://alder.example.org{shared.url}",
    ]
    assert "Draft" in shown
    assert built(hub_a).entries[0].image == ""


def test_links_lead_to_the_front_end_and_the_feed_stays_here(hub_a):
    hub_a.front_end_url = "https://www.alder.example"
    hub_a.save()
    make_article(hub_a, title="Corners", body=[("text", '<p><a href="/jobs/">Roles</a></p>')])
    feed = built(hub_a)
    assert feed.address == ADDRESS
    assert feed.home == "https://www.alder.example/"
    assert feed.entries[0].address == "https://www.alder.example/articles/corners/"
    assert 'href="https://www.alder.example/jobs/"' in feed.entries[0].content_html


def test_two_buildings_say_the_same(hub_a):
    make_article(hub_a, body=[("text", "<p>Words</p>")])
    first = built(hub_a)
    with clock.frozen_at(datetime(2027, 3, 1, tzinfo=clock.LONDON)):
        assert built(hub_a) == first


def test_a_page_that_moves_keeps_its_id_and_an_edit_moves_updated(hub_a):
    page = make_article(hub_a, title="Corners")
    page.save_revision().publish()
    before = built(hub_a).entries[0]
    with clock.frozen_at(datetime(2026, 12, 1, tzinfo=clock.LONDON)):
        page.slug = "sides"
        page.save_revision().publish()
        HubArticlePage.objects.update(last_published_at=clock.now())
    after = built(hub_a).entries[0]
    assert after.id == before.id
    assert after.address != before.address
    assert after.published == before.published
    assert after.updated > before.updated
    assert built(hub_a).updated == after.updated


def test_ids_differ_between_pages_and_between_feeds(hub_a, hub_b):
    topic = Topic.objects.create(key="algebra", label="Algebra")
    make_article(hub_a, title="One", topics=[topic])
    make_article(hub_a, title="Two", topics=[topic])
    feeds = [built(hub_a), built(hub_a, topic="algebra"), built(hub_b)]
    assert len({feed.id for feed in feeds}) == 3
    assert len({entry.id for entry in feeds[0].entries}) == 2
    assert {entry.id for entry in feeds[0].entries} == {entry.id for entry in feeds[1].entries}


@pytest.mark.parametrize(
    ("day", "precision", "expected"),
    [
        (date(2026, 11, 23), "day", datetime(2026, 11, 23, 12, tzinfo=clock.LONDON)),
        (date(2026, 11, 1), "month", datetime(2026, 11, 23, 12, tzinfo=clock.LONDON)),
        (date(2019, 7, 4), "day", datetime(2019, 7, 4, tzinfo=clock.LONDON)),
        (date(2019, 7, 1), "month", datetime(2019, 7, 1, tzinfo=clock.LONDON)),
        (date(2027, 7, 4), "day", datetime(2026, 11, 23, 12, tzinfo=clock.LONDON)),
    ],
)
def test_an_article_was_published_on_its_date_or_here(hub_a, reference_time, day, precision, expected):
    make_article(hub_a, date=day, date_precision=precision, first_published_at=reference_time)
    assert built(hub_a).entries[0].published == expected


def test_an_article_of_unknown_date_is_not_new_each_time(hub_a):
    make_article(hub_a)
    HubArticlePage.objects.update(date=None, first_published_at=None, last_published_at=None)
    entry = built(hub_a).entries[0]
    assert entry.published is None
    assert entry.updated.year == 2000


def test_feeds_of_an_author_a_topic_and_a_series(hub_a):
    topic = Topic.objects.create(key="algebra", label="Algebra")
    Topic.objects.create(key="number", label="Number")
    ada = PersonFactory(site=hub_a.site, name="Ada Hart")
    make_article(hub_a, title="By Ada", authors=[ada], topics=[topic])
    make_article(hub_a, title="Part", series_name="Squares")
    named = {
        "author": (ada.slug, ["By Ada"], "Alder Hub: articles, by Ada Hart"),
        "topic": ("algebra", ["By Ada"], "Alder Hub: articles, on Algebra"),
        "series": ("squares", ["Part"], "Alder Hub: articles, in the series “Squares”"),
    }
    for name, (value, shown, title) in named.items():
        feed = built(hub_a, **{name: value})
        assert (titles(feed), feed.title) == (shown, title)
    assert titles(built(hub_a, topic="number")) == []
    assert titles(built(hub_a, author=ada.slug, topic="algebra")) == ["By Ada"]


@pytest.mark.parametrize("name", ["author", "topic", "series"])
@pytest.mark.parametrize("value", ["nobody", "x\x00y", "../", "a" * 300, "\ud800", "'; --"])
def test_a_filter_that_means_nothing_has_no_feed(hub_a, name, value):
    make_article(hub_a)
    assert built(hub_a, **{name: value}) is None


def test_nothing_is_said_of_an_author_whose_articles_nobody_may_see(hub_a):
    ada = PersonFactory(site=hub_a.site, name="Ada Hart")
    make_article(hub_a, authors=[ada], live=False)
    assert built(hub_a, author=ada.slug) is None


def test_a_feed_costs_the_same_at_any_length(hub_a):
    image, topic = make_image(), Topic.objects.create(key="algebra", label="Algebra")

    def more(first, last):
        for number in range(first, last):
            person = PersonFactory(site=hub_a.site)
            job, file = make_job(hub_a, title=f"Job {number}"), make_document()
            text = f'<p><a linktype="page" id="{job.pk}">x</a><a linktype="document" id="{file.pk}">y</a></p>'
            body = [{"type": "text", "value": text}]
            body += [{"type": "article_list", "value": {"heading": f"More {number}", "limit": 3}}]
            make_article(
                hub_a, title=f"A{number}", authors=[person], topics=[topic], body=body, lead_image=image
            )
        with one_reading():
            built(hub_a)  # Renditions and facts are made at the first sight.
        with one_reading(), CaptureQueriesContext(connection) as captured:
            assert len(built(hub_a).entries) == last
        return len(captured)

    few = more(0, 3)
    assert more(3, 15) == few <= 20
