"""Whatever somebody brings is recognised by what is in it."""

import sys
import types
import zipfile

import pytest

from tests.importing.sources.exports import export, item
from tests.importing.sources.test_feed import ATOM, RSS
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import SourceKind, SourceSite
from wagtail_mathshub.importing.sources.opening import open_source

FEED = RSS.format(items="<item><title>A</title></item>")


class Pages:
    """Stands in for the source of saved pages."""

    kind = SourceKind.HTML

    def __init__(self, tree, *, address="", limits=None):
        self.site = SourceSite(key=f"{self.kind.value}:{address}", kind=self.kind)


class WixPages(Pages):
    kind = SourceKind.WIX


@pytest.fixture(autouse=True)
def _saved_pages(monkeypatch):
    base = "wagtail_mathshub.importing.sources"
    monkeypatch.setitem(sys.modules, f"{base}.html", types.SimpleNamespace(HtmlSource=Pages))
    monkeypatch.setitem(sys.modules, f"{base}.wix", types.SimpleNamespace(WixSource=WixPages))


def kind_of(path, **more):
    source = open_source([path], **more)
    return source.site.kind


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("export.xml", export(item(1)), SourceKind.WORDPRESS),
        ("whatever.txt", export(item(1)), SourceKind.WORDPRESS),
        ("feed.rss", FEED, SourceKind.FEED),
        ("atom.xml", ATOM.format(entries=""), SourceKind.FEED),
        (
            "blog-feed.xml",
            FEED.replace("<item>", "<item><b>https://static.wixstatic.com/x</b>"),
            SourceKind.WIX,
        ),
        ("page.html", "<!doctype html><p>x</p>", SourceKind.HTML),
        ("page", "<html><body>x</body></html>", SourceKind.HTML),
        (
            "page.html",
            "<html><meta name='generator' content='Wix.com Website Builder'></html>",
            SourceKind.WIX,
        ),
        ("page.html", "<html><div>top of page</div><p>x</p><div>bottom of page</div></html>", SourceKind.WIX),
        ("page.html", "<html><p>Back to the top of page 3</p></html>", SourceKind.HTML),
    ],
)
@pytest.mark.parametrize("shape", ["file", "folder", "zip"])
def test_the_kind_is_told_by_the_content(tmp_path, name, text, kind, shape):
    path = tmp_path / "site" / name
    path.parent.mkdir()
    path.write_text(text)
    if shape == "zip":
        with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
            archive.write(path, name)
    assert kind_of({"file": path, "folder": path.parent, "zip": tmp_path / "site.zip"}[shape]) == kind


def test_an_export_beside_its_uploads_is_an_export(tmp_path):
    (tmp_path / "export.xml").write_text(export(item(1)))
    (tmp_path / "readme.html").write_text("<html></html>")
    for number in range(9):
        (tmp_path / f"{number}.png").write_bytes(b"x")
    assert kind_of(tmp_path) == SourceKind.WORDPRESS


def test_what_somebody_says_it_is_counts_more(tmp_path):
    (tmp_path / "export.xml").write_text(export(item(1)))
    (tmp_path / "page.html").write_text("<html></html>")
    assert kind_of(tmp_path, kind=SourceKind.HTML) == SourceKind.HTML
    assert kind_of(tmp_path, kind=SourceKind.FEED) == SourceKind.FEED


def test_several_exports_are_opened_together(tmp_path):
    (tmp_path / "a.xml").write_text(export(item(1)))
    (tmp_path / "b.xml").write_text(export(item(2)))
    source = open_source([tmp_path / "a.xml", tmp_path / "b.xml"])
    assert [page.id for page in source.pages()] == ["1", "2"]
    source.close()


def test_a_feed_beside_whole_pages_is_named(tmp_path):
    (tmp_path / "page.html").write_text("<html></html>")
    (tmp_path / "feed.xml").write_text(FEED)
    assert [notice.code for notice in open_source([tmp_path]).site.notices] == ["feed_not_read"]


@pytest.mark.parametrize("kind", [None, *SourceKind])
@pytest.mark.parametrize("data", [b"", b"\0" * 50, b"%PDF-1.7", b"words only", b"PK\x03\x04", b"\xff\xfe"])
def test_other_files_are_refused_in_words(tmp_path, kind, data):
    (tmp_path / "thing.bin").write_bytes(data)
    if kind in (SourceKind.HTML, SourceKind.WIX) and not data.startswith(b"PK"):
        return
    with pytest.raises(ImportRefused, match=r"[.!]$"):
        open_source([tmp_path / "thing.bin"], kind=kind)


def test_nothing_is_refused_too(tmp_path):
    for paths in ([], [tmp_path / "none"], [tmp_path]):
        with pytest.raises(ImportRefused):
            open_source(paths)
