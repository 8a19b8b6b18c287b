"""Bar models: bars of parts, drawn to one scale."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.blocks.figures.bar_drawing import drawn
from wagtail_mathshub.blocks.figures.numbers import Number, exact, with_minus, written
from wagtail_mathshub.blocks.figures.svg import figure

Shade = Literal["hollow", "filled", "second"]

MOST_BARS = 4
MOST_PARTS = 24
MOST_CHARACTERS = 40


@dataclass(frozen=True)
class Part:
    """A stretch of a bar as long as its value; without a label it stays empty."""

    label: str
    value: Number
    shade: Shade = "hollow"

    def __post_init__(self) -> None:
        _check_label(self.label)
        if exact(self.value) <= 0:
            raise ValueError(_("Each part of a bar needs a number above 0, which says how long it is."))

    @property
    def size(self) -> Fraction:
        """The value, exactly."""
        return exact(self.value)

    @property
    def text(self) -> str:
        """What stands in the part."""
        return with_minus(self.label.strip())


@dataclass(frozen=True)
class Bar:
    """A row of parts, with a name, and a brace that says how much they are together."""

    parts: tuple[Part, ...]
    name: str = ""
    total: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.parts) <= MOST_PARTS:
            raise ValueError(_("A bar has 1 to {most} parts.").format(most=MOST_PARTS))
        _check_label(self.name)
        _check_label(self.total)

    @property
    def size(self) -> Fraction:
        """How long the bar is."""
        return sum((part.size for part in self.parts), Fraction(0))


@dataclass(frozen=True)
class BarModel:
    """Up to four bars, with a brace beside them for what they are altogether."""

    bars: tuple[Bar, ...] = field(default=())
    total: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.bars) <= MOST_BARS:
            raise ValueError(_("A bar model has 1 to {most} bars.").format(most=MOST_BARS))
        _check_label(self.total)

    @property
    def longest(self) -> Fraction:
        """How long the longest bar is."""
        return max(bar.size for bar in self.bars)


def draw(model: BarModel, *, id: str) -> SafeString:
    """The model as SVG. `id` must be the only one of its kind on the page."""
    body, height = drawn(model)
    return figure(
        id=id, kind="bars", title=_("Bar model"), description=describe(model), height=height, body=body
    )


def describe(model: BarModel) -> str:
    """What the drawing shows, in full sentences."""
    count = len(model.bars)
    sentences = [ngettext("{count} bar.", "{count} bars.", count).format(count=count)]
    sentences += [_bar(bar, number, model.longest) for number, bar in enumerate(model.bars, 1)]
    if model.total.strip():
        sentences.append(_("All bars together: {total}.").format(total=with_minus(model.total.strip())))
    return " ".join(sentences)


def _bar(bar: Bar, number: int, longest: Fraction) -> str:
    name = bar.name.strip() or _("Bar {number}").format(number=number)
    runs = [
        list(parts) for _key, parts in groupby(bar.parts, key=lambda part: (part.text, part.size, part.shade))
    ]
    parts = ", ".join(_run(run, longest) for run in runs)
    text = _("{name}: {parts}.").format(name=name, parts=parts)
    if bar.total.strip():
        text += " " + _("{name} in all: {total}.").format(name=name, total=with_minus(bar.total.strip()))
    return text


def _run(run: list[Part], longest: Fraction) -> str:
    part, count = run[0], len(run)
    if part.text:
        shown = ngettext("{text}", "{count} equal parts of {text}", count)
    else:
        shown = ngettext("a part without a label", "{count} equal parts without a label", count)
    shown = shown.format(count=count, text=part.text)
    notes = []
    if part.text != written(part.size):
        # The length is what everybody else sees; the number may be the answer.
        percent = max(1, round(100 * part.size / longest))
        share = ngettext(
            "about {percent}% of the longest bar", "each about {percent}% of the longest bar", count
        )
        notes.append(share.format(percent=percent))
    if part.shade != "hollow":
        notes.append(_("shaded") if part.shade == "filled" else _("in the second shade"))
    return f"{shown} ({', '.join(notes)})" if notes else shown


def _check_label(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise ValueError(
            _("“{text}…” is too long to stand in a drawing: {most} characters is the most.").format(
                text=text[:20], most=MOST_CHARACTERS
            )
        )
