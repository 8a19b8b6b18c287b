"""Fixtures of the blocks' tests."""

from __future__ import annotations

from pathlib import Path

import pytest

import wagtail_mathshub


@pytest.fixture(scope="session")
def stylesheet() -> str:
    """The stylesheet of formulas and figures."""
    folder = Path(wagtail_mathshub.__file__).parent / "static" / "wagtail_mathshub"
    return (folder / "maths.css").read_text()
