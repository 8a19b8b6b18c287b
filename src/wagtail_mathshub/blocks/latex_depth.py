"""How deeply the parts of a formula stand inside each other, counted before anything recurses over them."""

from __future__ import annotations

import re

DEEPEST = 50

_TOKEN = re.compile(
    r"\\(?P<env>begin|end)\s*\{[^{}]*\}|\\(?P<name>operatorname\*?|[A-Za-z]+)|\\.|(?P<char>\S)", re.DOTALL
)
_ONE = """
    acute angl bar bcancel Bbb bm bold boldsymbol boxed bra Bra braket Braket breve cancel check cramped ddddot
    dddot ddot dot emph fbox frak grave hat hphantom ket Ket mathbb mathbf mathbin mathcal mathclose mathfrak
    mathinner mathit mathop mathopen mathord mathpunct mathrel mathring mathrm mathscr mathsf mathtt not
    operatorname operatorname* operatornamewithlimits overbrace overbracket overgroup overleftarrow overleftharpoon
    overleftrightarrow overline overparen overrightarrow Overrightarrow overrightharpoon phantom phase pmod pod
    set Set slashed sqrt symbf text textbf textit textrm textsc textsf texttt tilde underbar underbrace
    underbracket undergroup underleftarrow underleftrightarrow underline underparen underrightarrow utilde vec
    vertoverlay vphantom widecheck widehat widetilde xcancel
"""
_TWO = "binom cfrac dbinom dfrac frac overset raisebox stackrel tbinom tfrac underset"
_MORE = {"prescript": 3, "sideset": 3, "mathchoice": 4, "genfrac": 6}
_ARGUMENTS = dict.fromkeys(_ONE.split(), 1) | dict.fromkeys(_TWO.split(), 2) | _MORE
_ARROW = re.compile(r"x[a-zA-Z]*(?:arrow|harpoon|equal|mapsto|tofrom)[a-z]*", re.ASCII)
_SWITCHES = {
    "bf", "cal", "it", "rm", "sf", "tt",
    "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle",
}  # fmt: skip
_DELIMITED = re.compile(r"middle|[bB]igg?[lmr]?")
_OPENS = {"{": "}", "left": "right", "begin": "end", "begingroup": "endgroup"}
_CLOSES = set(_OPENS.values())
_GROUPS = _CLOSES | {"]"}
_SWITCH = "switch"


class _Nesting:
    """What is open: groups by what closes them, and commands by how many arguments they still await."""

    def __init__(self) -> None:
        self.frames: list[str | int] = []

    def open(self, frame: str | int) -> None:
        self.frames.append(frame)

    def atom(self) -> None:
        """One thing is complete, and with it each command that waited for no more than this."""
        while self.frames and isinstance(self.frames[-1], int):
            waiting = self.frames.pop()
            if isinstance(waiting, int) and waiting > 1:
                self.frames.append(waiting - 1)
                return

    def close(self, closer: str) -> None:
        self.drop_switches()
        if self.frames and self.frames[-1] == closer:
            self.frames.pop()
        self.atom()

    def group(self) -> str | int | None:
        """The innermost group, by what closes it."""
        return next((frame for frame in reversed(self.frames) if frame in _GROUPS), None)

    def end_option(self) -> None:
        """Close the optional argument of a command that still awaits its own."""
        self.drop_switches()
        self.frames.pop()

    def drop_switches(self) -> None:
        """Leave what ends with the group or the cell it stands in."""
        while self.frames and self.frames[-1] not in _GROUPS:
            self.frames.pop()


def too_deep_at(latex: str) -> int | None:
    """The index at which the nesting exceeds the deepest allowed, or None."""
    nesting, before = _Nesting(), ""
    for found in _TOKEN.finditer(latex):
        part = found["env"] or found["name"] or found["char"] or found[0]
        if not (before in ("left", "right") or _DELIMITED.fullmatch(before)):
            _step(nesting, part, before)
            before = part
        else:
            before = ""
        if len(nesting.frames) > DEEPEST:
            return found.start()
    return None


def _step(nesting: _Nesting, part: str, before: str) -> None:
    if part in _OPENS:
        nesting.open(_OPENS[part])
    elif part in _CLOSES:
        nesting.close(part)
    elif part == "[" and (before == "sqrt" or _ARROW.fullmatch(before)):
        nesting.open("]")
    elif part == "]" and nesting.group() == "]":
        nesting.end_option()
    elif part in ("&", "\\\\"):
        nesting.drop_switches()
    elif part in ("^", "_"):
        nesting.open(1)
    elif part in _ARGUMENTS or _ARROW.fullmatch(part):
        nesting.open(_ARGUMENTS.get(part, 1))
    elif part in _SWITCHES:
        nesting.open(_SWITCH)
    elif not _DELIMITED.fullmatch(part):
        nesting.atom()
