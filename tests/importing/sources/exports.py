"""WordPress exports in words of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wagtail_mathshub.importing.source_pages import SourcePage
from wagtail_mathshub.importing.sources.archives import open_tree
from wagtail_mathshub.importing.sources.wordpress import WordPressSource

NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def item(
    number: Any = 1, title: str = "Fractions day", html: str = "<p>Bring a ruler.</p>", **more: Any
) -> str:
    """An item; `more` replaces or adds elements: by their names with "_" for the first ":", or `extra` as it is."""
    extra = more.pop("extra", "")
    values = {
        "title": title,
        "link": f"https://hub.example.org/page-{number}/",
        "guid": f"https://hub.example.org/?p={number}",
        "content_encoded": f"<![CDATA[{html}]]>",
        "wp_post_id": number,
        "wp_post_date": "2021-07-01 09:30:00",
        "wp_post_date_gmt": "2021-07-01 08:30:00",
        "wp_post_name": f"page-{number}",
        "wp_status": "publish",
        "wp_post_parent": 0,
        "wp_post_type": "post",
        **more,
    }
    parts = (
        f"<{(tag := name.replace('_', ':', 1))}>{value}</{tag}>"
        for name, value in values.items()
        if value is not None
    )
    return "<item>" + "".join(parts) + extra + "</item>"


def export(*items: str, head: str = HEAD, site: str = "https://hub.example.org", channel: str = "") -> str:
    """A whole export of a site."""
    return (
        f'{head}<rss version="2.0" {NAMESPACES}><channel><title>Vale Maths Hub</title><link>{site}</link>'
        f"<wp:wxr_version>1.2</wp:wxr_version>{channel}{''.join(items)}</channel></rss>"
    )


def meta(key: str, value: str) -> str:
    """A custom field."""
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"


def source_of(folder: Path, *exports: str | bytes) -> WordPressSource:
    """The exports as files of a folder, opened."""
    for number, text in enumerate(exports, start=1):
        (folder / f"export-{number}.xml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return WordPressSource(open_tree(folder))


def pages_of(folder: Path, *exports: str | bytes) -> list[SourcePage]:
    """The pages of exports."""
    source = source_of(folder, *exports)
    try:
        return list(source.pages())
    finally:
        source.close()


def codes(notices: Any) -> list[str]:
    """The codes of notices."""
    return [notice.code for notice in notices]
