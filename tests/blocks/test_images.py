"""Pictures: what they show, by themselves and in galleries."""

from __future__ import annotations

import re

import pytest
from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError

from tests.blocks.bodies import HOSTILE, api, assert_the_same_queries_for_many, html, make_image, make_private
from wagtail_mathshub.blocks.images import CaptionedImageBlock, GalleryBlock

pytestmark = pytest.mark.django_db


def picture(image, **fields):
    return {
        "image": image.pk,
        "alt": "A 3 by 4 array",
        "caption": "",
        "credit": "",
        "decorative": False,
    } | fields


def cleaned(block, value):
    return block.clean(block.to_python(value))


def test_a_picture_is_shown_in_the_sizes_that_a_screen_may_need():
    text = html(("image", picture(make_image(), caption="Arrays", credit="Photo: Robin Marsh")))
    assert re.findall(r"(\d+)w", text) == ["400", "800", "1600"]
    assert 'alt="A 3 by 4 array" width="800" height="600" loading="lazy"' in text
    assert "Arrays" in text
    assert "Photo: Robin Marsh" in text


def test_a_small_picture_is_offered_once():
    assert re.findall(r"(\d+)w", html(("image", picture(make_image(size=(300, 200)))))) == ["300"]


def test_the_api_has_the_picture_as_its_schema_says():
    data = api(("image", picture(make_image(), caption="Arrays")))[0]
    assert set(data["image"]["renditions"]) == {"small", "medium", "large", "thumbnail"}
    assert (data["alt"], data["caption"], data["credit"]) == ("A 3 by 4 array", "Arrays", "")


def test_a_picture_without_words_is_refused_in_words():
    with pytest.raises(StructBlockValidationError) as refusal:
        cleaned(CaptionedImageBlock(), picture(make_image(), alt="  "))
    assert "Say in one sentence what the picture shows" in str(refusal.value.block_errors["alt"])


def test_decoration_needs_no_words_and_takes_none():
    block, image = CaptionedImageBlock(), make_image()
    assert cleaned(block, picture(image, alt="", decorative=True))["decorative"]
    with pytest.raises(StructBlockValidationError) as refusal:
        cleaned(block, picture(image, decorative=True))
    assert set(refusal.value.block_errors) == {"alt"}
    assert 'alt=""' in html(("image", picture(image, decorative=True)))


def test_what_was_stored_before_a_field_existed_is_shown():
    image = make_image()
    assert api(("image", {"image": image.pk, "alt": "Counters"}))[0]["credit"] == ""
    block = CaptionedImageBlock()
    assert block.get_searchable_content(block.to_python({"image": image.pk})) == ["", "", ""]


def test_a_picture_that_is_deleted_or_private_vanishes_with_its_words():
    deleted, private = make_image(), make_image()
    items = [("image", picture(image, caption="Zanzibar")) for image in (deleted, private)]
    assert html(*items).count("Zanzibar") == 2
    make_private(private)
    deleted.delete()
    assert html(*items).strip() == ""
    assert api(*items, ("image", {}), ("image", {"image": None})) == []


def test_a_picture_whose_file_is_gone_vanishes():
    image = make_image()
    image.file.storage.delete(image.file.name)
    assert html(("image", picture(image))).strip() == ""


def test_markup_in_the_words_is_text():
    text = html(("image", picture(make_image(), alt=HOSTILE, caption=HOSTILE, credit=HOSTILE)))
    assert text.count("<") == len(re.findall(r"</?(?:figure|img|figcaption|span)\b", text))
    assert text.count("&lt;script&gt;") == 3


def test_a_gallery_is_a_list_of_its_pictures():
    image = make_image()
    value = {"title": "Spring", "images": [picture(image, alt=f"Photo {n}") for n in range(3)]}
    text = html(("gallery", value))
    assert text.count("<li>") == text.count("<figure") == 3
    assert "<h2>Spring</h2>" in text
    assert [shown["alt"] for shown in api(("gallery", value))[0]["images"]] == [
        "Photo 0",
        "Photo 1",
        "Photo 2",
    ]


def test_a_gallery_without_pictures_vanishes():
    image = make_image()
    value = {"title": "Spring", "images": [picture(image), picture(image)]}
    image.delete()
    assert api(("gallery", value), ("gallery", {"title": "Empty", "images": []}), ("gallery", {})) == []


@pytest.mark.parametrize(("number", "is_right"), [(1, False), (2, True), (24, True), (25, False)])
def test_a_gallery_has_from_2_to_24_pictures(number, is_right):
    value = {"title": "Spring", "images": [picture(make_image(size=(20, 20)))] * number}
    if is_right:
        assert len(cleaned(GalleryBlock(), value)["images"]) == number
    else:
        with pytest.raises(StructBlockValidationError) as refusal:
            cleaned(GalleryBlock(), value)
        assert isinstance(refusal.value.block_errors["images"], ListBlockValidationError)


def test_twenty_pictures_cost_as_many_queries_as_one():
    values = [picture(make_image(size=(20, 20))) for _ in range(20)]
    assert_the_same_queries_for_many("image", values)
    assert_the_same_queries_for_many("gallery", [{"title": "Spring", "images": [one, one]} for one in values])
