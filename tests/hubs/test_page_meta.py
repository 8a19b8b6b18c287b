"""The head of a page: canonical address, description, cards of links, and what is not to be found."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Site

from tests.blocks.bodies import make_image
from tests.factories import OrganisationFactory, PersonFactory, index_of, make_article, make_group, on
from tests.schema_org import head_of
from tests.visitors import read
from wagtail_mathshub.hubs.page_meta import meta_for, shortened
from wagtail_mathshub.pages.models import HubArticleIndexPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
INDEX = "http://alder.example.org/articles/"


@pytest.fixture
def head(client, hub_a):
    """Reads the head of a page of the hub."""
    return lambda page, /, **query: head_of(read(client, hub_a, page, **query))


def test_the_head_says_what_a_card_of_the_page_needs(head, hub_a):
    page = make_article(hub_a, title='Corners & "sides"', summary="What\na corner is.")
    found = head(page)
    assert found.links["canonical"] == f"{INDEX}corners-sides/"
    assert found.metas["description"] == found.metas["og:description"] == "What a corner is."
    assert found.metas["og:title"] == 'Corners & "sides"'
    assert found.metas["og:url"] == found.links["canonical"]
    assert found.metas["og:site_name"] == "Alder Hub"
    assert found.metas["og:locale"] == "en_GB"
    assert found.metas["twitter:card"] == "summary"
    assert "og:image" not in found.metas
    assert "robots" not in found.metas


def test_a_plain_page_is_a_website(head, hub_a):
    assert head(hub_a.site.root_page).metas["og:type"] == "website"


def test_what_an_editor_wrote_for_search_engines_comes_first(client, head, hub_a):
    page = make_article(hub_a, summary="Summary", seo_title="For search", search_description="Described")
    found = head(page)
    assert found.metas["description"] == "Described"
    assert found.metas["og:title"] == "For search"
    assert "<title>For search – Alder Hub</title>" in read(client, hub_a, page)


def test_the_introduction_of_a_list_describes_it(head, hub_a):
    index = index_of(hub_a, HubArticleIndexPage)
    assert "description" not in head(index).metas
    index.intro = "All that teachers wrote."
    index.save()
    assert head(index).metas["description"] == "All that teachers wrote."


def test_a_picture_is_shown_as_large_as_a_card(head, hub_a):
    image = make_image()
    page = make_article(hub_a, lead_image=image)
    metas = head(page).metas
    assert metas["og:image"].startswith("http://alder.example.org/")
    assert (metas["og:image:width"], metas["og:image:height"]) == ("1200", "630")
    assert metas["og:image:alt"] == image.default_alt_text
    assert metas["twitter:card"] == "summary_large_image"


def test_a_picture_in_a_private_collection_is_in_no_head(head, hub_a):
    page = make_article(hub_a, lead_image=make_image())
    private = Collection.get_first_root_node().add_child(name="Private")
    get_image_model().objects.update(collection=private)
    assert "og:image" in head(page).metas
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert "og:image" not in head(page).metas


def test_a_picture_whose_file_is_gone_breaks_nothing(hub_a, rf):
    image = make_image()
    page = make_article(hub_a, lead_image=image)
    image.file.storage.delete(image.file.name)
    request = rf.get("/", headers={"host": hub_a.site.hostname})
    assert page.get_context(request)["meta"].image is None


@pytest.mark.parametrize(
    ("query", "canonical", "robots"),
    [
        ({}, INDEX, None),
        ({"page": "1"}, INDEX, None),
        ({"page": "2"}, f"{INDEX}?page=2", None),
        ({"page": "99"}, f"{INDEX}?page=3", None),
        ({"page": "x"}, INDEX, None),
        ({"month": "2026-10", "page": "2"}, f"{INDEX}?month=2026-10&page=2", None),
        ({"month": "2026-10", "utm_source": "newsletter"}, f"{INDEX}?month=2026-10", None),
        ({"month": "2026-10", "year": "5"}, INDEX, "noindex"),
        ({"year": ["5", "6"]}, f"{INDEX}?year=6", "noindex"),
        ({"month": "2026-10", "year": ""}, f"{INDEX}?month=2026-10", None),
    ],
)
def test_a_list_keeps_its_page_and_one_filter_that_makes_a_list_of_its_own(
    head, hub_a, settings, query, canonical, robots
):
    settings.WAGTAIL_MATHSHUB = {"LIST_PAGE_SIZE": 2}
    for number in range(5):
        make_article(hub_a, title=f"Corner {number}")
    found = head(index_of(hub_a, HubArticleIndexPage), **query)
    assert found.links["canonical"] == canonical
    assert found.metas.get("robots") == robots


def test_questions_to_a_page_that_lists_nothing_change_nothing(head, hub_a):
    found = head(make_article(hub_a), a="1", b="2")
    assert found.links["canonical"] == f"{INDEX}corners/"
    assert "robots" not in found.metas


def test_a_view_that_is_no_page_has_a_head_of_its_own(hub_a, rf):
    request = rf.get("/hub/search/", {"q": "x"}, headers={"host": hub_a.site.hostname})
    meta = meta_for(request, hub_a, title="Search", description=" In\nhere ", indexed=False)
    assert (meta.title, meta.description, meta.is_indexed) == ("Search", "In here", False)
    assert meta.address == meta.canonical == "http://alder.example.org/hub/search/"
    assert meta.site_name == "Alder Hub"
    own = meta_for(request, hub_a, title="Ana", path="/hub/people/ana/", kind="profile", canonical="")
    assert (own.address, own.canonical) == ("http://alder.example.org/hub/people/ana/", "")
    assert own.kind == "profile"
    hub_a.front_end_url = "https://alder.example.com"
    hub_a.save()
    moved = meta_for(request, hub_a, title="Search")
    assert moved.canonical == "https://alder.example.com/hub/search/"


def test_a_view_at_a_host_without_a_hub_has_a_head_too(rf, db):
    site = Site.objects.get(is_default_site=True)
    meta = meta_for(rf.get("/x/"), None, title="X")
    assert (meta.address, meta.site_name) == (f"{site.root_url}/x/", "")


def test_a_description_is_one_line_of_300_characters_at_most():
    assert shortened(" a\n\n b\t") == "a b"
    assert len(shortened("long " * 200)) <= 300


def test_a_head_costs_the_same_however_long_the_page_is(client, hub_a):
    costs = []
    for number in (1, 9):
        rows = [
            on(date(2027, 2, day), organisation=OrganisationFactory(site=hub_a.site), mode="face_to_face")
            for day in range(1, number + 1)
        ]
        leads = [PersonFactory(site=hub_a.site) for _ in range(number)]
        group = make_group(hub_a, title=f"Group {number}", sessions=rows, leads=leads)
        read(client, hub_a, group)
        with CaptureQueriesContext(connection) as captured:
            read(client, hub_a, group)
        costs.append(len(captured))
    assert costs[0] == costs[1]
