"""Words in square brackets that stand for captions, galleries, films and sound."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.converting.wordpress.shortcode_media import MAKERS, Shortcode
from wagtail_mathshub.importing.findings import Loss, Notice
from wagtail_mathshub.importing.source_pages import Attachment

_OPEN = re.compile(
    r"\[(?P<escaped>\[)?(?P<name>[a-zA-Z][\w-]*+)(?P<rest>(?:[\s=][^\[\]]*+)?)(?P<alone>/)?\](?(escaped)\])"
)
_CLOSE = re.compile(r"\[/([a-zA-Z][\w-]*+)\]")
_GIVEN = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))|"([^"]*)"|([^\s"']+)""")
_VERBATIM = re.compile(r"<(pre|code|script|style|textarea)\b", re.IGNORECASE)
_MATHS = {"latex", "math", "tex"}


def with_shortcodes(text: str, attachments: Mapping[str, Attachment]) -> tuple[str, list[Loss], list[Notice]]:
    """The HTML with its shortcodes resolved; what is not known stays as text."""
    reader = _Reader(attachments)
    return reader.resolved(text), list(reader.losses), reader.notices


class _Reader:
    def __init__(self, attachments: Mapping[str, Attachment]) -> None:
        self.attachments = attachments
        self.losses: dict[Loss, None] = {}
        self.notices: list[Notice] = []

    def resolved(self, text: str) -> str:
        """The text outside of code with its shortcodes resolved."""
        out, at = [], 0
        while opened := _VERBATIM.search(text, at):
            out.append(self._shortcodes(text[at : opened.start()]))
            closed = re.compile(rf"</{opened[1]}\s*>", re.IGNORECASE).search(text, opened.end())
            at = closed.end() if closed else len(text)
            out.append(text[opened.start() : at])
        return "".join((*out, self._shortcodes(text[at:])))

    def _shortcodes(self, text: str) -> str:
        out, at = [], 0
        closed = {name.lower() for name in _CLOSE.findall(text)}
        while found := _OPEN.search(text, at):
            out.append(text[at : found.start()])
            made, at = self._one(text, found, closed)
            out.append(made)
        return "".join((*out, text[at:]))

    def _one(self, text: str, found: re.Match[str], closed: set[str]) -> tuple[str, int]:
        name = found["name"].lower()
        if found["escaped"]:
            return found[0][1:-1], found.end()
        maker = MAKERS.get(name)
        if maker is None:
            self._note_unknown(name, found, is_closed=name in closed)
            return found[0], found.end()
        inside, end = "", found.end()
        closing = f"[/{found['name']}]"
        place = -1 if found["alone"] or name not in closed else text.find(closing, found.end())
        if place >= 0:
            inside, end = text[found.end() : place], place + len(closing)
        else:
            closed.discard(name)
        shortcode = Shortcode(name, _given(found["rest"]), inside, self.attachments)
        made = maker(shortcode)
        self.losses |= dict.fromkeys(shortcode.losses)
        self.notices += shortcode.notices
        if made is None:
            self.losses[Loss(_("a shortcode that says too little"), text[found.start() : end][:200])] = None
            return text[found.start() : end], end
        return made, end

    def _note_unknown(self, name: str, found: re.Match[str], *, is_closed: bool) -> None:
        looks_like_one = is_closed or "=" in found["rest"] or "_" in name
        if looks_like_one and name not in _MATHS:
            self.losses[Loss(_("unknown shortcode"), found[0][:200])] = None


def _given(said: str) -> dict[str, str]:
    """What a shortcode says by name, and by "0", "1" … where it gives no names."""
    given: dict[str, str] = {}
    number = 0
    for name, double, single, bare, quoted, alone in _GIVEN.findall(unescape(said).replace("”", '"')):
        if name:
            given[name.lower()] = double or single or bare
        else:
            given[str(number)] = quoted or alone
            number += 1
    return given
