"""Activities of other websites, and the one list of those that may be shown."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError

from tests.blocks.bodies import HOSTILE, api, html
from wagtail_mathshub import checks
from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.blocks.interactive import InteractiveBlock
from wagtail_mathshub.blocks.providers import frame_of, frame_sources, host_of, link_of

NOT_ON_THE_LIST = [
    "http://www.geogebra.org/m/abc",
    "https://www.geogebra.org.evil.example/m/abc",
    "https://evil.example/www.geogebra.org",
    "https://evilgeogebra.org/m/abc",
    "https://xwww.geogebra.org/m/abc",
    "https://sub.www.geogebra.org/m/abc",
    "https://www.geogebra.org./m/abc",
    "https://www.geogebra.org:8443/m/abc",
    "https://www.geogebra.org:443/m/abc",
    "https://www.geogebra.org:x/m/abc",
    "https://www.geogebra.org@evil.example/m/abc",
    "https://user@www.geogebra.org/m/abc",
    "https://user:secret@www.geogebra.org/m/abc",
    "https://evil.example\\@www.geogebra.org/m/abc",
    "https://www.geogebra.org\\.evil.example/m/abc",
    "https:\\\\www.geogebra.org/m/abc",
    "https://www.geogebra.org%2eevil.example/m/abc",
    "https://www.gеogebra.org/m/abc",
    "https://ｗｗｗ.geogebra.org/m/abc",
    "https://www。geogebra。org/m/abc",
    "https://xn--www-geogebra-org.example/m/abc",
    "https://[::1]/m/abc",
    "https://[www.geogebra.org/m/abc",
    "https://www.geo\tgebra.org/m/abc",
    "javascript:alert(1)//www.geogebra.org",
    "JaVaScRiPt://www.geogebra.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "blob:https://www.geogebra.org/abc",
    "file:///etc/passwd",
    "ftp://www.geogebra.org/m/abc",
    "https://",
    "https:///www.geogebra.org",
    "",
]


# The form mends these before they are stored.
NOT_AS_IT_STANDS = [
    "//www.geogebra.org/m/abc",
    " https://www.geogebra.org/m/abc",
    "https://nrich.maths.org/1\n",
]


def activity(**fields):
    given = {"url": "https://www.geogebra.org/m/abc", "title": "Arrays", "description": "Move it.\n\nLook."}
    return given | {"height": "medium"} | fields


def refusal_of(**fields):
    block = InteractiveBlock()
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python(activity(**fields)))
    return refusal.value.block_errors


@pytest.mark.parametrize("address", [*NOT_ON_THE_LIST, *NOT_AS_IT_STANDS])
def test_no_other_address_gets_a_frame(address):
    assert frame_of(address) is None


@pytest.mark.parametrize("address", NOT_ON_THE_LIST)
def test_no_other_address_is_saved_nor_shown_if_it_was(address):
    assert set(refusal_of(url=address)) == {"url"}
    assert "data-mh-frame" not in html(("interactive", activity(url=address)))


@pytest.mark.parametrize("address", [a for a in NOT_ON_THE_LIST if not a.startswith("http")])
def test_what_is_no_address_of_the_web_is_not_even_a_link(address):
    assert link_of(address) == ""
    assert html(("interactive", activity(url=address))).strip() == ""


@pytest.mark.parametrize(
    ("address", "framed"),
    [
        ("https://www.geogebra.org/m/pt5xs2ry", "https://www.geogebra.org/material/iframe/id/pt5xs2ry"),
        ("https://geogebra.org/m/pt5xs2ry/", "https://www.geogebra.org/material/iframe/id/pt5xs2ry"),
        ("https://www.geogebra.org/calculator", "https://www.geogebra.org/calculator"),
        ("https://WWW.GEOGEBRA.ORG/m/aB3", "https://www.geogebra.org/material/iframe/id/aB3"),
        ("https://www.desmos.com/calculator/abc", "https://www.desmos.com/calculator/abc?embed"),
        ("https://www.desmos.com/calculator?lang=cy", "https://www.desmos.com/calculator?lang=cy"),
        ("https://polypad.amplify.com/p/h4T", "https://polypad.amplify.com/embed/h4T"),
        ("https://mathigon.org/polypad", "https://mathigon.org/polypad"),
        ("https://nrich.maths.org/4308", "https://nrich.maths.org/4308"),
    ],
)
def test_each_website_is_shown_at_the_address_that_it_made_for_frames(address, framed):
    assert frame_of(address, "interactive")["url"] == framed


def test_a_film_is_no_activity():
    assert frame_of("https://vimeo.com/76979871", "interactive") is None
    assert frame_of("https://www.geogebra.org/m/abc", "video") is None


def test_an_activity_has_a_link_and_a_button_that_only_scripts_show():
    text = html(("interactive", activity()))
    assert '<a href="https://www.geogebra.org/m/abc">Open “Arrays” on GeoGebra</a>' in text
    assert "Load it here (from GeoGebra)" in re.search(r"<template>(.*?)</template>", text, re.DOTALL)[1]
    assert "<p>Move it.</p>\n\n<p>Look.</p>" in text
    assert "<iframe" not in text
    assert text.count("<button") == 1


def test_the_api_has_the_activity_as_its_schema_says():
    data = api(("interactive", activity(height="tall")))[0]
    assert data["frame"]["host"] == "www.geogebra.org"
    assert data["frame"]["sandbox"].split()[:2] == ["allow-scripts", "allow-same-origin"]
    assert "top-navigation" not in data["frame"]["sandbox"]
    assert (data["height"], data["provider"]) == ("tall", "GeoGebra")


def test_an_activity_whose_website_has_left_the_list_is_still_a_link():
    data = api(("interactive", activity(url="https://old.example.org/a")))[0]
    assert (data["frame"], data["provider"]) == (None, "old.example.org")
    assert "Open “Arrays” on old.example.org" in html(
        ("interactive", activity(url="https://old.example.org/a"))
    )


def test_empty_values_show_nothing():
    assert api(("interactive", {}), ("interactive", activity(url=None))) == []


def test_markup_in_the_words_is_text_and_an_unknown_height_is_medium():
    address = 'https://www.geogebra.org/m/a"onload="alert(1)'
    items = [
        ("interactive", activity(title=HOSTILE, description=HOSTILE, height=HOSTILE)),
        ("interactive", activity(url=address)),
    ]
    text = html(*items)
    assert "<script" not in text
    assert "<img" not in text
    assert 'onload="' not in text
    assert api(*items)[0]["height"] == "medium"


def test_an_editor_reads_which_websites_are_on_the_list():
    message = str(refusal_of(url="https://example.org/a")["url"])
    assert "GeoGebra, Desmos, Polypad, Mathigon, NRICH" in message
    assert "YouTube" not in message


@pytest.mark.parametrize("name", ["title", "description", "url"])
def test_an_activity_needs_its_words_and_its_address(name):
    assert set(refusal_of(**{name: ""})) == {name}


def test_a_site_adds_hosts_of_its_own_choice(settings):
    settings.WAGTAIL_MATHSHUB = {"EMBED_HOSTS": ["apps.example.org"]}
    assert checks.check_settings(None) == []
    assert frame_of("https://apps.example.org/a", "interactive")["provider"] == "apps.example.org"
    assert "https://apps.example.org" in frame_sources()
    block = InteractiveBlock()
    assert block.clean(block.to_python(activity(url="https://apps.example.org/a")))["title"] == "Arrays"


@pytest.mark.parametrize(
    "value",
    [
        "www.example.org",
        ["https://www.example.org"],
        ["*.example.org"],
        ["example.org/a"],
        ["Example.org"],
        ["example.org:443"],
        ["localhost"],
        [""],
        [None],
        None,
        ["a example.org"],
    ],
)
def test_hosts_that_are_none_are_an_error(settings, value):
    settings.WAGTAIL_MATHSHUB = {"EMBED_HOSTS": value}
    assert [error.id for error in checks.check_settings(None)] == ["wagtail_mathshub.E006"]


def test_the_policy_of_frames_is_the_list():
    assert frame_sources() == [
        "https://www.geogebra.org",
        "https://www.desmos.com",
        "https://polypad.amplify.com",
        "https://mathigon.org",
        "https://nrich.maths.org",
        "https://www.youtube-nocookie.com",
        "https://player.vimeo.com",
    ]


def test_a_link_to_an_address_with_other_letters_is_encoded():
    assert link_of("https://example.org/café?x=½") == "https://example.org/caf%C3%A9?x=%C2%BD"
    assert host_of("https://www.example.org/a") == "example.org"


@pytest.mark.parametrize(
    "name", ["image", "gallery", "video", "embed", "interactive", "download", "downloads"]
)
def test_the_block_picker_has_a_preview_that_needs_no_rows(admin_client, name):
    block = BodyBlock().child_blocks[name]
    assert block.is_previewable
    answer = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "mh-" in re.search(r"<main>(.*)</main>", text, re.DOTALL)[1]
    assert "style=" not in text


@pytest.mark.parametrize("kind", ["image", "video", "embed", "interactive", "download"])
def test_each_block_says_what_it_is_for(kind):
    block = BodyBlock().child_blocks[kind]
    assert block.get_description()
    assert block.meta.icon != "placeholder"
