"""Pages that are like another one: the same topics first, then the same years, then the usual order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Value, When

SHOWN = 3


def most_alike(
    candidates: Any, *, relation: str, topics: Iterable[int], same_years: Q | None, order: tuple[Any, ...]
) -> Any:
    """The few `candidates` that share most of `topics` (keys, reached by `relation`), then the years."""
    shared = Count(relation, filter=Q(**{f"{relation}__in": list(topics)}), distinct=True)
    whens = [When(same_years, then=Value(1))] if same_years else []
    near = Case(*whens, default=Value(0), output_field=IntegerField())
    scored = candidates.annotate(shared_topics=shared, near_years=near)
    return scored.order_by("-shared_topics", "-near_years", *order)[:SHOWN]
