"""The published WordPress export in a hub, whole: every page there or listed, every word there, and nothing twice."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from lxml import etree
from lxml import html as markup

from tests.factories import make_hub
from wagtail_mathshub.importing.flows import import_site
from wagtail_mathshub.importing.opening import Brought
from wagtail_mathshub.importing.tables import ImportItem, ItemState
from wagtail_mathshub.taxonomy.seeds import seed_vocabularies

PATH = os.environ.get("MATHSHUB_WORDPRESS_EXPORT", "")
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
WP = "{http://wordpress.org/export/1.2/}"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not PATH,
        reason="The published WordPress export is not here: MATHSHUB_WORDPRESS_EXPORT names its path.",
    ),
]
BLOCK = re.compile(r"<!--.*?-->", re.DOTALL)
SHORTCODE = re.compile(r"\[/?[a-z_-]+(?:\s[^\]]*)?/?\]")
# What shows nothing on any page: programs, styles, and the fields of forms.
SILENT = "//script | //style | //noscript | //template | //option | //textarea | //select"


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.replace("\u00ad", "").casefold()))


def shown(html: str) -> str:
    """What a reader of this HTML sees, by another parser than the import's."""
    if not html.strip():
        return ""
    tree = markup.fromstring(f"<div>{html}</div>")
    for element in tree.xpath(SILENT):
        element.text = None
    return " ".join(tree.itertext())


def originals() -> dict[str, str]:
    """The text of each post and page of the export that is not in the bin, by number."""
    parser = etree.XMLParser(recover=False, resolve_entities=False)
    items = etree.parse(PATH, parser).getroot().iter("item")
    found = {}
    for item in items:
        if item.findtext(f"{WP}post_type") in ("post", "page") and item.findtext(f"{WP}status") != "trash":
            found[item.findtext(f"{WP}post_id")] = item.findtext(CONTENT) or ""
    return found


@pytest.fixture
def hub(db):
    seed_vocabularies()
    return make_hub("alder")


def bring(hub):
    return import_site(hub=hub, brought=Brought([Path(PATH)]), publish=True)


def rows() -> dict[str, int]:
    """How many rows each table has but those of the import's own book."""
    own = {"importrun"}
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.managed and model._meta.model_name not in own
    }


def everything() -> list[tuple]:
    from wagtail.models import Page, Revision

    pages = [tuple(row) for row in Page.objects.order_by("pk").values_list()]
    revisions = [
        tuple(row) for row in Revision.objects.order_by("pk").values_list("pk", "created_at", "content")
    ]
    return [*map(str, pages), *map(str, revisions)]


def test_every_post_and_page_is_there_or_listed_with_the_reason(hub):
    row = bring(hub)
    there = {item.source_id: item for item in ImportItem.objects.all()}
    left_out = {skipped["id"] for skipped in row.skipped if skipped["reason"]}
    for number in originals():
        item = there.get(number)
        assert item is not None or number in left_out, number
        if item is not None:
            assert item.page is not None or item.state == ItemState.LEFT_OUT, item


def test_no_word_is_lost(hub, client):
    bring(hub)
    lost = {}
    for number, raw in originals().items():
        item = ImportItem.objects.get(source_id=number)
        body = client.get(item.page.specific.url, headers={"host": hub.site.hostname})
        text = SHORTCODE.sub(" ", BLOCK.sub(" ", raw))
        wanted = words_of(shown(text))
        answer = body.content.decode() if body.status_code == 200 else str(item.page.specific.body)
        missing = {*wanted} - {*words_of(shown(answer)), *words_of(item.title)}
        told = words_of(str(item.findings))
        if missing - {*told}:
            lost[item.title] = sorted(missing - {*told})
    assert lost == {}


def test_a_second_run_changes_no_row(hub):
    bring(hub)
    before, counts = everything(), rows()
    bring(hub)
    assert everything() == before
    assert rows() == counts


def test_lists_tables_other_alphabets_and_long_titles_are_right(hub):
    bring(hub)

    def body(words: str) -> list[dict]:
        return list(ImportItem.objects.filter(title__icontains=words).first().page.specific.body.raw_data)

    formatting = body("HTML Tags and Formatting")
    text = "".join(str(block["value"]) for block in formatting)
    assert re.search(r"<ul>.*<ul>|<ol>.*<ol>", text, re.DOTALL)
    assert "John Doe" in text
    assert "table" in {block["type"] for block in formatting}
    assert max(len(item.title) for item in ImportItem.objects.all()) > 80
    assert any(
        "\u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac" in item.title for item in ImportItem.objects.all()
    )
