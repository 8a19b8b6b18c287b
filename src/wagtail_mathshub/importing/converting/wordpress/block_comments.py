"""The comments by which WordPress parts a text into blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Loss

_BLOCK = re.compile(r"(?P<close>/)?wp:(?P<name>[a-z][a-z0-9_-]*+(?:/[a-z0-9_-]++)?)(?![\w/-])")
_ADDRESS_ALONE = re.compile(r">\s*(https?://[^\s<>\"']+)\s*<")

# Their text is as it was before there were blocks.
CLASSIC = {"freeform", "shortcode"}
# Their own HTML says all there is.
PLAIN = {
    *("paragraph", "heading", "list", "list-item", "image", "gallery", "quote", "pullquote", "table", "code"),
    *("preformatted", "verse", "video", "audio", "file", "button", "buttons", "columns", "column", "group"),
    *("cover", "media-text", "separator", "spacer", "details", "more", "nextpage", "html", "missing", "row"),
    *("stack", "accordion", "accordion-item", "accordion-heading", "accordion-panel", "footnotes", "math"),
    *("text-columns", "subhead", "template-part", "embed", "freeform", "shortcode", "social-links"),
}
MOST_DEEP = 500
NEAR = 3_000


@dataclass(frozen=True)
class Piece:
    """A stretch of HTML; in a classic one, empty lines part paragraphs."""

    html: str
    is_classic: bool


def pieces_of(text: str) -> tuple[list[Piece], list[Loss]]:
    """The text without its block comments, and the blocks that had nothing to keep."""
    losses: list[Loss] = []
    pieces: list[Piece] = []
    names: list[str] = []
    end = at = 0
    while (opened := text.find("<!--", at)) >= 0:
        closed = text.find("-->", opened + 4)
        if closed < 0:
            break
        at = closed + 3
        said = text[opened + 4 : closed].strip()
        block = _BLOCK.match(said)
        if block:
            _add(pieces, text[end:opened], names)
            end = at
            pieces += _entered(block, said[block.end() :].strip(), names, losses)
            pieces += _picture_of_cover(block, said, text[at : at + NEAR])
    _add(pieces, text[end:], names)
    return pieces, losses


def _picture_of_cover(block: re.Match[str], said: str, behind: str) -> Iterator[Piece]:
    """The picture of an older cover, which stands in a style alone."""
    if block["name"] == "cover" and not block["close"] and "<img" not in behind.partition("<!--")[0]:
        address = _attributes(said[block.end() :].strip()).get("url")
        if isinstance(address, str):
            yield Piece(f'<p><img src="{escape(address)}" alt=""></p>', is_classic=False)


def _entered(block: re.Match[str], said: str, names: list[str], losses: list[Loss]) -> Iterator[Piece]:
    name = block["name"].removeprefix("core/")
    if block["close"]:
        if name in names:
            del names[len(names) - 1 - names[::-1].index(name) :]
        return
    given = _attributes(said.removesuffix("/"))
    if not _is_plain(name):
        losses.append(Loss(_("unknown block"), name))
    if said.endswith("/"):
        yield from _alone(name, given, losses)
    elif len(names) < MOST_DEEP:
        names.append(name)


def _alone(name: str, given: dict[str, Any], losses: list[Loss]) -> Iterator[Piece]:
    address = given.get("url")
    if isinstance(address, str) and _is_embed(name):
        yield Piece(frame(address), is_classic=False)
    elif name in ("more", "nextpage", "separator", "spacer"):
        return
    elif _is_plain(name):
        losses.append(Loss(_("a block without text of its own"), name))


def _is_plain(name: str) -> bool:
    return name in PLAIN or _is_embed(name)


def _is_embed(name: str) -> bool:
    return name == "embed" or name.startswith("core-embed/")


def _attributes(said: str) -> dict[str, Any]:
    try:
        given = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def _add(pieces: list[Piece], html: str, names: list[str]) -> None:
    if not html.strip():
        return
    inner = names[-1] if names else "freeform"
    if _is_embed(inner):
        html = _ADDRESS_ALONE.sub(lambda found: f">{frame(unescape(found[1]))}<", html)
    pieces.append(Piece(html, is_classic=inner in CLASSIC))


def frame(address: str) -> str:
    """What stands for something shown from another website."""
    return f'<p class="frame"><a href="{escape(address)}">{escape(address)}</a></p>'
