"""Refuses formulas that cannot be shown, where an editor can put them right."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from wagtail_mathshub.blocks.inline_maths import faults_of
from wagtail_mathshub.blocks.mathml import LatexFault, to_mathml


def rich_text_error(html: str) -> ValidationError | None:
    """What is wrong with the formulas in rich text; None when they can all be shown."""
    faults = faults_of(html)
    return ValidationError([fault.message for fault in faults]) if faults else None


def latex_error(latex: str) -> ValidationError | None:
    """What is wrong with one formula; None when it can be shown or there is none."""
    if not latex.strip():
        return None
    try:
        to_mathml(latex, display=True)
    except LatexFault as fault:
        return ValidationError(fault.message)
    return None


def child_errors(block: blocks.BaseStructBlock, value: Any) -> dict[str, ValidationError]:
    """The faults in the formulas of a struct's own children, by name."""
    errors: dict[str, ValidationError] = {}
    for name, child in block.child_blocks.items():
        error = None
        if isinstance(child, blocks.RichTextBlock):
            error = rich_text_error(str(child.get_prep_value(value.get(name)) or ""))
        elif name in getattr(block, "latex_fields", ()):
            error = latex_error(str(value.get(name) or ""))
        if error:
            errors[name] = error
    return errors
