"""A page with every block, as different people meet it."""

from __future__ import annotations

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.blocks.samples import BLOCKS, sample, stream
from tests.browser.looking import faults_at_all_widths, refused_by_policy
from tests.factories import OrganisationFactory, PersonFactory, make_article, make_document, make_job
from wagtail_mathshub.pages.models import HubContentPage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def address(hub, live_server):
    """The address of a page that holds every block once, with rows of the hub."""
    image = get_image_model().objects.create(title="Counters", file=get_test_image_file())
    person, place = PersonFactory(site=hub.site), OrganisationFactory(site=hub.site)
    article = make_article(hub)
    make_job(hub)
    picture = {"image": image.pk, "alt": "Counters", "decorative": False, "caption": "", "credit": ""}
    sheet = {"document": make_document().pk, "title": "Sheet", "licence": "CC-BY-4.0", "note": ""}
    chosen = {
        "image": picture,
        "gallery": {"title": "Arrays", "images": [picture, picture]},
        "download": sheet,
        "downloads": {"heading": "Files", "items": [sheet]},
        "people_cards": {"people": [person.pk]},
        "place": {"organisation": place.pk},
        "testimonial": {"photo": image.pk},
        "call_to_action": {"page": article.pk},
    }
    items = []
    for name in BLOCKS:
        value = sample(name)
        items += [
            ("heading", {"text": name.replace("_", " ").capitalize(), "size": "h2"}),
            (name, value | chosen.get(name, {}) if isinstance(value, dict) else value),
        ]
    page = HubContentPage(title="Every block", slug="every-block", body=stream(*items))
    hub.site.root_page.add_child(instance=page)
    return f"{live_server.url}/every-block/"


def test_every_block_is_accessible_at_each_width_in_light_and_dark(browser, address):
    page = browser.new_context(bypass_csp=True, reduced_motion="reduce").new_page()
    page.goto(address)
    assert faults_at_all_widths(page) == {}
    page.context.close()


def test_a_strict_policy_blocks_nothing(browser, address):
    assert refused_by_policy(browser, address) == []


def test_print_shows_what_is_folded_away(browser, address):
    page = browser.new_context().new_page()
    page.goto(address)
    answer = page.locator(".mh-question .mh-details__inside").last
    assert not answer.is_visible()
    page.emulate_media(media="print")
    assert answer.is_visible()
    assert page.locator(".mh-accordion .mh-details__inside").first.is_visible()
    page.context.close()


def test_without_styles_the_page_reads_in_its_order(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.goto(address)
    text = page.inner_text("main")
    assert text.index("Adding fractions") < text.index("Which is larger")
    assert "Worked example" in text
    context.close()


def test_a_keyboard_opens_an_answer(browser, address):
    page = browser.new_context().new_page()
    page.goto(address)
    summary = page.locator(".mh-question summary").last
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".mh-question .mh-details__inside").last.is_visible()
    page.context.close()
