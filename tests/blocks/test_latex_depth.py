"""Nesting is counted, in each of its forms, before the converter recurses over it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from wagtail_mathshub.blocks.latex_depth import DEEPEST, too_deep_at
from wagtail_mathshub.blocks.mathml import LatexFault, to_mathml

NESTED = {
    "braces": ("{", "x", "}"),
    "brackets": (r"\left(", "x", r"\right)"),
    "groups": (r"\begingroup ", "x", r"\endgroup "),
    "matrices": (r"\begin{matrix}", "x", r"\end{matrix}"),
    "fractions": (r"\frac{1}{", "2", "}"),
    "fractions without braces": (r"\frac1", "2", ""),
    "fractions of first parts": (r"\frac", "22" * 60, ""),
    "roots": (r"\sqrt", "2", ""),
    "indices of roots": (r"\sqrt[", "2", r"]{2}"),
    "powers": ("x^{", "2", "}"),
    "text": (r"\text{", "a", "}"),
    "accents": (r"\hat", " x", ""),
    "negations": (r"\not", "=", ""),
    "styles": (r"\displaystyle", " x", ""),
    "fonts": (r"\bf", " x", ""),
    "letters in a font": (r"\mathbf", " x", ""),
    "strokes": (r"\cancel", " x", ""),
    "choices": (r"\mathchoice xxx", "x", ""),
    "prescripts": (r"\prescript xx", "x", ""),
    "braces below": (r"\underbrace", " x", ""),
    "stacks": (r"\overset a", "x", ""),
    "arrows": (r"\xrightarrow", " x", ""),
    "options of arrows": (r"\xrightarrow[", "x", "]{x}"),
    "names": (r"\operatorname*", "x", ""),
}


@pytest.mark.parametrize("form", NESTED)
def test_every_way_of_nesting_is_counted(form):
    before, middle, after = NESTED[form]

    def nested(times: int) -> str:
        return before * times + middle + after * times

    assert too_deep_at(nested(DEEPEST + 1)) is not None
    assert too_deep_at(nested(3)) is None


def test_long_formulas_are_not_deep():
    assert too_deep_at(r"\frac{1}{2}+" * 160) is None
    assert too_deep_at(r"\frac12+" * 200) is None
    assert too_deep_at(r"x^2_1+\sqrt[3]{2}+\hat a" * 80) is None
    assert too_deep_at(r"\displaystyle\frac12 & \displaystyle x^2 \\ " * 40) is None
    assert too_deep_at(r"\left[\frac12\right) + \big[ x \big] + [0, 1)" * 40) is None


def test_brackets_do_not_hide_nesting():
    assert too_deep_at(r"\sqrt[{" + r"\frac]" * (DEEPEST + 1)) is not None


IN_A_SMALL_THREAD = """
import sys, threading
import django
from django.conf import settings
settings.configure()
django.setup()
from wagtail_mathshub.blocks import mathml

reached = []
class Spy:
    def convert_with_local_state(self, latex, **options):
        reached.append(latex)
        return converter.convert_with_local_state(latex, **options)
converter, mathml._CONVERTER = mathml._CONVERTER, Spy()

def run():
    for before, middle, after in {forms!r}:
        size = len(before) + len(after)
        for times in (50, 51, 52, 1000 // size, 1900 // size, 5000, 100_000):
            latex = before * times + middle + after * times
            try:
                mathml.to_mathml(latex, display=True)
            except mathml.LatexFault:
                pass

threading.stack_size(256 * 1024)
thread = threading.Thread(target=run)
thread.start()
thread.join()
assert all(len(latex) <= 2000 for latex in reached)
print(len(reached), "survived")
"""


def test_no_nesting_at_or_past_the_cap_ends_the_process():
    code = IN_A_SMALL_THREAD.format(forms=list(NESTED.values()))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.endswith("survived\n")


def test_what_the_converter_may_recurse_over_without_end_never_reaches_it(monkeypatch):
    class Unreachable:
        def convert_with_local_state(self, latex: str, **options: bool) -> str:
            raise AssertionError(latex)

    monkeypatch.setattr("wagtail_mathshub.blocks.mathml._CONVERTER", Unreachable())
    for before, middle, after in NESTED.values():
        for times in (DEEPEST + 1, 40_000):
            with pytest.raises(LatexFault):
                to_mathml(before * times + middle + after * times, display=True)
