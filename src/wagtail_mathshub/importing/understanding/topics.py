"""The hub's topics that a title, categories or tags name."""

from __future__ import annotations

import re

from wagtail_mathshub.importing.understanding.facts_in_text import Fact
from wagtail_mathshub.importing.understanding.page_reading import PageReading

# Other words for the topics that every installation starts with.
_WORDS = {
    "additive": r"addition|subtraction",
    "multiplicative": r"multiplication|division|times tables|arrays",
    "fractions": r"fractions?|decimals?|percent\w*",
    "ratio_proportion": r"ratios?|proportion\w*",
    "geometry_measures": r"geometry|shapes?|angles?|measures?|corners",
    "early_pattern": r"patterns?",
    "problem_solving": r"problem[- ]solving",
    "hub_news": r"hub news|news",
}


def topics_in(reading: PageReading) -> Fact | None:
    """The keys of the topics named."""
    text = "; ".join([reading.title, *reading.page.categories, *reading.page.tags])
    found = [key for key, label in reading.facts.topics.items() if _is_named(key, label, text)]
    return Fact(found, text) if found else None


def _is_named(key: str, label: str, text: str) -> bool:
    words = "|".join(filter(None, (re.escape(label), _WORDS.get(key, ""))))
    return bool(re.search(rf"\b(?:{words})\b", text, re.I))
