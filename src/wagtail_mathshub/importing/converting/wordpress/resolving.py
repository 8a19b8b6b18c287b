"""Block comments, shortcodes and empty lines, in the order in which WordPress itself reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wagtail_mathshub.importing.converting.wordpress.block_comments import Piece, pieces_of
from wagtail_mathshub.importing.converting.wordpress.paragraphs import with_paragraphs
from wagtail_mathshub.importing.converting.wordpress.shortcodes import with_shortcodes
from wagtail_mathshub.importing.findings import Loss, Notice
from wagtail_mathshub.importing.source_pages import Attachment


@dataclass
class Resolved:
    """HTML without anything of WordPress's own, and what could not be resolved."""

    html: str
    losses: list[Loss] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def resolved(text: str, attachments: Mapping[str, Attachment]) -> Resolved:
    """The HTML that WordPress would have made of its stored text."""
    result = Resolved("")
    pieces, result.losses = pieces_of(text)
    result.html = "".join(_resolved(piece, attachments, result) for piece in pieces)
    return result


def _resolved(piece: Piece, attachments: Mapping[str, Attachment], result: Resolved) -> str:
    html, losses, notices = with_shortcodes(piece.html, attachments)
    result.losses += losses
    result.notices += notices
    return with_paragraphs(html) if piece.is_classic else html
