"""Reusable blocks of WordPress, put where the pages name them."""

from __future__ import annotations

import re
from collections.abc import Callable

import orjson
from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Notice

_REFERENCE = re.compile(r"<!--\s*wp:block\s+(\{[^{}]{0,500}\})\s*/?-->")

FindBlock = Callable[[str], str | None]


def with_blocks(html: str, find: FindBlock, most_characters: int) -> tuple[str, list[Notice]]:
    """A page's text with the blocks that it names, and theirs; `find` gives a block's text by its number.

    Blocks that hold themselves, that are not in the export, or that would make the page longer than
    `most_characters` are left out, each with a notice.
    """
    if "wp:block" not in html:
        return html, []
    expander = _Expander(find, most_characters - len(html))
    return expander.expand(html, ()), list(expander.notices.values())


class _Expander:
    def __init__(self, find: FindBlock, left: int) -> None:
        self._find, self._left = find, left
        self.notices: dict[str, Notice] = {}

    def expand(self, html: str, inside: tuple[str, ...]) -> str:
        parts: list[str] = []
        at = 0
        for found in _REFERENCE.finditer(html):
            parts += [html[at : found.start()], self._block(found, inside)]
            at = found.end()
        return "".join([*parts, html[at:]])

    def _block(self, found: re.Match[str], inside: tuple[str, ...]) -> str:
        number = _number(found[1])
        content = self._find(number) if number else None
        if content is None:
            return self._leave_out(found, _("A reusable block of this page is not in the export."))
        if number in inside:
            return self._leave_out(found, _("A reusable block of this page holds itself. It is shown once."))
        if len(content) > self._left or len(inside) > 20:
            return self._leave_out(
                found, _("The reusable blocks of this page are too long. Some were left out.")
            )
        self._left -= len(content)
        return self.expand(content, (*inside, number))

    def _leave_out(self, found: re.Match[str], message: str) -> str:
        self.notices.setdefault(message + found[1], Notice("reusable_block", message, found[0]))
        return ""


def _number(attributes: str) -> str:
    try:
        number = orjson.loads(attributes).get("ref")
    except orjson.JSONDecodeError:
        return ""
    return str(number) if isinstance(number, int | str) else ""
