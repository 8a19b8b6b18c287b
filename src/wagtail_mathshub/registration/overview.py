"""How a Work Group fills up, for the screen on which it is edited."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from wagtail_mathshub.registration.models import Application, Interest, Seats
from wagtail_mathshub.registration.office.screens import list_address
from wagtail_mathshub.registration.states import Outcome, State
from wagtail_mathshub.scoping.policies import policy_of
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia

TEMPLATE = "wagtail_mathshub/admin/registration/overview.html"


def overview_html(group: Any, user: Any) -> SafeString | str:
    """Numbers, and no names: who edits a group may not be one who sees who signed up. "" when there is nothing."""
    if group.pk is None or group.apply_via != ApplyVia.OWN_FORM:
        return ""
    numbers = numbers_of(group)
    see = policy_of(Application).user_has_any_permission(user, ["view", "change"])
    mine = see and policy_of(Application).instances_user_has_any_permission_for(user, ["view"])
    url = list_address(group=group.pk) if mine and mine.filter(page=group.pk).exists() else ""
    return render_to_string(TEMPLATE, {"numbers": numbers, "url": url})


def numbers_of(group: Any) -> dict[str, Any]:
    """Places held, the limit, who waits, what is to be decided, which offers run."""
    seats = Seats.objects.filter(pk=group.pk).first()
    counts = Application.objects.filter(page=group.pk).aggregate(
        to_decide=Count("pk", filter=Q(state=State.PENDING), distinct=True),
        offers=Count("pk", filter=Q(offers__outcome=Outcome.OPEN), distinct=True),
        confirmed=Count("pk", filter=Q(state=State.CONFIRMED), distinct=True),
    )
    held = seats.held if seats else 0
    minimum = group.minimum_to_run
    return counts | {
        "held": held,
        "limit": seats.limit if seats else group.capacity,
        "waiting": seats.waiting if seats else 0,
        "unit": group.get_capacity_unit_display(),
        "interests": Interest.objects.filter(page=group.pk).count(),
        "minimum": minimum,
        "below_minimum": minimum is not None and held < minimum,
    }
