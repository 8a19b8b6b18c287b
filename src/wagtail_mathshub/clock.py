"""The one clock of the package: every rule asks it, and tests set it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Generator

LONDON = ZoneInfo("Europe/London")

_frozen: ContextVar[datetime | None] = ContextVar("mathshub_frozen_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in London's time zone."""
    return (_frozen.get() or datetime.now(tz=UTC)).astimezone(LONDON)


def today() -> date:
    """The present day in London."""
    return now().date()


@contextmanager
def frozen_at(moment: datetime) -> Generator[None]:
    """Hold the clock at an aware `moment`; a naive one is read as London wall time."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
    token = _frozen.set(aware)
    try:
        yield
    finally:
        _frozen.reset(token)
