"""Takes and gives back places, one after the other for each Work Group.

Whoever changes the places of a group first updates its one row, and reads only then. The update
makes all others wait until the transaction ends, on PostgreSQL (a locked row) and on SQLite (the one
writer) alike; whoever reads first and updates later either oversells or is turned away.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.registration import log
from wagtail_mathshub.registration.models import Application, Seats
from wagtail_mathshub.registration.refusals import Busy, Refused
from wagtail_mathshub.registration.states import OPEN, QUEUED, Step
from wagtail_mathshub.taxonomy.vocabularies import CapacityUnit
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

WAITED_IN_VAIN = ("database is locked", "database table is locked", "lock timeout", "deadlock detected")


@contextmanager
def taking(page_id: int) -> Generator[Table]:
    """The places of a group, which are nobody else's until the end. Busy when they could not be had."""
    with taking_both(page_id) as tables:
        yield tables[0]


@contextmanager
def taking_both(*page_ids: int) -> Generator[list[Table]]:
    """The places of several groups, always taken in the same order, so that no two wait for each other."""
    with transaction_or_busy():
        found = {key: Table(_take(key)) for key in sorted(set(page_ids))}
        yield [found[key] for key in page_ids]
        for table in found.values():
            table.write()


@contextmanager
def transaction_or_busy() -> Generator[None]:
    """A transaction that raises Busy when another one held the database, or a row of it, for too long."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if any(words in str(error) for words in WAITED_IN_VAIN):
            raise Busy from error
        raise


def _take(page_id: int) -> Seats:
    rows = Seats.objects.filter(pk=page_id)
    if not rows.update(taken=F("taken") + 1):
        try:
            with transaction.atomic():
                return Seats.objects.create(page_id=page_id, taken=1)
        except IntegrityError:  # Somebody else made it a moment ago.
            rows.update(taken=F("taken") + 1)
    return rows.get()


class Table:
    """The places of one group while they are ours."""

    def __init__(self, seats: Seats) -> None:
        self.seats = seats
        self._before = self._counts()
        self.count()

    @cached_property
    def page(self) -> Any:
        """The group as it is published. Refused when it is not."""
        model = get_model(WorkGroupMixin)
        page = model.objects.filter(pk=self.seats.pk, live=True).select_related("successor").first()
        if page is None:
            raise Refused("gone", _("This Work Group isn't there any more."))
        return page

    @property
    def applications(self) -> Any:
        """All applications of the group."""
        return Application.objects.filter(page_id=self.seats.pk)

    @property
    def free(self) -> int | None:
        """Places that nobody holds; None without a limit."""
        return None if self.seats.limit is None else self.seats.limit - self.seats.held

    def fits(self, places: int) -> bool:
        """Whether so many places are free."""
        return self.free is None or places <= self.free

    def size_of(self, people: int) -> int:
        """How many places an application of so many people asks for."""
        return 1 if self.seats.unit == CapacityUnit.SCHOOLS else people

    def hold(self, application: Application, places: int) -> None:
        """Let an application hold so many places, of which it may hold some already."""
        self._set_held(self.seats.held - application.held + places)
        application.held = places

    def release(self, application: Application) -> None:
        """Give back what an application holds."""
        self.hold(application, 0)

    def queue(self) -> Any:
        """Those who wait, in their turn: with an address that is confirmed or still may be."""
        return self.applications.filter(state__in=QUEUED, held=0).order_by("number")

    def count(self) -> None:
        """Bring the row in step with the page: its capacity, and the unit in which it counts."""
        model = get_model(WorkGroupMixin)
        said = model.objects.filter(pk=self.seats.pk).values_list("capacity", "capacity_unit").first()
        if said is None:
            return
        self.seats.capacity, unit = said
        if unit != self.seats.unit:
            self.seats.unit = unit
            self._recount()
        self._set_held(self.seats.held)

    def write(self) -> None:
        """Store the counts, and let answers that show them be made anew."""
        waiting = self.queue().aggregate(sum=Sum("places"))["sum"]
        self.seats.waiting = waiting or 0
        if self._counts() != self._before:
            self.seats.save()
            generation.bump()

    def _set_held(self, held: int) -> None:
        self.seats.held = held
        capacity = self.seats.capacity
        # A capacity that was lowered takes no place away: it only lets nobody in.
        self.seats.limit = None if capacity is None else max(capacity, held)

    def _recount(self) -> None:
        held = 0
        for application in self.applications.filter(state__in=OPEN).prefetch_related("participants"):
            people = len(application.participants.all())
            application.places = self.size_of(people)
            if application.held:
                application.held = application.places
                held += application.places
            log.change(application, Step.RECOUNTED, log.CLOCK)
        self.seats.held = held

    def _counts(self) -> tuple[Any, ...]:
        row = self.seats
        return row.capacity, row.limit, row.unit, row.held, row.waiting
