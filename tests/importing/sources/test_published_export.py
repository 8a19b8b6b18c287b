"""The test export that WordPress publishes for the makers of themes, where its path is given."""

import os
import re
from pathlib import Path

import pytest

from wagtail_mathshub.importing.source_pages import Status
from wagtail_mathshub.importing.sources.opening import open_source

PATH = os.environ.get("MATHSHUB_WORDPRESS_EXPORT", "")

pytestmark = pytest.mark.skipif(
    not PATH, reason="The published WordPress export is not here: MATHSHUB_WORDPRESS_EXPORT names its path."
)


@pytest.fixture
def source():
    opened = open_source([Path(PATH)])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def raw():
    return Path(PATH).read_text(encoding="utf-8")


def _pages(raw):
    items = re.findall(r"<item>.*?</item>", raw, re.DOTALL)
    return [item for item in items if re.search(r"post_type>(?:<!\[CDATA\[)?(?:post|page)\b", item)]


def test_every_item_is_accounted_for(source, raw):
    pages = list(source.pages())
    found = len(pages) + len(source.site.skipped) + len(source.site.attachments)
    assert found == len(re.findall(r"<item>", raw))
    assert len({page.id for page in pages}) == len(pages) == source.count()


def test_the_text_of_every_post_and_page_is_there_to_the_letter(source, raw):
    texts = [
        re.search(r"<content:encoded>\s*<!\[CDATA\[(.*?)\]\]>\s*</content", item, re.DOTALL)
        for item in _pages(raw)
    ]
    expected = sorted(text[1].strip() for text in texts if text)
    assert sorted(page.html.strip() for page in source.pages()) == expected


def test_what_was_public_is_exactly_what_the_export_calls_published(source, raw):
    published = [item for item in _pages(raw) if re.search(r"wp:status>(?:<!\[CDATA\[)?publish\b", item)]
    locked = [item for item in published if re.search(r"<wp:post_password>(?:<!\[CDATA\[)?[^<\]]", item)]
    statuses = [page.status for page in source.pages()]
    assert statuses.count(Status.PUBLIC) == len(published) - len(locked)
    assert statuses.count(Status.PASSWORD) == len(locked) > 0
    assert statuses.count(Status.DRAFT) == statuses.count(Status.SCHEDULED) == 1


def test_parents_come_before_their_children(source):
    seen = set()
    for page in source.pages():
        assert not page.parent or page.parent in seen
        seen.add(page.id)
