"""What is wrong with a formula, where, and what to do: in an editor's words."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CONTEXT = 12

# What math-core says, and what an editor can do about it. The first that fits counts.
_EXPLANATIONS: list[tuple[re.Pattern[str], Promise]] = [
    (re.compile(said), sentence)
    for said, sentence in (
        (
            r"^Unknown command",
            gettext_lazy("This command isn't known. Check its spelling, or put words into \\text{...}."),
        ),
        (
            r"^Unknown environment",
            gettext_lazy(
                "This environment isn't known. Use aligned, cases, array, matrix, pmatrix or another matrix."
            ),
        ),
        (
            r"^Expected closing token",
            gettext_lazy("Something before this point is opened and never closed: close each { with a }."),
        ),
        (
            r"^Unmatched closing|^Mismatched|^Expected \"\\end",
            gettext_lazy("This closes something that was not opened, or was opened in another way."),
        ),
        (
            r"^Expected argument",
            gettext_lazy("Something is missing here. A fraction needs two parts, as in \\frac{1}{2}."),
        ),
        (
            r"^Duplicate subscript",
            gettext_lazy("Two powers or two subscripts follow each other: put braces, as in {x^2}^3."),
        ),
        (
            r"^'\^' or '_'",
            gettext_lazy("Put braces round the whole power or subscript, as in x^{-2}."),
        ),
        (
            r"^Found \"&\"",
            gettext_lazy("Write \\& for an and sign. A bare & belongs into aligned, cases or a matrix."),
        ),
        (
            r"^Found \"\\[hd]",
            gettext_lazy("A line across belongs to the start of a row, right after \\\\."),
        ),
        (
            r"^Found \"\\tag",
            gettext_lazy(
                "A \\tag belongs into an environment, as in \\begin{align} ... \\tag{1} \\end{align}."
            ),
        ),
        (
            r"^Found \"",
            gettext_lazy(
                "This command doesn't fit here: \\limits, for one, only follows \\sum, \\int and the like."
            ),
        ),
        (
            r"^There must be a parenthesis",
            gettext_lazy(
                "A bracket is missing here, as in \\left( ... \\right). A full stop stands for none."
            ),
        ),
        (
            r"\$|[Mm]ath mode within text",
            gettext_lazy(
                "Leave out the dollar signs: everything here is maths. Write \\$ for a dollar sign."
            ),
        ),
        (r"'#'|[Pp]arameter", gettext_lazy("Write \\# for a hash sign.")),
        (
            r"^Not valid in math mode",
            gettext_lazy("This command works only inside \\text{...}."),
        ),
        (
            r"^Not valid in text mode",
            gettext_lazy("This command doesn't work inside \\text{...}: close the text before it."),
        ),
        (
            r"length|unit",
            gettext_lazy("A length is needed here, such as 2em."),
        ),
        (
            r"column specification|non-special ASCII",
            gettext_lazy("Say how the columns are aligned with l, c, r and |, as in \\begin{array}{r|l}."),
        ),
        (
            r"Direct Unicode input",
            gettext_lazy("This sign can't be typed directly: write its command, such as \\sqrt{2}."),
        ),
    )
]


class LatexFault(ValueError):
    """A formula that cannot be shown, with a sentence for its editor."""

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


def fault_at(latex: str, index: int, what: str) -> LatexFault:
    """The fault `what`, with its place: `index` counts from 0, editors count from 1."""
    position = min(index, len(latex)) + 1
    near = latex[max(0, index - CONTEXT) : index + CONTEXT]
    near = "".join(char if char.isprintable() else " " for char in near).strip()
    return LatexFault(
        _("{what} (Character {position}, near “{near}”.)").format(what=what, position=position, near=near),
        position,
    )


def explained(latex: str, said: str) -> LatexFault:
    """The fault behind what math-core says, which is `index: sentence`."""
    index, _colon, sentence = said.partition(": ")
    if not index.isdigit():
        return LatexFault(_("This formula can't be read. Check it against the examples."))
    for pattern, explanation in _EXPLANATIONS:
        if pattern.search(sentence):
            return fault_at(latex, int(index), str(explanation))
    return fault_at(latex, int(index), _("The formula can't be read from here on."))
