"""What other websites have answered, shown without asking them again."""

from __future__ import annotations

import socket
from datetime import UTC, datetime

import pytest
from wagtail.blocks import StructBlockValidationError
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed

from tests.blocks.bodies import HOSTILE, api, assert_the_same_queries_for_many, html
from wagtail_mathshub.blocks.elsewhere import ShownFromElsewhereBlock

pytestmark = pytest.mark.django_db
ADDRESS = "https://vimeo.com/76979871"
FRAME = "https://player.vimeo.com/video/76979871"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*args):
        raise AssertionError("Showing a page asks nobody.")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def answered(address=ADDRESS, markup=f'<iframe src="{FRAME}"></iframe>', **fields):
    given = {"type": "video", "title": "A film", "provider_name": "Vimeo"} | fields
    return Embed.objects.create(url=address, hash=get_embed_hash(address), html=markup, **given)


def embed(address=ADDRESS, title="Arrays"):
    return {"embed": address, "title": title}


def test_a_film_waits_for_the_reader():
    answered()
    text = html(("embed", embed()))
    assert f'data-mh-frame="{FRAME}?dnt=1"' in text
    assert f'<a href="{ADDRESS}">Open “Arrays” on Vimeo</a>' in text
    assert "<iframe" not in text


def test_the_api_has_it_as_its_schema_says():
    answered()
    assert api(("embed", embed()))[0]["frame"]["url"] == f"{FRAME}?dnt=1"


def test_youtubes_own_answer_is_shown_from_its_host_without_cookies():
    address = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    answered(address, '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?feature=oembed"></iframe>')
    assert (
        api(("embed", embed(address)))[0]["frame"]["url"]
        == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    )


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<iframe></iframe>",
        "<iframe src></iframe>",
        '<script src="https://player.vimeo.com/x.js"></script>',
        '<iframe src="https://evil.example/video/1"></iframe>',
        '<iframe src="https://player.vimeo.com.evil.example/video/1"></iframe>',
        '<iframe src="https://player.vimeo.com@evil.example/video/1"></iframe>',
        '<iframe src="http://www.geogebra.org/m/a"></iframe>',
        '<iframe src="//player.vimeo.com/video/1"></iframe>',
        '<iframe src="javascript:alert(1)"></iframe>',
        '<iframe src="data:text/html,x"></iframe>',
        '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
        '<!-- <iframe src="https://player.vimeo.com/video/1"></iframe> -->',
    ],
)
def test_an_answer_without_a_frame_of_the_list_is_a_plain_link(markup):
    answered(markup=markup)
    text = html(("embed", embed()))
    assert "data-mh-frame" not in text
    assert f'<a href="{ADDRESS}">Open “Arrays” on Vimeo</a>' in text
    assert "evil" not in text
    assert "<script" not in text


def test_what_has_never_been_asked_for_is_a_plain_link_and_is_not_asked_for():
    data = api(("embed", embed("https://www.example.org/film")))[0]
    assert data == {
        "url": "https://www.example.org/film",
        "title": "Arrays",
        "provider": "example.org",
        "frame": None,
    }
    assert Embed.objects.count() == 0


def test_an_old_answer_is_still_shown():
    answered(cache_until=datetime(2020, 1, 1, tzinfo=UTC))
    assert api(("embed", embed()))[0]["frame"]


@pytest.mark.parametrize(
    "address", ["", None, "javascript:alert(1)", "data:text/html,x", "https://a@b.example/"]
)
def test_what_is_no_address_shows_nothing(address):
    assert api(("embed", embed(address)), ("embed", {})) == []


def test_markup_in_the_words_is_text():
    answered(title=HOSTILE, provider_name=HOSTILE, markup="")
    text = html(("embed", embed(title=HOSTILE)), ("embed", embed(title="")))
    assert "<script" not in text
    assert "<img" not in text


def test_saving_asks_the_website_and_says_when_it_knows_nothing(monkeypatch):
    block = ShownFromElsewhereBlock()
    answered()
    assert block.clean(block.to_python(embed()))["embed"].url == ADDRESS
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python(embed("https://unknown.example.org/film")))
    assert set(refusal.value.block_errors) == {"embed"}


def test_twenty_embeds_cost_one_query_as_one_does():
    addresses = [f"https://vimeo.com/{number}" for number in range(20)]
    for address in addresses:
        answered(address)
    assert_the_same_queries_for_many("embed", [embed(address) for address in addresses])
