"""Bar models and number lines, drawn from numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks

from wagtail_mathshub.blocks.base import DataBlock
from wagtail_mathshub.blocks.figures import bar_model, number_line
from wagtail_mathshub.blocks.figures.numbers import read_number, written
from wagtail_mathshub.publishing.references import Found

SHADES = [
    ("hollow", _("Empty")),
    ("filled", _("Filled")),
    ("second", _("Second colour")),
]
STYLES = [
    ("integer", _("Whole numbers")),
    ("decimal", _("Decimals")),
    ("fraction", _("Fractions")),
]
NUMBER_HELP = _("Like 3, -2, 0.25 or 1/2.")


def number_block(label: Any, **kwargs: Any) -> blocks.CharBlock:
    """A number as people write it."""
    return blocks.CharBlock(label=label, max_length=30, **kwargs)


class FigureShape(BaseModel):
    """A drawing with the sentence that says what it shows."""

    caption: str
    svg: str = Field(description="An SVG element with a role, a name and classes, and no style of its own.")
    description: str = Field(description="All that the drawing shows, in words.")


class PartShape(BaseModel):
    """A part of a bar."""

    label: str
    value: str = Field(description="How long it is, as a number.")
    shade: str


class BarShape(BaseModel):
    """A bar of parts."""

    name: str
    total: str
    parts: list[PartShape]


class BarModelShape(FigureShape):
    """A bar model: the numbers, and the drawing made from them."""

    bars: list[BarShape]
    total: str


class PointShape(BaseModel):
    """A marked place on a number line."""

    value: str
    label: str
    is_hollow: bool


class JumpShape(BaseModel):
    """An arc from one number to another."""

    start: str
    end: str
    label: str


class NumberLineShape(FigureShape):
    """A number line: the numbers, and the drawing made from them."""

    start: str
    end: str
    step: str
    smaller_step: str
    labels: str
    points: list[PointShape]
    jumps: list[JumpShape]


class DrawnBlock(DataBlock):
    """A drawing made from numbers; faults in them are said to the editor, and leave nothing to show."""

    def model_of(self, shown: dict[str, Any]) -> Any:
        """What is to be drawn. ValueError, with a sentence for the editor, where it cannot be."""
        raise NotImplementedError

    draw: Callable[..., str]
    describe: Callable[..., str]

    def clean(self, value: Any) -> Any:
        """Refuse numbers that cannot be drawn, with the reason."""
        cleaned = super().clean(value)
        try:
            self.model_of(self.get_prep_value(cleaned))
        except ValueError as error:
            raise blocks.StructBlockValidationError(non_block_errors=[ValidationError(str(error))]) from error
        return cleaned

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The numbers with the drawing."""
        return self._drawn(super().represent(raw, found) or {}, "figure")

    def represent_item(self, item: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The same, with names inside the drawing that no other drawing on the page has."""
        shown = super().represent(item["value"], found) or {}
        return self._drawn(shown, f"figure-{str(item.get('id') or '')[:8] or 'x'}")

    def _drawn(self, shown: dict[str, Any], name: str) -> dict[str, Any] | None:
        try:
            model = self.model_of(shown)
        except ValueError:
            return None
        kind = type(self)
        return shown | {"svg": kind.draw(model, id=name), "description": kind.describe(model)}


def _part(raw: dict[str, Any]) -> bar_model.Part:
    shade = raw.get("shade")
    return bar_model.Part(
        raw.get("label") or "",
        read_number(raw.get("value") or ""),
        shade if shade in dict(SHADES) else "hollow",
    )


def _jump(raw: dict[str, Any], style: Any) -> number_line.Jump:
    start, end = read_number(raw.get("start") or ""), read_number(raw.get("end") or "")
    distance = ("+" if end > start else "") + written(end - start, style)
    return number_line.Jump(start, end, raw.get("label") or distance)


class BarModelBlock(DrawnBlock):
    """Bars of parts, drawn to one scale."""

    bars = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("name", blocks.CharBlock(label=_("name"), required=False, max_length=40)),
                (
                    "parts",
                    blocks.ListBlock(
                        blocks.StructBlock(
                            [
                                ("label", blocks.CharBlock(label=_("in it"), required=False, max_length=40)),
                                ("value", number_block(_("how long"), help_text=NUMBER_HELP)),
                                (
                                    "shade",
                                    blocks.ChoiceBlock(label=_("shade"), choices=SHADES, default="hollow"),
                                ),
                            ]
                        ),
                        label=_("parts"),
                        min_num=1,
                    ),
                ),
                ("total", blocks.CharBlock(label=_("together"), required=False, max_length=40)),
            ]
        ),
        label=_("bars"),
        min_num=1,
        max_num=bar_model.MOST_BARS,
    )
    total = blocks.CharBlock(label=_("all bars together"), required=False, max_length=40)
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=200)
    schema = BarModelShape
    draw = staticmethod(bar_model.draw)
    describe = staticmethod(bar_model.describe)

    class Meta:
        icon = "table"
        label = _("Bar model")
        description = _("Bars of parts, drawn to scale from your numbers, and read out in words.")
        template = "wagtail_mathshub/blocks/figure.html"
        preview_value = {
            "bars": [
                {
                    "name": "Ana",
                    "parts": [
                        {"label": "12", "value": "12", "shade": "filled"},
                        {"label": "?", "value": "8", "shade": "hollow"},
                    ],
                    "total": "20",
                }
            ],
            "total": "",
            "caption": "Ana has 20 beads. 12 are red.",
        }

    def model_of(self, shown: dict[str, Any]) -> bar_model.BarModel:
        """The bars."""
        bars = [_inner(bar) for bar in _items(shown.get("bars"))]
        return bar_model.BarModel(
            tuple(
                bar_model.Bar(
                    tuple(_part(_inner(part)) for part in _items(bar.get("parts"))),
                    name=bar.get("name") or "",
                    total=bar.get("total") or "",
                )
                for bar in bars
            ),
            total=shown.get("total") or "",
        )


class NumberLineBlock(DrawnBlock):
    """A line of numbers with points and jumps."""

    start = number_block(_("from"), help_text=NUMBER_HELP)
    end = number_block(_("to"))
    step = number_block(_("a label every"), default="1")
    smaller_step = number_block(_("smaller ticks every"), required=False)
    labels = blocks.ChoiceBlock(label=_("labels"), choices=STYLES, default="decimal")
    points = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("value", number_block(_("at"))),
                ("label", blocks.CharBlock(label=_("label"), required=False, max_length=30)),
                (
                    "is_hollow",
                    blocks.BooleanBlock(label=_("hollow: the number itself does not belong"), required=False),
                ),
            ]
        ),
        label=_("points"),
        default=[],
    )
    jumps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("start", number_block(_("from"))),
                ("end", number_block(_("to"))),
                ("label", blocks.CharBlock(label=_("label"), required=False, max_length=30)),
            ]
        ),
        label=_("jumps"),
        default=[],
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=200)
    schema = NumberLineShape
    draw = staticmethod(number_line.draw)
    describe = staticmethod(number_line.describe)

    class Meta:
        icon = "minus"
        label = _("Number line")
        description = _("Drawn from your numbers, with points and jumps, and read out in words.")
        template = "wagtail_mathshub/blocks/figure.html"
        preview_value = {
            "start": "0",
            "end": "1",
            "step": "1/4",
            "smaller_step": "",
            "labels": "fraction",
            "points": [{"value": "3/4", "label": "A", "is_hollow": False}],
            "jumps": [{"start": "0", "end": "1/2", "label": ""}],
            "caption": "Three quarters on a number line",
        }

    def model_of(self, shown: dict[str, Any]) -> number_line.NumberLine:
        """The line."""
        points = [_inner(point) for point in _items(shown.get("points"))]
        jumps = [_inner(jump) for jump in _items(shown.get("jumps"))]
        style: Any = shown.get("labels") if shown.get("labels") in dict(STYLES) else "decimal"
        return number_line.NumberLine(
            start=read_number(shown.get("start") or ""),
            end=read_number(shown.get("end") or ""),
            step=read_number(shown.get("step") or ""),
            smaller_step=read_number(shown["smaller_step"]) if shown.get("smaller_step") else None,
            labels=style,
            points=tuple(
                number_line.Point(
                    read_number(point.get("value") or ""),
                    point.get("label") or "",
                    is_filled=not point.get("is_hollow"),
                )
                for point in points
            ),
            jumps=tuple(_jump(jump, style) for jump in jumps),
        )


def _items(rows: Any) -> list[Any]:
    return list(rows or [])


def _inner(row: Any) -> dict[str, Any]:
    # Stored lists wrap each item; what `represent` has made does not.
    return row["value"] if isinstance(row, dict) and row.get("type") == "item" else row
