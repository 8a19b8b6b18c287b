"""What holds for every block: it renders, its data keeps to its schema, and nothing hostile gets out."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html
from pydantic import TypeAdapter
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from tests.blocks.front_end import shown as front_end_of
from tests.blocks.samples import BLOCKS, BODY, empty, every_string, is_struct, sample, stream
from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    make_article,
    make_document,
    make_event,
    make_group,
    make_job,
)
from wagtail_mathshub.blocks.schemas import stream_shape
from wagtail_mathshub.pages.models import HubContentPage
from wagtail_mathshub.publishing.references import Viewpoint, Wanted, find

pytestmark = pytest.mark.django_db
SCHEMA = TypeAdapter(list[stream_shape(BODY)])
# What these point to in their samples is in no database.
SAMPLES_WITHOUT_ROWS = {
    "people_cards",
    "place",
    "image",
    "gallery",
    "video",
    "embed",
    "download",
    "downloads",
}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '<p onclick=alert(1)>x</p><a href="javascript:alert(1)">y</a>',
    "{{ settings.SECRET_KEY }}{% include 'x' %}",
    "\u202egnp.exe\u0000\u000b",
    "x" * 5000,
    r"\(\href{javascript:alert(1)}{x}\) \(" + "{" * 4000,
]
INLINE_CODE = re.compile(r"<(script|style)\b|\son\w+\s*=|\sstyle\s*=|javascript:", re.IGNORECASE)


@pytest.fixture(params=sorted(BLOCKS))
def name(request):
    return request.param


def data_of(raw, site=None, **viewpoint):
    wanted = Wanted()
    BODY.collect(raw, wanted)
    return BODY.represent(raw, find(wanted, Viewpoint(site=site, **viewpoint)))


def rendered(raw, site=None):
    value = StreamValue(BODY, raw, is_lazy=True)
    request = RequestFactory().get("/", headers={"host": site.hostname if site else "testserver"})
    return BODY.render(value, {"request": request})


def test_every_block_has_a_template_a_description_an_icon_and_a_group(name):
    block = BLOCKS[name]
    assert block.meta.icon != "placeholder"
    assert str(block.meta.description)
    assert str(block.meta.group)
    if is_struct(name):
        assert block.schema.__doc__
        assert block.meta.template.startswith("wagtail_mathshub/blocks/")


def test_the_sample_of_every_block_renders_in_the_admins_preview(client, editor_a, hub_a, name):
    client.force_login(editor_a)
    block = BLOCKS[name]
    url = reverse("wagtailadmin_block_preview")
    answer = client.get(url, {"id": block.definition_prefix})
    assert answer.status_code == 200
    assert "mathshub.css" in answer.content.decode()


def test_the_sample_keeps_to_its_schema_and_shows_its_words(hub_a, name):
    raw = stream((name, sample(name)))
    shown = data_of(raw, hub_a.site, absolute=True)
    SCHEMA.validate_python(shown, strict=True)
    if shown:
        assert rendered(raw, hub_a.site).strip()


def test_a_block_that_was_never_filled_in_breaks_nothing(hub_a, name):
    raw = stream((name, empty(name)), (name, {} if is_struct(name) else ""))
    SCHEMA.validate_python(data_of(raw, hub_a.site, absolute=True))
    rendered(raw, hub_a.site)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_hostile_gets_out_of_any_block(hub_a, name, text):
    raw = stream((name, every_string(sample(name), text)))
    shown = rendered(raw, hub_a.site)
    tree = lxml_html.fragment_fromstring(shown or "<p></p>", create_parent="div")
    for element in tree.iter():
        assert element.tag not in ("script", "style", "iframe", "object")
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on")
            assert attribute != "style"
            assert not value.strip().lower().startswith("javascript:")
    SCHEMA.validate_python(data_of(raw, hub_a.site, absolute=True))


def test_no_sample_has_a_script_a_style_or_an_event_in_its_markup(hub_a, name):
    assert not INLINE_CODE.search(rendered(stream((name, sample(name))), hub_a.site))


@pytest.mark.parametrize("name", sorted(BLOCKS.keys() - SAMPLES_WITHOUT_ROWS))
def test_a_value_that_is_stored_comes_back_and_is_accepted(name):
    block = BLOCKS[name]
    value = block.to_python(sample(name))
    block.clean(value)


def test_the_words_of_a_block_are_found_by_search(name):
    block = BLOCKS[name]
    content = " ".join(map(str, block.get_searchable_content(block.to_python(sample(name)))))
    if name in (
        "heading",
        "lead",
        "callout",
        "accordion",
        "vocabulary",
        "table",
        "worked_example",
        "question",
    ):
        assert content.strip()


def image(title="Counters"):
    picture = get_image_model().objects.create(title=title, file=get_test_image_file())
    picture.file.close()
    return picture


def link(page):
    return f'<p>See <a linktype="page" id="{page.pk}">this page</a> now</p>'


@pytest.mark.parametrize("how", ["draft", "private", "expired", "deleted"])
def test_a_link_to_what_a_visitor_may_not_see_leaves_its_words(hub_a, how):
    from datetime import timedelta

    from wagtail_mathshub import clock

    page = make_article(hub_a, title="Zanzibar", slug="zanzibar")
    raw = stream(
        ("text", link(page)),
        ("callout", {"kind": "note", "title": "", "text": link(page)}),
        ("call_to_action", {"text": "", "label": "Go on", "page": page.pk, "url": ""}),
    )
    assert rendered(raw, hub_a.site).count("zanzibar") == 3
    if how == "draft":
        page.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    elif how == "expired":
        type(page).objects.filter(pk=page.pk).update(expire_at=clock.now() - timedelta(minutes=1))
    else:
        page.delete()
    shown = rendered(raw, hub_a.site)
    assert "zanzibar" not in shown.lower()
    assert shown.count("this page") == 2
    assert "Go on" not in shown
    assert "zanzibar" not in str(data_of(raw, hub_a.site, absolute=True)).lower()


def test_links_are_absolute_in_data_and_short_on_the_page(hub_a, hub_b):
    own, other = make_article(hub_a, slug="own"), make_article(hub_b, slug="other")
    raw = stream(("text", link(own) + link(other)))
    shown = rendered(raw, hub_a.site)
    assert 'href="/articles/own/"' in shown
    assert 'href="http://birch.example.org/articles/other/"' in shown
    (item,) = data_of(raw, hub_a.site, absolute=True)
    assert 'href="http://alder.example.org/articles/own/"' in item["value"]


def test_people_and_places_of_another_hub_never_show(hub_a, hub_b):
    person = PersonFactory(site=hub_b.site, name="Zanzibar")
    place = OrganisationFactory(site=hub_b.site, name="Zanzibar Hall")
    raw = stream(
        ("people_cards", {"heading": "", "people": [person.pk]}),
        ("place", {"organisation": place.pk, "directions": ""}),
    )
    assert "Zanzibar" not in rendered(raw, hub_a.site)
    assert "Zanzibar" in rendered(raw, hub_b.site)


def mixed(hub, times):
    """Bodies of forty blocks with choosers of every kind, each pointing to rows of its own."""
    items = []
    for _ in range(times):
        picture, document = image(), make_document()
        page, person = make_article(hub), PersonFactory(site=hub.site, photo=image())
        place = OrganisationFactory(site=hub.site)
        items += [
            ("text", link(page) + f'<p><a linktype="document" id="{document.pk}">file</a></p>'),
            ("image", {"image": picture.pk, "alt": "Counters", "caption": ""}),
            ("download", {"document": document.pk, "title": ""}),
            ("people_cards", {"heading": "", "people": [person.pk]}),
            ("place", {"organisation": place.pk, "directions": link(page)}),
            ("call_to_action", {"text": "", "label": "Go", "page": page.pk, "url": ""}),
            ("testimonial", {"quote": "q", "name": "n", "role": "", "photo": image().pk}),
            ("work_group_list", {"limit": times, "state": "current"}),
            ("article_list", {"limit": times}),
            ("people_list", {"heading": "", "who": "leads"}),
        ]
    return stream(*items)


def queries_for(raw, site):
    rendered(raw, site)  # Renditions are made, sites and types are known.
    with CaptureQueriesContext(connection) as captured:
        assert rendered(raw, site)
    return len(captured)


def test_forty_mixed_blocks_cost_as_many_queries_as_ten(hub_a):
    few, many = mixed(hub_a, 1), mixed(hub_a, 4)
    assert len(many) == 40
    assert queries_for(many, hub_a.site) == queries_for(few, hub_a.site)


def test_a_whole_page_with_forty_blocks_costs_as_much_as_one_with_ten(hub_a, client):
    def cost(raw):
        page = HubContentPage(title="Page", slug=f"page-{len(raw)}", body=raw)
        page.body = StreamValue(BODY, raw, is_lazy=True)
        hub_a.site.root_page.add_child(instance=page)
        address = page.get_url_parts()[2]
        client.get(address, headers={"host": hub_a.site.hostname})
        with CaptureQueriesContext(connection) as captured:
            client.get(address, headers={"host": hub_a.site.hostname})
        return len(captured)

    few, many = mixed(hub_a, 1), mixed(hub_a, 4)
    assert cost(few) == cost(many)


def test_list_blocks_show_what_their_filters_say(hub_a, reference_time):
    from datetime import date

    from tests.factories import on

    day = [on(date(2027, 2, 4))]
    make_group(
        hub_a, title="Open Year 6", apply_via="email", year_from=6, year_to=6, strand="sktm", sessions=day
    )
    make_group(hub_a, title="Closed Year 6", year_from=6, year_to=6, sessions=day)
    make_group(hub_a, title="Open Year 12", apply_via="email", year_from=12, year_to=12, sessions=day)
    make_event(hub_a, title="A webinar", kind="webinar", **on(date(2027, 2, 4)))
    make_job(hub_a, title="A secondment", kind="secondment", phase="primary")

    def titles(name, **filters):
        (item,) = data_of(stream((name, {"limit": 6} | filters)), hub_a.site)
        return [card["title"] for card in item["value"]["items"]]

    assert titles("work_group_list", state="joinable") == ["Open Year 12", "Open Year 6"]
    assert titles("work_group_list", state="joinable", year="6") == ["Open Year 6"]
    assert titles("work_group_list", state="joinable", phase="post_16") == ["Open Year 12"]
    assert titles("work_group_list", state="current", strand="sktm") == ["Open Year 6"]
    assert titles("work_group_list", state="finished") == []
    assert titles("event_list", kind="webinar") == ["A webinar"]
    assert titles("event_list", kind="conference") == []
    assert titles("job_list", phase="primary") == ["A secondment"]
    assert titles("job_list", kind="permanent") == []


def test_an_empty_list_says_so_in_the_editors_words(hub_a):
    raw = stream(("job_list", {"limit": 3, "empty_text": "Come back in May."}))
    assert "Come back in May." in rendered(raw, hub_a.site)
    assert "No role is open at the moment." in rendered(stream(("job_list", {"limit": 3})), hub_a.site)


def test_a_headings_place_stays_when_its_words_change(hub_a):
    raw = stream(("heading", {"text": "First words", "size": "h2"}))
    anchor = data_of(raw)[0]["value"]["anchor"]
    raw[0]["value"]["text"] = "Other words"
    assert data_of(raw)[0]["value"]["anchor"] == anchor
    assert f'id="{anchor}"' in rendered(raw, hub_a.site)


def words_of(markup):
    tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    for element in tree.xpath("//math|//svg|//annotation"):
        element.drop_tree()
    return set(re.findall(r"\w{4,}", " ".join(tree.itertext()).lower()))


# What the default templates say themselves.
WORDS_OF_TEMPLATES = {
    *("show", "answer", "hint", "your", "turn", "pupils", "could", "respond", "maths", "lead", "references"),
    *("load", "from", "this", "opens", "open", "watch", "here", "with", "captions", "there", "transcript"),
    *("nothing", "hear", "words", "download", "page", "pages", "only", "file", "nobody", "listed", "step"),
}


def test_a_front_end_says_from_the_data_alone_all_that_the_default_templates_say(hub_a, name):
    raw = stream((name, sample(name)))
    templates = words_of(rendered(raw, hub_a.site) or "<p></p>")
    front_end = words_of(front_end_of(data_of(raw, hub_a.site, absolute=True)) or "<p></p>")
    assert templates - front_end <= WORDS_OF_TEMPLATES
