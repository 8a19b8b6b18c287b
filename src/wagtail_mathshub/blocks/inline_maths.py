r"""Formulas inside rich text, between \( and \)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from wagtail_mathshub.blocks.mathml import LatexFault, mathml_or_source, to_mathml

# Possessive, and whatever is never closed ends with the text: broken markup costs one pass and no more.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*+)(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^>\"'])*+(?:>|\Z)",
    re.DOTALL,
)
_VERBATIM = {"code", "pre", "kbd", "samp", "script", "style", "textarea", "math", "svg"}
# The \( of \\( belongs to a line break of LaTeX.
_FORMULA = re.compile(r"(?<!\\)\\\(((?:(?!(?<!\\)\\[()]).)*+)(?<!\\)\\\)", re.DOTALL)


def with_maths(html_text: str, *, xml: bool = False) -> str:
    """The text with its formulas as MathML; what cannot be converted stays readable as source."""
    if "\\(" not in html_text:
        return html_text
    return "".join(
        _FORMULA.sub(lambda found: _converted(found, xml=xml), part) if is_text else part
        for part, is_text in _parts(html_text)
    )


def faults_of(html_text: str) -> list[LatexFault]:
    """What is wrong with the formulas of the text, in their order."""
    if "\\(" not in html_text:
        return []
    found = (_fault(latex) for latex in _formulas(html_text))
    return [fault for fault in found if fault]


def _converted(found: re.Match[str], *, xml: bool) -> str:
    latex = html.unescape(found[1])
    return mathml_or_source(latex, display=False, xml=xml) if latex.strip() else found[0]


def _formulas(html_text: str) -> Iterator[str]:
    for part, is_text in _parts(html_text):
        if is_text:
            yield from (html.unescape(found[1]) for found in _FORMULA.finditer(part))


def _fault(latex: str) -> LatexFault | None:
    try:
        to_mathml(latex, display=False)
    except LatexFault as fault:
        return fault
    return None


def _parts(html_text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of the text, and of each whether formulas may stand in it."""
    at, inside, depth = 0, "", 0
    for found in _MARKUP.finditer(html_text):
        if found.start() > at:
            yield html_text[at : found.start()], not depth
        yield found[0], False
        at = found.end()
        name = (found["name"] or "").lower()
        if not depth and name in _VERBATIM and not found["close"]:
            inside, depth = name, 1
        elif depth and name == inside:
            depth += -1 if found["close"] else 1
    if at < len(html_text):
        yield html_text[at:], not depth
