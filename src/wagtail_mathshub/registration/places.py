"""Places as sign-up counts them, for Work Groups whose form is this app's."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.expressions import Expression
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse

from wagtail_mathshub.publishing.reading import once
from wagtail_mathshub.registration.models import Seats
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia
from wagtail_mathshub.workgroups.seats import Places

SEATS = "mathshub_seats"


class CountedPlaces:
    """The row that every sign-up takes, joined one to one; for other ways to sign up, the stated numbers."""

    def taken(self) -> Expression:
        """The places held; without a row nobody has asked yet."""
        return _counted("held", "stated_confirmed")

    def waiting(self) -> Expression:
        """Those on the waiting list."""
        return _counted("waiting", "stated_waiting")

    def of(self, group: Any) -> Places:
        """The same for one group in Python."""
        if group.apply_via != ApplyVia.OWN_FORM:
            return Places(group.capacity, group.stated_confirmed, group.stated_waiting)
        seats = seats_of(group)
        return Places(group.capacity, seats.held if seats else 0, seats.waiting if seats else 0)

    def joined(self, groups: Any) -> Any:
        """Each group with its row."""
        return groups.select_related(SEATS)


def _counted(column: str, stated: str) -> Expression:
    own = When(apply_via=ApplyVia.OWN_FORM, then=Coalesce(F(f"{SEATS}__{column}"), Value(0)))
    return Case(own, default=F(stated), output_field=IntegerField())


def seats_of(group: Any) -> Seats | None:
    """The row of a group; None when nobody has asked for a place yet."""
    if group.pk is None:
        return None
    if SEATS in group._state.fields_cache:
        return group._state.fields_cache[SEATS]
    return once(("seats", group.pk), lambda: Seats.objects.filter(pk=group.pk).first())


def form_address(group: Any, interest: bool) -> str:
    """Where the group's form is, below this site; "" where the package's addresses are not mounted."""
    if group.pk is None:
        return ""
    try:
        return reverse("mathshub:register_interest" if interest else "mathshub:sign_up", args=[group.pk])
    except NoReverseMatch:
        return ""
