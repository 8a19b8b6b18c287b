"""The websites whose pages may be shown inside a hub's page: the one list of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

from django.utils.encoding import iri_to_uri
from pydantic import BaseModel, Field

from wagtail_mathshub.blocks.frame_addresses import frame_address
from wagtail_mathshub.conf import conf

Purpose = Literal["interactive", "video", "any"]

# A frame may keep its own data and open its own links, and reaches nothing of the page round it.
SANDBOX = {
    "interactive": "allow-scripts allow-same-origin allow-popups allow-forms",
    "video": "allow-scripts allow-same-origin allow-popups allow-presentation",
    "any": "allow-scripts allow-same-origin allow-popups allow-forms",
}
HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
PRINTABLE = re.compile(
    r"[!-\[\]-~]+"
)  # ASCII without spaces, and without the backslash that browsers read as "/".


@dataclass(frozen=True)
class Provider:
    """A website by its name and its one exact host."""

    name: str
    host: str
    shows: Purpose


KNOWN = (
    Provider("GeoGebra", "www.geogebra.org", "interactive"),
    Provider("Desmos", "www.desmos.com", "interactive"),
    Provider("Polypad", "polypad.amplify.com", "interactive"),
    Provider("Mathigon", "mathigon.org", "interactive"),
    Provider("NRICH", "nrich.maths.org", "interactive"),
    Provider("YouTube", "www.youtube-nocookie.com", "video"),
    Provider("Vimeo", "player.vimeo.com", "video"),
)


class FrameShape(BaseModel):
    """What may be loaded into a frame once the reader has asked for it."""

    url: str = Field(description="Always https, and always on a host of the list.")
    host: str
    provider: str = Field(description="The website's name.")
    sandbox: str = Field(description="The frame's sandbox attribute.")


def providers(purpose: Purpose = "any") -> list[Provider]:
    """The known websites that show such things, and the hosts that the site's settings add."""
    extra = [Provider(host, host, "any") for host in conf.embed_hosts]
    return [one for one in (*KNOWN, *extra) if "any" in (purpose, one.shows) or one.shows == purpose]


def provider_names(purpose: Purpose) -> str:
    """Their names, for a sentence to editors."""
    return ", ".join(dict.fromkeys(one.name for one in providers(purpose)))


def frame_sources() -> list[str]:
    """What a Content-Security-Policy has to allow in `frame-src`."""
    return list(dict.fromkeys(f"https://{one.host}" for one in providers()))


def frame_of(address: str, purpose: Purpose = "any") -> dict[str, Any] | None:
    """The frame for a page's address, as in FrameShape; None where its website is not on the list."""
    asked = _split(address)
    framed = frame_address(asked) if asked else ""
    parts = _split(framed)
    if parts is None or parts.scheme != "https":
        return None
    for one in providers(purpose):
        if one.host == parts.hostname:
            return {"url": framed, "host": one.host, "provider": one.name, "sandbox": SANDBOX[one.shows]}
    return None


def link_of(address: str) -> str:
    """The address, for a link, where it is one of the web that says where it leads; else ""."""
    encoded = iri_to_uri(address) or ""
    return encoded if _split(encoded) else ""


def host_of(address: str) -> str:
    """The host that a link leads to, without "www."."""
    parts = _split(address)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def _split(address: str) -> SplitResult | None:
    if not PRINTABLE.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        plain = parts.port is None and parts.username is None and parts.password is None
    except ValueError:
        return None
    is_host = HOST.fullmatch(parts.hostname or "")
    return parts if parts.scheme in ("http", "https") and is_host and plain else None
