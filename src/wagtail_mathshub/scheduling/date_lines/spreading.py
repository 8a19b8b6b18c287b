"""Several dates in one line: which times and places belong to which of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def spread(own: Sequence[T], head: T, merged: Callable[[T, T], T]) -> list[T]:
    """One value for each date, from those that follow each date and the one before the first.

    What is said once holds for all. Otherwise a value holds for the dates before it that have
    none, as in "3 and 10 May 1-3pm, 17 May 2-4pm"; `merged` adds what the head says.
    """
    said = [value for value in own if value]
    if head and said and len(own) > 1 and not own[-1] and all(own[:-1]):
        return [head, *own[:-1]]
    if len(said) <= 1:
        return [merged(said[0] if said else head, head)] * len(own)
    return [merged(_next_said(own[index:], head), head) for index in range(len(own))]


def _next_said(values: Sequence[T], head: T) -> T:
    return next((value for value in values if value), head)
