"""The seam for places taken: the stated numbers, unless sign-up keeps count here."""

from __future__ import annotations

from collections.abc import Callable
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

    def waiting(self) -> Expression | F:
        """Who waits, in the same way."""

    def of(self, group: Any) -> Places:
        """The same for one group in Python."""

    def joined(self, groups: Any) -> Any:
        """`groups`, each fetched together with what `of` reads."""


class StatedPlaces:
    """The numbers that an editor states."""

    def taken(self) -> F:
        """The stated number."""
        return F("stated_confirmed")

    def waiting(self) -> F:
        """The stated number."""
        return F("stated_waiting")

    def of(self, group: WorkGroupMixin) -> Places:
        """The stated numbers."""
        return Places(group.capacity, group.stated_confirmed, group.stated_waiting)

    def joined(self, groups: Any) -> Any:
        """They stand on the page itself."""
        return groups


FormAddress = Callable[[Any, bool], str]


def _no_form(group: Any, interest: bool) -> str:
    return ""


_source: PlacesSource = StatedPlaces()
_form_address: FormAddress = _no_form


def use_places_source(source: PlacesSource) -> PlacesSource:
    """Let `source` count from now on; return the one before, so that it can be put back."""
    global _source
    before, _source = _source, source
    return before


def taken() -> Expression | F:
    """The places taken, as an expression."""
    return _source.taken()


def waiting() -> Expression | F:
    """Who waits, as an expression."""
    return _source.waiting()


def places_of(group: WorkGroupMixin) -> Places:
    """The places of one group."""
    return _source.of(group)


def joined(groups: Any) -> Any:
    """`groups`, each fetched together with its places."""
    return _source.joined(groups)


def use_form_address(address: FormAddress) -> FormAddress:
    """Let `address` say where a group's sign-up or interest form is; return what said so before."""
    global _form_address
    before, _form_address = _form_address, address
    return before


def form_address(group: WorkGroupMixin, *, interest: bool = False) -> str:
    """Where the group's own form is, of sign-up or of interest; "" without the app that has it."""
    return _form_address(group, interest)
