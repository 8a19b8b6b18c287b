"""What is asked for once while an answer is built, however many rooms need it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("mathshub_reading", default=None)


@contextmanager
def one_reading() -> Generator[None]:
    """Inside, `once` remembers; what it remembers ends with the outermost of them."""
    if _known.get() is not None:
        yield
        return
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once(key: Hashable, load: Callable[[], T]) -> T:
    """What `load` gives: asked for once in one reading, and at each call outside of one."""
    known = _known.get()
    if known is None:
        return load()
    if key not in known:
        known[key] = load()
    return known[key]
