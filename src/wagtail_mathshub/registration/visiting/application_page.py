"""The page of one application, for whoever holds its link: what it shows, and what its buttons do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from wagtail_mathshub.hubs.page_meta import meta_for
from wagtail_mathshub.publishing.visibility import is_visible
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.places import seats_of
from wagtail_mathshub.registration.states import State
from wagtail_mathshub.registration.visiting import form_data
from wagtail_mathshub.registration.visiting.groups import address_of_group, sessions_ahead
from wagtail_mathshub.registration.visiting.sign_up_page import people_context, summary
from wagtail_mathshub.registration.visiting.standing import next_steps, open_offer, standing_of
from wagtail_mathshub.registration.wishes import read_participants
from wagtail_mathshub.taxonomy.vocabularies import CapacityUnit
from wagtail_mathshub.workgroups.drawing import places_array

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from wagtail_mathshub.hubs.models import HubSettings

WITHDRAW, PEOPLE = "withdraw", "people"
ASKED = (WITHDRAW, PEOPLE)
# What was wanted is so already: a button that was pressed twice.
REACHED = {"accept": State.CONFIRMED, WITHDRAW: State.WITHDRAWN}


def do(application: Application, post: QueryDict) -> None:
    """What a button of the page says. Nothing for a button that the page does not have; Refused as the flow says."""
    wanted = post.get("do", "")
    if application.state == REACHED.get(wanted):
        return
    if wanted == "confirm":
        flows.confirm_address(application=application)
    elif wanted == "accept":
        flows.accept(application=application, keep=_kept(post))
    elif wanted == WITHDRAW:
        flows.withdraw(application=application)


def _kept(post: QueryDict) -> set[int] | None:
    keys = {
        int(key) for key in post.getlist("keep")[:100] if key.isascii() and key.isdigit() and len(key) < 19
    }
    return keys or (set() if "choose" in post else None)


def change_people(application: Application, people: list[dict[str, Any]], group: Any) -> None:
    """Name others who take part. Faults or Refused when it cannot be."""
    flows.change_participants(application=application, people=read_participants(people, group))


def context_of(
    request: HttpRequest, hub: HubSettings, application: Application, group: Any, **more: Any
) -> dict[str, Any]:
    """All that the page shows; `more` is what is asked now, and what went wrong."""
    offer = open_offer(application)
    standing = standing_of(application, seats_of(group), offer)
    ask = more.get("ask", "")
    return {
        **_frame(
            request, hub, group, standing.headline, is_error=bool(more.get("said") or more.get("faults"))
        ),
        "application": application,
        "standing": standing,
        "offer": offer,
        "has_to_choose": bool(offer and offer.places < application.places),
        "participants": list(application.participants.all()),
        "can_change": can_change(application),
        "is_confirmed": application.state == State.CONFIRMED,
        "next_steps": list(next_steps(application, group, hub)),
        **_drawn(application, group),
        **more,
        "ask": ask if application.is_open else "",
    }


def _frame(
    request: HttpRequest, hub: HubSettings, group: Any, heading: str, *, is_error: bool
) -> dict[str, Any]:
    title = _("Error: {title}").format(title=heading) if is_error else heading
    address, successor = address_of_group(group, hub.site), group.successor
    return {
        "page": group,
        "state": group.state,
        "successor": successor if successor and is_visible(successor) else None,
        "group_address": address,
        "crumbs": [],
        # The link is a secret: it is neither told to search engines nor printed.
        "paper_address": request.build_absolute_uri(address or "/"),
        "meta": meta_for(request, hub, title=title, indexed=False, path="/", canonical=""),
        "sessions": sessions_ahead(group),
    }


def can_change(application: Application) -> bool:
    """Whether others may be named who take part."""
    return application.is_open and application.state != State.OFFERED


def people_asked(application: Application) -> list[dict[str, Any]]:
    """Those who take part, as the form for them shows them."""
    return form_data.people_of(application.participants.all())


def people_form(
    people: list[dict[str, Any]], group: Any, *, faults: dict[str, str] | None = None, **more: Any
) -> dict[str, Any]:
    """What the form for those who take part needs."""
    found = faults or {}
    return {
        "ask": PEOPLE,
        "faults": found,
        **summary(found),
        **people_context({"participants": people}, found, group, focus=more.pop("focus", None)),
        **more,
    }


def _drawn(application: Application, group: Any) -> dict[str, Any]:
    """The group's places with those of the application among them, and which they are in words."""
    if not application.held or not group.capacity:
        return {"array": places_array(group), "yours": ""}
    before = Application.objects.filter(page_id=application.page_id, number__lt=application.number)
    first = (before.aggregate(sum=Sum("held"))["sum"] or 0) + 1
    last = first + application.held - 1
    array = places_array(group, mine=range(first - 1, last))
    return {"array": array, "yours": _yours(first, last, group) if array else ""}


def _yours(first: int, last: int, group: Any) -> str:
    if group.capacity_unit == CapacityUnit.SCHOOLS:
        text = _("That's yours: school {first} of {all}.")
    elif first == last:
        text = _("That's yours: place {first} of {all}.")
    elif last - first == 1:
        text = _("Those are yours: places {first} and {last} of {all}.")
    else:
        text = _("Those are yours: places {first} to {last} of {all}.")
    return text.format(first=first, last=last, all=max(group.capacity, last))
