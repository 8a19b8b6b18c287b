"""What a formula must fulfil before it is converted: short, flat, visible, and without macros."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from wagtail_mathshub.blocks.latex_depth import too_deep_at
from wagtail_mathshub.blocks.latex_faults import LatexFault, fault_at

MOST_CHARACTERS = 2_000

_MACROS = {"newcommand", "renewcommand", "providecommand", "def", "gdef", "let", "global"}
_COLOURS = {"color", "textcolor"}
_REFERENCES = {"label", "eqref"}
_COMMAND = re.compile(r"\\([A-Za-z]+)|\\.|(%)", re.DOTALL)
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_SPACES = {"Zs", "Zl", "Zp"}


def checked(latex: str) -> str:
    """`latex` with plain spaces, one character for each that was there; a `LatexFault` if it is refused."""
    if len(latex) > MOST_CHARACTERS:
        raise LatexFault(
            _("This formula has {count} characters. Split it: {most} is the most.").format(
                count=len(latex), most=MOST_CHARACTERS
            )
        )
    latex = "".join(_visible(latex, index) for index in range(len(latex)))
    if not latex.strip():
        raise LatexFault(_("There is no formula here. Write one, or delete the empty place."))
    _refuse_commands(latex)
    index = too_deep_at(latex)
    if index is not None:
        what = _("Too many brackets and commands stand inside each other. Split the formula.")
        raise fault_at(latex, index, what)
    return latex


def _visible(latex: str, index: int) -> str:
    char = latex[index]
    category = unicodedata.category(char)
    if char in "\t\r\n" or category in _SPACES:
        return " "
    if category in _INVISIBLE:
        what = _("There is an invisible character here. Delete it, or type this part again.")
        raise fault_at(latex, index, what)
    return char


def _refuse_commands(latex: str) -> None:
    for found in _COMMAND.finditer(latex):
        what = _refusal(found[1], is_comment=bool(found[2]))
        if what:
            raise fault_at(latex, found.start(), what)


def _refusal(name: str | None, *, is_comment: bool) -> str:
    if is_comment:
        # LaTeX would silently leave out the rest of the line.
        return _("Write \\% for a per cent sign.")
    if name in _MACROS:
        return _("Commands of your own can't be defined here. Write the formula out.")
    if name in _COLOURS:
        return _("Formulas have no colours, which not everybody sees. Use \\boxed or \\underline.")
    if name in _REFERENCES:
        return _("Formulas can't refer to each other here. Use \\tag{1}, and say “equation (1)” in the text.")
    return ""
