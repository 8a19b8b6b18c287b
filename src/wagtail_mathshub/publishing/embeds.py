"""What other websites answered when an editor saved an address of theirs, as Wagtail has stored it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint


def stored_embeds(keys: set[str], viewpoint: Viewpoint) -> dict[str, dict[str, Any]]:
    """`{title, provider, frame}` by address, in one query. Nothing is ever asked for over the network."""
    addresses = {get_embed_hash(address): address for address in keys}
    rows = Embed.objects.filter(hash__in=addresses)
    return {addresses[row.hash]: _shape_of(row) for row in rows}


def _shape_of(row: Embed) -> dict[str, Any]:
    # The answer is another website's text: its markup is never shown, and `frame` is still to be checked.
    frame = BeautifulSoup(row.html, "html.parser").find("iframe")
    address = frame.get("src") if frame else ""
    return {"title": row.title, "provider": row.provider_name, "frame": str(address or "")}
