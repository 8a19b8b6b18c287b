"""Why nothing was rolled over, in words for an editor."""

from __future__ import annotations


class RollOverRefused(Exception):
    """Nothing was done. The message says what is wrong and what to do."""
