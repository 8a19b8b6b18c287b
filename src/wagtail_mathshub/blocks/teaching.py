"""Blocks for people who teach maths: formulas, worked examples, questions, misconceptions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks

from wagtail_mathshub.blocks.base import DataBlock
from wagtail_mathshub.blocks.formulas import latex_error, rich_text_error
from wagtail_mathshub.blocks.mathml import mathml_or_source
from wagtail_mathshub.blocks.text import prose_block
from wagtail_mathshub.publishing.references import Found

LATEX_MAX = 2000
LATEX_HELP = _(r"In LaTeX, like \frac{1}{2} or x^2. Within a text, write a formula between \( and \).")


def latex_block(label: Any, **kwargs: Any) -> blocks.TextBlock:
    """A formula on its own."""
    return blocks.TextBlock(label=label, max_length=LATEX_MAX, rows=2, help_text=LATEX_HELP, **kwargs)


def display_maths(latex: str, found: Found, *, spoken: str = "") -> str:
    """A formula as MathML on a line of its own; "" for none."""
    if not latex.strip():
        return ""
    return mathml_or_source(latex, display=True, spoken=spoken, xml=found.viewpoint.xml)


class MathsShape(BaseModel):
    """A formula on a line of its own."""

    latex: str = Field(description="The source, as the editor wrote it.")
    spoken: str = Field(description="The formula in words; may be empty.")
    mathml: str = Field(
        description="MathML Core, or the source in a code element where it cannot be converted."
    )


class MathsBlock(DataBlock):
    """A formula on a line of its own."""

    latex = latex_block(_("formula"))
    spoken = blocks.CharBlock(
        label=_("in words"),
        required=False,
        max_length=300,
        help_text=_("For readers whose software shows no formulas, like: one half of x squared."),
    )
    schema = MathsShape
    latex_fields = ("latex",)

    class Meta:
        icon = "superscript"
        label = _("Formula")
        description = _("A formula on a line of its own. It needs no script to be seen or heard.")
        template = "wagtail_mathshub/blocks/maths.html"
        preview_value = {"latex": r"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}", "spoken": ""}

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The source with its MathML; nothing without a source."""
        shown = super().represent(raw, found) or {}
        mathml = display_maths(shown["latex"] or "", found, spoken=shown["spoken"] or "")
        return shown | {"mathml": mathml} if mathml else None


class StepShape(BaseModel):
    """A step of a worked example."""

    text: str = Field(description="HTML; may be empty.")
    latex: str
    mathml: str


class WorkedExampleShape(BaseModel):
    """A worked example, and perhaps a problem like it for the reader to try."""

    title: str
    problem: str = Field(description="HTML.")
    steps: list[StepShape]
    your_turn: str = Field(description="HTML of a problem like it; empty for none.")
    your_turn_answer: str = Field(description="HTML; hidden until it is asked for.")


