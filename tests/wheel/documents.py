"""What the project's documents tell a developer to type."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def fenced(document: str, language: str) -> list[str]:
    """The fenced blocks in a document that are marked as `language`, from top to bottom."""
    return [code for marked, code in FENCE.findall((ROOT / document).read_text()) if marked == language]
