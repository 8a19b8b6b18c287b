r"""Formulas in the words of old pages, however they were delimited there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from django.utils.translation import gettext as _

from wagtail_mathshub.blocks.mathml import LatexFault, to_mathml
from wagtail_mathshub.importing.converting.document import CODE, Inlines, Run, tidy
from wagtail_mathshub.importing.findings import Notice

# As many formulas as a page of this size can need; what is behind them stays as it is written.
MOST_FORMULAS = 2_000
_FORMULA = re.compile(
    r"(?<!\\)\$\$(?P<dollars>(?:(?!\$\$).){1,2000}?)\$\$"
    r"|(?<!\\)\\\[(?P<brackets>(?:(?!\\[\[\]]).){1,2000}?)\\\]"
    r"|(?<!\\)\\\((?P<round>(?:(?!\\[()]).){1,2000}?)\\\)"
    r"|\[(?P<code>latex|math|tex)\](?P<shortcode>(?:(?!\[/?(?P=code)\]).){1,2000}?)\[/(?P=code)\]"
    r"|\$latex[\s\xa0](?P<wordpress>[^$]{1,2000}?)(?<!\\)\$"
    r"|(?<![\\$\w])\$(?P<dollar>[^\s$][^$\n]{0,300}?)(?<![\\\s])\$(?![\d$])",
    re.DOTALL,
)
_TEX = re.compile(r"\\[a-zA-Z]{2,}|[\^_]\{|[a-zA-Z0-9)]\^")


@dataclass(frozen=True)
class Formula:
    """A formula on a line of its own."""

    latex: str


@dataclass
class Formulas:
    """How many formulas of a page have been read, and what is wrong with them."""

    notices: list[Notice]
    read: int = 0

    def has_room(self) -> bool:
        """Count one more formula; False once there are too many."""
        self.read += 1
        if self.read == MOST_FORMULAS + 1:
            message = _("This page has more than {most} formulas. The others stay as text.").format(
                most=MOST_FORMULAS
            )
            self.notices.append(Notice("formulas", message))
        return self.read <= MOST_FORMULAS


def with_formulas(inlines: Inlines, formulas: Formulas) -> list[Inlines | Formula]:
    r"""The words, parted by the formulas that stand on lines of their own; others stand between \( and \)."""
    words = _Words(inlines)
    parts: list[Inlines | Formula] = []
    before: list[Run] = []
    at = 0
    for start, end, found in _found(words, formulas):
        before += words.cut(at, start)
        at = end
        if isinstance(found, Formula):
            parts += [tidy(before), found]
            before = []
        else:
            before.append(words.at(start)._replace(text=found, marks=frozenset()))
    if not at:
        return [inlines] if inlines else []
    before += words.cut(at, len(words.text))
    parts.append(tidy(before))
    return [part for part in parts if part]


class _Words:
    """The text of several runs as one, and the runs at its places."""

    def __init__(self, inlines: Inlines) -> None:
        self.inlines = inlines
        self.text = "".join(run.text for run in inlines)
        self.starts = [0, *accumulate(len(run.text) for run in inlines)]

    def at(self, place: int) -> Run:
        """The run in which a place of the text lies."""
        return self.inlines[bisect_right(self.starts, place) - 1]

    def cut(self, start: int, end: int) -> Iterator[Run]:
        """The runs between two places of the text."""
        number = bisect_right(self.starts, start) - 1
        while number < len(self.inlines) and self.starts[number] < end:
            run, begin = self.inlines[number], self.starts[number]
            text = run.text[max(start - begin, 0) : end - begin]
            if text:
                yield run._replace(text=text)
            number += 1


def inline_formulas(inlines: Inlines, formulas: Formulas) -> Inlines:
    r"""The words with all their formulas between \( and \)."""
    runs: list[Run] = []
    for part in with_formulas(inlines, formulas):
        if isinstance(part, Formula):
            runs += (Run(" " if runs else ""), Run(rf"\({part.latex}\)"), Run(" "))
        else:
            runs += part
    return tidy(runs) if runs else ()


def _found(words: _Words, formulas: Formulas) -> Iterator[tuple[int, int, Formula | str]]:
    text = words.text
    if "$" not in text and "\\" not in text and "[" not in text:
        return
    for found in _FORMULA.finditer(text):
        kind = found.lastgroup or ""
        latex = " ".join((found[kind] or "").replace("\xa0", " ").split())
        if not latex or CODE in words.at(found.start()).marks:
            continue
        if kind == "dollar" and not _TEX.search(latex):
            continue
        if not formulas.has_room():
            return
        is_alone = found[0].strip() == text.strip()
        is_display = kind in ("dollars", "brackets") or (is_alone and kind in ("shortcode", "wordpress"))
        if _can_be_shown(latex, found[0], kind, formulas.notices, is_display=is_display):
            shown = Formula(latex) if is_display else rf"\({latex}\)"
            yield found.start(), found.end(), shown
        elif kind == "round":
            # It would be refused at this place, and is read as LaTeX between dollars too.
            yield found.start(), found.end(), f"${latex}$"


def _can_be_shown(latex: str, source: str, kind: str, notices: list[Notice], *, is_display: bool) -> bool:
    try:
        to_mathml(latex, display=is_display)
    except LatexFault as fault:
        if kind != "dollar":
            message = _("A formula stays as text: {fault}").format(fault=fault.message)
            notices.append(Notice("formula", message, source))
        return False
    return "\\(" not in latex and "\\)" not in latex
