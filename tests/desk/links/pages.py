"""Pages with links, and what is stored of them."""

from __future__ import annotations

from datetime import UTC, datetime

from wagtail_mathshub.publishing.outgoing_links import LinkState, LinkUse, OutgoingLink, digest_of

LONG_AGO = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def link(url: str, title: str = "", **fields: object) -> tuple[str, dict]:
    """A link among the materials of a lesson."""
    return "link", {"url": url, "title": title, "kind": "worksheet", "note": "", "licence": ""} | fields


def a(url: str, words: str = "here") -> str:
    """A paragraph of rich text with a link."""
    return f'<p>Look <a href="{url}">{words}</a>.</p>'


def dead(
    page, url: str = "https://gone.example.net/", place: str = "Text", words: str = "here", **fields: object
):
    """A dead link on a page."""
    row = OutgoingLink.objects.get_or_create(
        digest=digest_of(url),
        defaults={
            "url": url,
            "state": LinkState.DEAD,
            "reason": "The page is not there any more.",
            "failed_since": LONG_AGO,
            "checked_at": LONG_AGO,
            "due_at": LONG_AGO.replace(year=2030),
        }
        | fields,
    )[0]
    LinkUse.objects.create(link=row, page=page, place=place, words=words)
    return row


def stored() -> set[str]:
    """All addresses that are stored."""
    return set(OutgoingLink.objects.values_list("url", flat=True))
