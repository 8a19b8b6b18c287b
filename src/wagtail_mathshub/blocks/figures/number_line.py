"""Number lines: ticks, marked points and jumps."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wagtail_mathshub.blocks.figures.number_line_drawing import drawn
from wagtail_mathshub.blocks.figures.numbers import Number, Style, exact, has_decimals, with_minus, written
from wagtail_mathshub.blocks.figures.svg import figure

MOST_TICKS = 200
MOST_MARKS = 20
MOST_CHARACTERS = 30


@dataclass(frozen=True)
class Point:
    """A marked place on the line; hollow where the number itself does not belong."""

    value: Number
    label: str = ""
    is_filled: bool = True

    def __post_init__(self) -> None:
        exact(self.value)
        _check_label(self.label)


@dataclass(frozen=True)
class Jump:
    """An arc from one number to another; an empty label says how far it goes."""

    start: Number
    end: Number
    label: str = ""

    def __post_init__(self) -> None:
        if exact(self.start) == exact(self.end):
            raise ValueError(_("A jump starts and ends at different numbers."))
        _check_label(self.label)

    @property
    def text(self) -> str:
        """What stands over the arc."""
        return with_minus(self.label.strip()) or self._distance()

    def _distance(self) -> str:
        distance = exact(self.end) - exact(self.start)
        return ("+" if distance > 0 else "") + written(distance)


@dataclass(frozen=True)
class NumberLine:
    """A line from one number to another with a label at each step, and smaller ticks between."""

    start: Number
    end: Number
    step: Number
    smaller_step: Number | None = None
    labels: Style = "decimal"
    points: tuple[Point, ...] = ()
    jumps: tuple[Jump, ...] = ()

    def __post_init__(self) -> None:
        start, end, step = exact(self.start), exact(self.end), exact(self.step)
        if start >= end:
            raise ValueError(_("A number line starts at the smaller number and ends at the larger one."))
        self._check_steps(step, step if self.smaller_step is None else exact(self.smaller_step))
        if self.labels == "decimal" and not (has_decimals(start) and has_decimals(step)):
            raise ValueError(_("These steps have no end as decimals: label the line with fractions."))
        if len(self.points) > MOST_MARKS or len(self.jumps) > MOST_MARKS:
            raise ValueError(_("A number line has up to {most} points and jumps.").format(most=MOST_MARKS))
        for value in self._marked():
            if not start <= value <= end:
                raise ValueError(
                    _("{value} is not on the line, which goes from {start} to {end}.").format(
                        value=written(value), start=written(start), end=written(end)
                    )
                )

    def _check_steps(self, step: Fraction, smaller: Fraction) -> None:
        if step <= 0 or smaller <= 0:
            raise ValueError(_("The steps of a number line must be above 0."))
        if (step / smaller).denominator != 1:
            raise ValueError(_("The smaller ticks must divide a step into equal parts."))
        ticks = (exact(self.end) - exact(self.start)) / smaller
        if ticks > MOST_TICKS:
            raise ValueError(
                _("This line has {count} ticks. Use larger steps: {most} ticks is the most.").format(
                    count=int(ticks) + 1, most=MOST_TICKS
                )
            )

    def _marked(self) -> list[Fraction]:
        ends = [end for jump in self.jumps for end in (jump.start, jump.end)]
        return [exact(value) for value in [*(point.value for point in self.points), *ends]]


def draw(line: NumberLine, *, id: str) -> SafeString:
    """The line as SVG. `id` must be the only one of its kind on the page."""
    body, height = drawn(line)
    return figure(
        id=id, kind="line", title=_("Number line"), description=describe(line), height=height, body=body
    )


def describe(line: NumberLine) -> str:
    """What the drawing shows, in full sentences."""
    style = line.labels
    start, end, step = (written(exact(value), style) for value in (line.start, line.end, line.step))
    sentences = [_("From {start} to {end} in steps of {step}.").format(start=start, end=end, step=step)]
    if line.smaller_step is not None and exact(line.smaller_step) != exact(line.step):
        smaller = written(exact(line.smaller_step), style)
        sentences.append(_("Smaller ticks every {step}.").format(step=smaller))
    sentences += [_point(point, style) for point in line.points]
    sentences += [_jump(jump, style) for jump in line.jumps]
    return " ".join(sentences)


def _point(point: Point, style: Style) -> str:
    if point.label.strip():
        sentence = (
            _("Filled point {label} at {value}.")
            if point.is_filled
            else _("Hollow point {label} at {value}.")
        )
    else:
        sentence = _("Filled point at {value}.") if point.is_filled else _("Hollow point at {value}.")
    return sentence.format(label=with_minus(point.label.strip()), value=written(exact(point.value), style))


def _jump(jump: Jump, style: Style) -> str:
    return _("Jump from {start} to {end}: {label}.").format(
        start=written(exact(jump.start), style), end=written(exact(jump.end), style), label=jump.text
    )


def _check_label(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise ValueError(
            _("“{text}…” is too long to stand on a number line: {most} characters is the most.").format(
                text=text[:20], most=MOST_CHARACTERS
            )
        )
