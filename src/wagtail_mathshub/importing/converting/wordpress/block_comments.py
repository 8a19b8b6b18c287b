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

_COMMENT = re.compile(r"<!--(?P<text>[^-]*+(?:-(?!->)[^-]*+)*+)-->")
_BLOCK = re.compile(
    r"\s*(?P<close>/)?wp:(?P<name>[a-z][a-z0-9_/-]*?)(?P<rest>\s.*?|)\s*(?P<alone>/)?\s*", re.DOTALL
)
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
    at = 0
    for found in _COMMENT.finditer(text):
        block = _BLOCK.fullmatch(found["text"])
        if not block:
            continue
        _add(pieces, text[at : found.start()], names)
        at = found.end()
        pieces += _entered(block, names, losses)
    _add(pieces, text[at:], names)
    return pieces, losses


def _entered(block: re.Match[str], names: list[str], losses: list[Loss]) -> Iterator[Piece]:
    name = block["name"].removeprefix("core/")
    if block["close"]:
        if name in names:
            del names[len(names) - 1 - names[::-1].index(name) :]
        return
    given = _attributes(block["rest"])
    if not _is_plain(name):
        losses.append(Loss(_("unknown block"), name))
    if block["alone"]:
        yield from _alone(name, given, losses)
        return
    names.append(name)
    if name == "cover" and isinstance(given.get("url"), str):
        # Older covers have their picture in a style; the parser drops the second of two.
        yield Piece(f'<p><img src="{escape(given["url"])}" alt=""></p>', is_classic=False)


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
