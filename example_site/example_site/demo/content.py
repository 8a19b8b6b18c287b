"""Reads the demo's content."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

PATH = Path(__file__).resolve().parent.parent / "demo_content.yaml"


@lru_cache(maxsize=1)
def content() -> dict[str, Any]:
    """The whole of demo_content.yaml."""
    return yaml.safe_load(PATH.read_text(encoding="utf-8"))
