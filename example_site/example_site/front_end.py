"""The example front end as files of a static website. Standard library only.

Two servers give it out: the demo's own, and `serve_front_end.py` on another port.
"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

FOLDER = Path(__file__).resolve().parent.parent / "frontend"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Place:
    """Where the front end stands, where it finds the API, and the hub's key if the API's host does not say."""

    base: str = "/frontend/"
    api: str = "/api/hub/v1/"
    hub: str = ""

    @property
    def policy(self) -> str:
        """A strict Content Security Policy: own files, the API for data and images, the CMS's preview panel."""
        api = urlsplit(self.api)
        origin = f"{api.scheme}://{api.netloc}" if api.netloc else "'self'"
        both = "'self'" if origin == "'self'" else f"'self' {origin}"
        return (
            f"default-src 'self'; connect-src {origin}; img-src {both}; "
            f"base-uri 'none'; form-action 'self'; frame-ancestors {both}; object-src 'none'"
        )


@dataclass(frozen=True)
class Answer:
    """What a server sends."""

    body: bytes
    headers: dict[str, str]


def answer(path: str, place: Place) -> Answer:
    """The file at `path` below the front end's base; its page for every path that is no file."""
    found = (FOLDER / path).resolve()
    is_file = path and found.is_relative_to(FOLDER) and found.is_file() and found.name != "index.html"
    if not is_file:
        return Answer(_page(place), _headers("text/html", place))
    kind = TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    return Answer(found.read_bytes(), _headers(kind, place))


def _headers(kind: str, place: Place) -> dict[str, str]:
    return {
        "Content-Type": f"{kind}; charset=utf-8",
        "Content-Security-Policy": place.policy,
        "Cache-Control": "no-cache",
        # The address of a preview holds its token, which is nobody else's business.
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def _page(place: Place) -> bytes:
    """index.html for this place: its own addresses, and the two lines that say where the API is."""
    page = (FOLDER / "index.html").read_text()
    for name, content, here in (
        ("mathshub-api", Place.api, place.api),
        ("mathshub-hub", Place.hub, place.hub),
    ):
        page = page.replace(
            f'name="{name}" content="{content}"', f'name="{name}" content="{escape(here, quote=True)}"'
        )
    return page.replace(f'="{Place.base}', f'="{escape(place.base, quote=True)}').encode()
