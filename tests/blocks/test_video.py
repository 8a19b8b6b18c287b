"""Films, and what people need who cannot hear them."""

from __future__ import annotations

import pytest
from wagtail.blocks import StructBlockValidationError

from tests.blocks.bodies import HOSTILE, api, assert_the_same_queries_for_many, html, make_image, make_private
from tests.factories import make_document
from wagtail_mathshub.blocks.providers import frame_of
from wagtail_mathshub.blocks.video import VideoBlock

pytestmark = pytest.mark.django_db
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 40
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nThree rows of four.\n"
WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def make_film():
    return make_document(title="Film", name="film.mp4", data=MP4)


def make_captions():
    return make_document(title="Captions", name="film.vtt", data=VTT)


def video(document=None, **fields):
    given = {"document": document and document.pk, "url": "", "title": "Arrays", "captions": "none"}
    return given | {"captions_file": None, "language": "en-GB", "transcript": "", "poster": None} | fields


def refusal_of(value):
    block = VideoBlock()
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python(value))
    return {name: str(error) for name, error in refusal.value.block_errors.items()}


def test_a_film_of_the_hubs_own_plays_with_its_captions():
    value = video(make_film(), captions="captions", captions_file=make_captions().pk, language="cy")
    text = html(("video", value))
    assert 'controls preload="metadata"' in text
    assert 'type="video/mp4"' in text
    assert 'srclang="cy" label="Cymraeg" default' in text
    assert '<track kind="captions"' in text
    assert "Download “Arrays”" in text
    block = VideoBlock()
    assert block.clean(block.to_python(value))["title"] == "Arrays"


def test_the_api_has_a_film_as_its_schema_says():
    poster = make_image(size=(40, 30))
    own = video(make_film(), captions="transcript", transcript="<p>Three rows.</p>", poster=poster.pk)
    first, second = api(("video", own), ("video", video(url=WATCH)))
    assert (first["playable"], first["frame"], first["transcript"]) == (True, None, "<p>Three rows.</p>")
    assert first["poster"]["id"] == poster.pk
    assert second["frame"]["url"] == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    assert (second["document"], second["provider"]) == (None, "YouTube")


def test_a_transcript_opens_below_the_film_and_draws_formulas():
    text = html(("video", video(make_film(), captions="transcript", transcript=r"<p>\(3 \times 4\)</p>")))
    details = text[text.index("<details") : text.index("</details>")]
    assert "<summary>Transcript" in details
    assert "<math" in details


def test_a_film_elsewhere_waits_for_the_reader_behind_its_picture():
    text = html(("video", video(url=WATCH, poster=make_image(size=(40, 30)).pk)))
    assert 'data-mh-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in text
    assert "mh-elsewhere__poster" in text
    assert f'<a href="{WATCH}">Open “Arrays” on YouTube</a>' in text
    assert "<video" not in text
    assert "<iframe" not in text


def test_a_film_on_a_website_that_is_not_on_the_list_is_a_link():
    text = html(("video", video(url="https://films.example.org/a")))
    assert "Open “Arrays” on films.example.org" in text
    assert "data-mh-frame" not in text


@pytest.mark.parametrize(
    ("address", "framed"),
    [
        ("https://youtu.be/dQw4w9WgXcQ?t=43", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=43"),
        (
            "https://youtube.com/watch?v=a-b_c&t=43s&list=x",
            "https://www.youtube-nocookie.com/embed/a-b_c?start=43",
        ),
        ("https://www.youtube.com/shorts/abc", "https://www.youtube-nocookie.com/embed/abc"),
        ("https://www.youtube-nocookie.com/embed/abc", "https://www.youtube-nocookie.com/embed/abc"),
        ("https://vimeo.com/123/a1b2", "https://player.vimeo.com/video/123?h=a1b2&dnt=1"),
        ("https://player.vimeo.com/video/123?h=a1b2", "https://player.vimeo.com/video/123?h=a1b2&dnt=1"),
    ],
)
def test_the_address_of_a_page_becomes_that_of_its_film(address, framed):
    assert frame_of(address, "video")["url"] == framed


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/redirect?q=https://evil.example",
        "https://www.youtube.com/watch?v=../../evil",
        "https://youtu.be/a/b",
        "https://www.youtube.com.evil.example/watch?v=abc",
        "https://vimeo.com@evil.example/123",
        "https://vimeo.com/channels/staff",
    ],
)
def test_the_address_of_something_else_there_gets_no_frame(address):
    assert frame_of(address, "video") is None


@pytest.mark.parametrize(
    ("fields", "name", "words"),
    [
        ({}, "document", "Choose a video file"),
        ({"document": make_film, "url": WATCH}, "url", "not both"),
        ({"document": make_document}, "document", "MP4 or WebM"),
        (
            {"document": make_film, "captions": "captions"},
            "captions_file",
            "Choose the file with the captions",
        ),
        ({"document": make_film, "captions_file": make_film}, "captions_file", "WebVTT"),
        ({"url": WATCH, "captions": "transcript"}, "transcript", "paste the transcript"),
        ({"url": "https://user@example.org/a"}, "url", "as your browser shows it"),
        ({"url": WATCH, "title": ""}, "title", "required"),
        ({"url": WATCH, "captions": ""}, "captions", "required"),
    ],
)
def test_what_is_missing_is_said_in_words(fields, name, words):
    given = {key: value().pk if callable(value) else value for key, value in fields.items()}
    faults = refusal_of(video(**given | {"document": None}) | given)
    assert list(faults) == [name]
    assert words in faults[name]


def test_a_file_that_browsers_do_not_play_is_offered_for_download():
    data = api(("video", video(make_document(name="film.mp4", data=b"%PDF-1.4\n"))))[0]
    assert not data["playable"]
    assert "<video" not in html(("video", video(make_document(name="film.mp4", data=b"%PDF-1.4\n"))))


def test_a_film_that_is_deleted_or_private_vanishes():
    deleted, private = make_film(), make_film()
    items = [("video", video(film, transcript="<p>Zanzibar</p>")) for film in (deleted, private)]
    assert html(*items).count("Zanzibar") == 2
    make_private(private)
    deleted.delete()
    assert api(*items, ("video", {}), ("video", video())) == []


def test_captions_that_are_private_or_no_captions_are_left_out():
    captions = make_captions()
    items = [("video", video(make_film(), captions_file=pk)) for pk in (captions.pk, make_document().pk)]
    assert [bool(data["captions_file"]) for data in api(*items)] == [True, False]
    make_private(captions)
    assert "<track" not in html(*items)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "https://a@b.example/", None])
def test_what_is_no_address_of_the_web_shows_nothing(address):
    assert api(("video", video(url=address))) == []


def test_markup_in_the_words_is_text():
    value = video(
        make_film(), title=HOSTILE, language=HOSTILE, captions=HOSTILE, transcript=f"<p>a</p>{HOSTILE}"
    )
    text = html(("video", value | {"captions_file": make_captions().pk}))
    assert "<script" not in text
    assert "onerror=" not in text.replace("&lt;img src=x onerror=", "")
    assert 'srclang="en-GB"' in text
    assert api(("video", value))[0]["captions"] == ""


def test_twenty_films_cost_as_many_queries_as_one():
    captions, poster = make_captions(), make_image(size=(20, 20))
    films = [video(make_film(), captions_file=captions.pk, poster=poster.pk) for _ in range(20)]
    assert_the_same_queries_for_many("video", films)
