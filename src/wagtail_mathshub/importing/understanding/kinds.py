"""Which kind of page it is, and how sure that is."""

from __future__ import annotations

from collections import defaultdict

from wagtail_mathshub.importing.plans import PlanKind
from wagtail_mathshub.importing.understanding.page_reading import PageReading
from wagtail_mathshub.importing.understanding.signs import signs

# A kind with columns to fill has to be likelier than a page of text by more than chance.
LEAST = 3.0


def kind_of(reading: PageReading) -> tuple[PlanKind, float]:
    """The likeliest kind, and a confidence that grows with its lead over the next."""
    scores = scores_of(reading)
    ranked = sorted(scores.items(), key=lambda one: -one[1])
    (first, most), (_second, next_most) = ranked[0], ranked[1]
    if first is not PlanKind.PAGE and most < LEAST:
        return PlanKind.PAGE, 0.4
    return first, min(0.97, 0.45 + 0.5 * (most - max(0.0, next_most)) / max(most, 4.0))


def scores_of(reading: PageReading) -> dict[PlanKind, float]:
    """The weight of what speaks for each kind."""
    scores: dict[PlanKind, float] = defaultdict(float, dict.fromkeys(PlanKind, 0.0))
    for kind, weight in signs(reading):
        scores[kind] += weight
    return scores
