"""The seam for places taken: the stated numbers, unless sign-up keeps count here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import F

if TYPE_CHECKING:
    from django.db.models import Expression

    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin


@dataclass(frozen=True)
class Places:
    """Places of one Work Group: None where nobody knows, or there is no limit."""

    capacity: int | None
    taken: int | None
    waiting: int | None

    @property
    def remaining(self) -> int | None:
        """Places left, never below nought; None without a limit or a count."""
        if self.capacity is None or self.taken is None:
            return None
        return max(0, self.capacity - self.taken)


class PlacesSource(Protocol):
    """Who knows how many places are taken."""

    def taken(self) -> Expression | F:
        """The places taken, as an expression on a queryset of Work Groups, without a subquery."""

    def of(self, group: Any) -> Places:
        """The same for one group in Python."""


class StatedPlaces:
    """The numbers that an editor states."""

    def taken(self) -> F:
        """The stated number."""
        return F("stated_confirmed")

    def of(self, group: WorkGroupMixin) -> Places:
        """The stated numbers."""
        return Places(group.capacity, group.stated_confirmed, group.stated_waiting)


_source: PlacesSource = StatedPlaces()


def use_places_source(source: PlacesSource) -> PlacesSource:
    """Let `source` count from now on; return the one before, so that it can be put back."""
    global _source
    before, _source = _source, source
    return before


def taken() -> Expression | F:
    """The places taken, as an expression."""
    return _source.taken()


def places_of(group: WorkGroupMixin) -> Places:
    """The places of one group."""
    return _source.of(group)
