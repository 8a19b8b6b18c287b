"""The one stylesheet of the templates, and its part that front ends may take."""

from __future__ import annotations

from pathlib import Path

import wagtail_mathshub

STATIC = Path(wagtail_mathshub.__file__).parent / "static" / "wagtail_mathshub"


def test_the_stylesheet_holds_the_rules_for_formulas_as_front_ends_take_them():
    assert (STATIC / "maths.css").read_text() in (STATIC / "mathshub.css").read_text()