class WorkedExampleBlock(DataBlock):
    """A problem solved step by step, and perhaps one like it to try."""

    title = blocks.CharBlock(label=_("title"), max_length=200)
    problem = prose_block(_("problem"))
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", prose_block(_("what is done, and why"), required=False)),
                ("latex", latex_block(_("formula"), required=False)),
            ]
        ),
        label=_("steps"),
        min_num=1,
    )
    your_turn = prose_block(
        _("your turn"), required=False, help_text=_("A problem like it, for the reader to try.")
    )
    your_turn_answer = prose_block(_("answer"), required=False)
    schema = WorkedExampleShape

    class Meta:
        icon = "list-ol"
        label = _("Worked example")
        description = _("A problem solved step by step, and perhaps one like it to try.")
        template = "wagtail_mathshub/blocks/worked_example.html"
        preview_value = {
            "title": "Adding fractions",
            "problem": r"<p>What is \(\frac{1}{2} + \frac{1}{3}\)?</p>",
            "steps": [
                {
                    "text": "<p>Find sixths in both.</p>",
                    "latex": r"\frac{1}{2} + \frac{1}{3} = \frac{3}{6} + \frac{2}{6}",
                },
                {"text": "<p>Count the sixths.</p>", "latex": r"\frac{3}{6} + \frac{2}{6} = \frac{5}{6}"},
            ],
            "your_turn": r"<p>And \(\frac{1}{4} + \frac{2}{3}\)?</p>",
            "your_turn_answer": r"<p>\(\frac{11}{12}\)</p>",
        }

    def clean(self, value: Any) -> Any:
        """Refuse a step's formula that cannot be shown, at its step."""
        cleaned = super().clean(value)
        errors = step_errors(cleaned["steps"])
        if errors is not None:
            raise blocks.StructBlockValidationError(block_errors={"steps": errors})
        return cleaned

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The example, each step with its MathML."""
        shown = super().represent(raw, found) or {}
        for step in shown["steps"]:
            step["mathml"] = display_maths(step["latex"] or "", found)
        return shown


def step_errors(steps: Any) -> blocks.ListBlockValidationError | None:
    """The faults in the formulas of a list of steps, each at its place."""
    errors: dict[int, Any] = {}
    for place, step in enumerate(steps):
        found = {
            "text": rich_text_error(step["text"].source if step["text"] else ""),
            "latex": latex_error(step["latex"] or ""),
        }
        if wrong := {name: error for name, error in found.items() if error}:
            errors[place] = blocks.StructBlockValidationError(block_errors=wrong)
    return blocks.ListBlockValidationError(block_errors=errors) if errors else None


class QuestionShape(BaseModel):
    """A question whose answer is hidden until it is asked for."""

    question: str = Field(description="HTML.")
    hint: str = Field(description="HTML; may be empty.")
    answer: str = Field(description="HTML.")


class QuestionAnswerBlock(DataBlock):
    """A question whose answer is hidden until it is asked for."""

    question = prose_block(_("question"))
    hint = prose_block(_("hint"), required=False)
    answer = prose_block(_("answer"))
    schema = QuestionShape

    class Meta:
        icon = "help"
        label = _("Question with answer")
        description = _("The answer is hidden until a reader opens it, and is there in print.")
        template = "wagtail_mathshub/blocks/question.html"
        preview_value = {
            "question": "<p>Which is larger, two thirds or three quarters?</p>",
            "hint": "<p>Look at what is missing from one.</p>",
            "answer": r"<p>Three quarters: \(\frac{1}{4} &lt; \frac{1}{3}\) is missing.</p>",
        }


class MisconceptionShape(BaseModel):
    """What pupils may think, and how to answer."""

    misconception: str = Field(description="HTML.")
    response: str = Field(description="HTML.")


class MisconceptionBlock(DataBlock):
    """What pupils may think, and how to answer."""

    misconception = prose_block(_("what pupils may say or think"))
    response = prose_block(_("how to respond"))
    schema = MisconceptionShape

    class Meta:
        icon = "warning"
        label = _("Misconception")
        description = _("What pupils may think, and a way to respond.")
        template = "wagtail_mathshub/blocks/misconception.html"
        preview_value = {
            "misconception": r"<p>\(0.25\) is more than \(0.3\), because 25 is more than 3.</p>",
            "response": "<p>Put both on a number line in hundredths.</p>",
        }


class PointsShape(BaseModel):
    """Short points under a heading."""

    heading: str
    points: list[str]


class PointsBlock(DataBlock):
    """Short points under a heading."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    points = blocks.ListBlock(blocks.CharBlock(max_length=300), label=_("points"), min_num=1)
    schema = PointsShape
    default_heading: Any = ""

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The points that say anything; nothing without one."""
        shown = super().represent(raw, found) or {}
        points = [point for point in shown["points"] if point.strip()]
        heading = shown["heading"] or str(self.default_heading)
        return {"heading": heading, "points": points} if points else None


class PriorKnowledgeBlock(PointsBlock):
    """What pupils need to know before."""

    default_heading = _("Before this, pupils need to")

    class Meta:
        icon = "history"
        label = _("Prior knowledge")
        description = _("What pupils need to know before the lesson.")
        template = "wagtail_mathshub/blocks/points.html"
        preview_value = {"heading": "", "points": ["Find multiples of 6", "Say what a denominator means"]}


class OutcomesBlock(PointsBlock):
    """What people know or can do afterwards."""

    default_heading = _("Afterwards you can")

    class Meta:
        icon = "check"
        label = _("Learning outcomes")
        description = _("What people know or can do afterwards.")
        template = "wagtail_mathshub/blocks/points.html"
        preview_value = {"heading": "", "points": ["Explain why a common denominator helps"]}
