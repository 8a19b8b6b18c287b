"""What the template of an email is given: plain values, from what holds at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.feeds.ical import lines, one_line
from wagtail_mathshub.hubs.colour_space import is_hex
from wagtail_mathshub.hubs.models import DEFAULT_COLOURS
from wagtail_mathshub.hubs.palette import palette
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.publishing.wording import moment_words
from wagtail_mathshub.registration.mailing.announcing import changes_left
from wagtail_mathshub.registration.mailing.email_changes import change_words
from wagtail_mathshub.registration.mailing.email_words import (
    SessionWords,
    from_form,
    people_words,
    places_asked,
    session_words,
)
from wagtail_mathshub.registration.models import Application, Message
from wagtail_mathshub.registration.places import seats_of
from wagtail_mathshub.registration.queueing import why_waiting
from wagtail_mathshub.registration.states import MessageKind, Outcome, State, Step
from wagtail_mathshub.registration.tokens import address_of_application, address_of_interest

# Whoever fills in a form chooses whom these are sent to.
BEFORE_ADDRESS = (MessageKind.CONFIRM_ADDRESS, MessageKind.ALREADY_APPLIED, MessageKind.INTEREST_NOTED)
# What goes to people with a place alone, and so may hold joining links.
WITH_LINKS = (MessageKind.CONFIRMED, MessageKind.DATES_CHANGED, MessageKind.REMINDER)
ADMIN_PAGES = (
    ("mathshub_registration_application_modeladmin_inspect", True),
    ("mathshub_registration_application_modeladmin_index", False),
    ("wagtailadmin_home", False),
)


@dataclass(frozen=True)
class Occasion:
    """A message with what it is about: the group as it is now, and the hub."""

    message: Message
    group: Any
    hub: Any

    @cached_property
    def viewpoint(self) -> Viewpoint:
        """Addresses in an email are absolute."""
        return Viewpoint(site=self.message.site, absolute=True)

    @cached_property
    def has_place(self) -> bool:
        """Whether it goes to somebody with a confirmed place, and so may tell how to join."""
        application = self.message.application
        confirmed = application is not None and application.state == State.CONFIRMED
        return confirmed and self.message.kind in WITH_LINKS


def context_of(occasion: Occasion) -> dict[str, Any]:
    """All variables of the templates of one email."""
    message = occasion.message
    context = {
        "kind": message.kind,
        **_of_hub(occasion),
        "title": one_line(occasion.group.title),
        "group_address": address_of(occasion.group, occasion.viewpoint) if occasion.group.live else "",
        "note": one_line(occasion.group.override_note),
    }
    if message.interest is not None:
        return context | _of_interest(occasion)
    application = message.application
    return context | _of_application(occasion, application) | _of_kind(occasion, application)


def _of_hub(occasion: Occasion) -> dict[str, Any]:
    hub = occasion.hub
    colours = hub.palette if hub and hub.palette else palette(*DEFAULT_COLOURS)
    return {
        "hub_name": hub_name(occasion),
        "hub_email": one_line(hub.email) if hub else "",
        "hub_phone": one_line(hub.phone) if hub else "",
        "hub_address": one_line(lines(hub.address).replace("\n", ", ")) if hub else "",
        "colours": _colours(colours.get("light", {})),
        "dark_colours": _colours(colours.get("dark", {})),
    }


def hub_name(occasion: Occasion) -> str:
    """Who sends the email."""
    hub, site = occasion.hub, occasion.message.site
    return one_line((hub.name if hub else "") or site.site_name or site.hostname)


def _colours(tokens: dict[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): value for name, value in tokens.items() if is_hex(value)}


def _of_interest(occasion: Occasion) -> dict[str, Any]:
    interest, group = occasion.message.interest, occasion.group
    opened = occasion.message.kind == MessageKind.INTEREST_OPEN
    return {
        "name": from_form(interest.name) if opened else "",
        "link": address_of_interest(interest),
        "closes": moment_words(group.closes_at, weekday=True) if group.closes_at else "",
        "is_contact": True,
    }


def _of_application(occasion: Occasion, application: Application) -> dict[str, Any]:
    message, group = occasion.message, occasion.group
    people = list(application.participants.all())
    is_contact = message.to == application.contact_email
    known = knows_them(message)
    return {
        "reference": application.reference,
        "name": _name_of(message, application, people) if known else "",
        "is_contact": is_contact,
        "contact": from_form(application.contact_name) if known else "",
        "school": (from_form(application.school_name) if known else "") or _("your school"),
        "people": [from_form(person.name) for person in people if person.name] if known else [],
        "people_words": people_words(len(people)),
        "places_words": places_asked(application.places, group.capacity_unit),
        "reason": _reason(message, application),
        "state_words": str(application.get_state_display()),
        "link": _link(message, application, is_contact),
    }


def _reason(message: Message, application: Application) -> str:
    if message.kind != MessageKind.WITHDRAWN:
        return one_line(application.reason)
    # The school's own words are no better than what stood in its form.
    return from_form(application.reason) if knows_them(message) else ""


def knows_them(message: Message) -> bool:
    """Whether it may say what was typed in: not to an address that nobody has confirmed."""
    application = message.application
    confirmed = application is not None and application.address_confirmed_at is not None
    return confirmed and message.kind not in BEFORE_ADDRESS


def _name_of(message: Message, application: Application, people: list[Any]) -> str:
    named = [(person.email, person.name) for person in people]
    named.insert(0, (application.contact_email, application.contact_name))
    return next((from_form(name) for address, name in named if address == message.to), "")


def _link(message: Message, application: Application, is_contact: bool) -> str:
    if message.kind == MessageKind.LEAD_NEW:
        return _admin_address(application)
    # Who holds the link speaks for the school, so those who only take part do not get it.
    return address_of_application(application) if is_contact else ""


def _admin_address(application: Application) -> str:
    base = getattr(settings, "WAGTAILADMIN_BASE_URL", "") or application.site.root_url
    for name, with_key in ADMIN_PAGES:
        try:
            path = reverse(name, args=[application.pk] if with_key else [])
        except NoReverseMatch:
            continue
        return f"{base.rstrip('/')}{path}"
    return ""


def _of_kind(occasion: Occasion, application: Application) -> dict[str, Any]:
    return OF_KIND.get(MessageKind(occasion.message.kind), _nothing)(occasion, application)


def _nothing(occasion: Occasion, application: Application) -> dict[str, Any]:
    return {}


def _to_confirm(occasion: Occasion, application: Application) -> dict[str, Any]:
    until = application.confirm_by
    return {
        "until": moment_words(until, weekday=True) if until else "",
        "holds_place": bool(application.held),
        "in_round": occasion.group.admission == "round",
    }


def _again(occasion: Occasion, application: Application) -> dict[str, Any]:
    return {
        "new_reference": one_line(str(occasion.message.data.get("reference", ""))),
    }


def _place(occasion: Occasion, application: Application) -> dict[str, Any]:
    last = application.changes.exclude(step=Step.RECOUNTED).order_by("-pk").first()
    moved = last is not None and last.step == Step.MOVED
    return {"sessions": sessions_ahead(occasion), "moved": moved, **_called_off(occasion)}


def _waits(occasion: Occasion, application: Application) -> dict[str, Any]:
    seats = seats_of(occasion.group)
    return {"why_waiting": why_waiting(application, seats) if seats else ""}


def _offered(occasion: Occasion, application: Application) -> dict[str, Any]:
    offer = application.offers.get(outcome=Outcome.OPEN)
    return {
        "until": moment_words(offer.expires_at, weekday=True),
        "offered_words": places_asked(offer.places, occasion.group.capacity_unit),
        "fewer": offer.places < application.places,
        "sessions": sessions_ahead(occasion),
    }


def _changes(occasion: Occasion, application: Application) -> dict[str, Any]:
    data = occasion.message.data
    changes = [change_words(change) for change in changes_left(data, occasion.group)]
    return {
        "changes": changes,
        "goes_ahead": data.get("group") == "",
        "sessions": sessions_ahead(occasion),
        **_called_off(occasion),
    }


def _reminder(occasion: Occasion, application: Application) -> dict[str, Any]:
    key = occasion.message.data["session"]
    session = occasion.group.sessions.select_related("organisation").get(pk=key)
    return {"session": session_words(session, with_link=occasion.has_place)}


def _cancelled(occasion: Occasion, application: Application) -> dict[str, Any]:
    successor = occasion.group.successor
    live = successor is not None and successor.live
    return {
        "had_place": application.state == State.CONFIRMED,
        "successor": one_line(successor.title) if live else "",
        "successor_address": address_of(successor, occasion.viewpoint) if live else "",
    }


def _called_off(occasion: Occasion) -> dict[str, Any]:
    return {"postponed": occasion.group.state.delivery.key == "postponed"}


def sessions_ahead(occasion: Occasion) -> list[SessionWords]:
    """The sessions that stand and are not over, in the editor's order."""
    rows = occasion.group.sessions.select_related("organisation")
    now = clock.now()
    ahead = [row for row in rows if row.stands and (row.date is None or row.span()[1] > now)]
    return [session_words(row, with_link=occasion.has_place) for row in ahead]


def why_sent(occasion: Occasion, context: dict[str, Any]) -> str:
    """Why somebody gets the email, in a sentence."""
    message, title = occasion.message, context["title"]
    if message.interest is not None:
        return _("You get this because you asked to be told about “{title}”.").format(title=title)
    if message.kind == MessageKind.LEAD_NEW:
        return _("You get this because you lead “{title}”, or read the hub's email.").format(title=title)
    if not knows_them(message):
        return _("You get this because this address was given to sign up for “{title}”.").format(title=title)
    if context["is_contact"]:
        return _("You get this because you signed {school} up for “{title}”.").format(
            school=context["school"], title=title
        )
    return _("You get this because {contact} signed you up for “{title}”.").format(
        contact=context["contact"], title=title
    )


OF_KIND = {
    MessageKind.CONFIRM_ADDRESS: _to_confirm,
    MessageKind.ALREADY_APPLIED: _again,
    MessageKind.CONFIRMED: _place,
    MessageKind.WAITING: _waits,
    MessageKind.OFFERED: _offered,
    MessageKind.DATES_CHANGED: _changes,
    MessageKind.CANCELLED: _cancelled,
    MessageKind.REMINDER: _reminder,
}
