"""Many things a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def portions(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size` things, in order, read as they are needed."""
    left = iter(things)
    while some := list(islice(left, size)):
        yield some
