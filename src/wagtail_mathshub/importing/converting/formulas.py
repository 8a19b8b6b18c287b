r"""Formulas in the words of old pages, however they were delimited there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    text = "".join(run.text for run in inlines)
    parts: list[Inlines | Formula] = []
    before: list[Run] = []
    at = 0
    for start, end, latex, is_display in _found(text, inlines, formulas):
        before += cut(inlines, at, start)
        at = end
        if is_display:
            parts += [tidy(before), Formula(latex)]
            before = []
        else:
            before.append(_look(inlines, start)._replace(text=rf"\({latex}\)"))
    before += cut(inlines, at, len(text))
    parts.append(tidy(before) if at else inlines)
    return [part for part in parts if part]


def inline_formulas(inlines: Inlines, formulas: Formulas) -> Inlines:
    r"""The words with all their formulas between \( and \)."""
    runs: list[Run] = []
    for part in with_formulas(inlines, formulas):
        if isinstance(part, Formula):
            runs += (Run(" " if runs else ""), Run(rf"\({part.latex}\)"), Run(" "))
        else:
            runs += part
    return tidy(runs) if runs else ()


def _found(text: str, inlines: Inlines, formulas: Formulas) -> Iterator[tuple[int, int, str, bool]]:
    if "$" not in text and "\\" not in text and "[" not in text:
        return
    code = _verbatim(inlines)
    for found in _FORMULA.finditer(text):
        kind = found.lastgroup or ""
        latex = " ".join((found[kind] or "").replace("\xa0", " ").split())
        if any(start <= found.start() < end for start, end in code) or not latex:
            continue
        if kind == "dollar" and not _TEX.search(latex):
            continue
        if not formulas.has_room():
            return
        is_alone = found[0].strip() == text.strip()
        is_display = kind in ("dollars", "brackets") or (is_alone and kind in ("shortcode", "wordpress"))
        if _can_be_shown(latex, found[0], kind, formulas.notices, is_display=is_display):
            yield found.start(), found.end(), latex, is_display


def _can_be_shown(latex: str, source: str, kind: str, notices: list[Notice], *, is_display: bool) -> bool:
    try:
        to_mathml(latex, display=is_display)
    except LatexFault as fault:
        if kind != "dollar":
            message = _("A formula stays as text: {fault}").format(fault=fault.message)
            notices.append(Notice("formula", message, source))
        return False
    return "\\(" not in latex and "\\)" not in latex


def _verbatim(inlines: Inlines) -> list[tuple[int, int]]:
    places, at = [], 0
    for run in inlines:
        if CODE in run.marks:
            places.append((at, at + len(run.text)))
        at += len(run.text)
    return places


def cut(inlines: Inlines, start: int, end: int) -> list[Run]:
    """The runs between two places of the whole text."""
    runs, at = [], 0
    for run in inlines:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        if first < last:
            runs.append(run._replace(text=run.text[first:last]))
        at += len(run.text)
    return runs


def _look(inlines: Inlines, place: int) -> Run:
    at = 0
    for run in inlines:
        at += len(run.text)
        if place < at:
            return Run("", href=run.href, is_file=run.is_file)
    return Run("")
