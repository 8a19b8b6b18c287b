"""What each page of an old site is, and what its words say: guesses, each with its source."""

from wagtail_mathshub.importing.understanding.facts import HubFacts
from wagtail_mathshub.importing.understanding.pages import understand

__all__ = ["HubFacts", "understand"]
