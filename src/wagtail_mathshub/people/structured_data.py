"""Those who made or lead something, in the words of schema.org: names, and no contact details."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_mathshub.publishing.json_ld import first_or_all


def persons(names: Iterable[str]) -> Any:
    """The people with these names; one by itself, None for nobody."""
    return first_or_all([{"@type": "Person", "name": name} for name in names if name])
