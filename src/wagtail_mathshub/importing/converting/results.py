"""What converting gives: text, and what was lost on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail_mathshub.importing.findings import Loss, Notice


@dataclass(frozen=True)
class CleanPage:
    """A page's own text as safe HTML of few elements, with absolute addresses."""

    html: str
    losses: tuple[Loss, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Blocks:
    """The stored JSON of a body's stream, without ids; files stand as `media:` and their address."""

    items: list[dict[str, Any]]
    losses: tuple[Loss, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class RichText:
    """What a rich text column holds; links to other pages stand as their absolute addresses."""

    html: str
    losses: tuple[Loss, ...] = ()
    notices: tuple[Notice, ...] = ()
