"""When the clock alone will next change what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Min, Q

from wagtail_mathshub import clock


def next_moment(rows: Any, columns: Iterable[str], now: datetime) -> datetime | None:
    """The first moment after `now` in any of the columns of `rows`, in one query."""
    names = list(columns)
    found = rows.order_by().aggregate(
        **{f"moment_{n}": Min(name, filter=Q(**{f"{name}__gt": now})) for n, name in enumerate(names)}
    )
    return min((moment for moment in found.values() if moment is not None), default=None)


def next_midnight(now: datetime) -> datetime:
    """The next midnight in London: states that count in days change then."""
    day = now.astimezone(clock.LONDON).date() + timedelta(days=1)
    return datetime.combine(day, time.min, tzinfo=clock.LONDON)


def first_of(*moments: datetime | None) -> datetime | None:
    """The first of those that are known."""
    return min((moment for moment in moments if moment is not None), default=None)
