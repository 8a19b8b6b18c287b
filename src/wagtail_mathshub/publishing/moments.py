"""When the clock alone will next change what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from typing import Any

import swapper
from django.db.models import Min, Q

from wagtail_mathshub import clock

NextChange = Callable[[datetime], datetime | None]
_sources: list[NextChange] = []


def register_changes(next_change: NextChange) -> None:
    """Let a room say when the clock will next change what it shows."""
    if next_change not in _sources:
        _sources.append(next_change)


def next_change(now: datetime) -> datetime:
    """The next moment after `now` at which anything that is shown changes by itself; midnight at the latest.

    Of all rooms together: a page shows lists of others, and links that go when their target expires.
    """
    pages = swapper.load_model("wagtailcore", "Page").objects.filter(live=True)
    known = [next_moment(pages, ["expire_at"], now), *(source(now) for source in _sources)]
    return first_of(*known, next_midnight(now)) or next_midnight(now)


def next_moment(rows: Any, columns: Iterable[str], now: datetime) -> datetime | None:
    """The first moment from `now` on in any of the columns of `rows`, in one query.

    `now` itself counts: what lasts until this very moment has ended the moment after.
    """
    names = list(columns)
    found = rows.order_by().aggregate(
        **{f"moment_{n}": Min(name, filter=Q(**{f"{name}__gte": now})) for n, name in enumerate(names)}
    )
    return first_of(*found.values())


def next_midnight(now: datetime) -> datetime:
    """The next midnight in London: states that count in days change then."""
    day = now.astimezone(clock.LONDON).date() + timedelta(days=1)
    return datetime.combine(day, time.min, tzinfo=clock.LONDON)


def first_of(*moments: datetime | None) -> datetime | None:
    """The first of those that are known."""
    return min((moment for moment in moments if moment is not None), default=None)
