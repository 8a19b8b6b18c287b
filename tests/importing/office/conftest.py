"""A private folder for each test's uploads."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def import_folder(settings, tmp_path):
    """Where uploads of this test lie."""
    folder = tmp_path / "imports"
    settings.WAGTAIL_MATHSHUB = {"IMPORT_FOLDER": str(folder)}
    return folder
