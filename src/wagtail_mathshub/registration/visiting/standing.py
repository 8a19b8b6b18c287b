"""Where an application stands, in the words of its page: a headline, a sentence, what happens next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.publishing.wording import moment_words, short_day_words
from wagtail_mathshub.registration.models import Application, Offer
from wagtail_mathshub.registration.queueing import turn_of, why_waiting
from wagtail_mathshub.registration.states import Outcome, State

LOOKS = {
    State.CONFIRMED: "open",
    State.OFFERED: "nearly_full",
    State.WAITING: "waiting_list",
    State.PENDING: "opening_soon",
    State.SUBMITTED: "opening_soon",
    State.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True)
class Chip:
    """A state as a chip draws it."""

    key: str
    label: str


@dataclass(frozen=True)
class Standing:
    """What the page of an application says first."""

    chip: Chip
    headline: str
    text: str


def standing_of(application: Application, seats: Any, offer: Offer | None) -> Standing:
    """Where an application stands now; `seats` are its group's places, `offer` the one that is open."""
    state = State(application.state)
    chip = Chip(LOOKS.get(state, "closed"), str(state.label))
    headline, text = _words(application, seats, offer)
    return Standing(chip, headline, text)


def _words(application: Application, seats: Any, offer: Offer | None) -> tuple[str, str]:
    state = application.state
    if state == State.WAITING:
        return _waiting_words(application, seats)
    if state == State.OFFERED:
        return _offered_words(application, offer)
    school, reason = _school(application), application.reason
    name = (application.contact_name.split() or [school])[0]
    words = {
        State.SUBMITTED: (_("Nearly there: confirm your email address"), _submitted_words(application)),
        State.PENDING: (
            _("{school} has applied").format(school=school),
            _("Your place is held while the hub looks at all applications together. We write to you then."),
        ),
        State.CONFIRMED: (_place_words(application), _("Thank you, {name}.").format(name=name)),
        State.LAPSED: (_("This application has lapsed"), reason),
        State.DECLINED: (_("No place this time"), reason),
    }
    return words.get(State(state), (_("This application is withdrawn"), reason))


def _school(application: Application) -> str:
    return application.school_name or _("Your school")


def _place_words(application: Application) -> str:
    places = application.held
    text = ngettext("{school} has a place", "{school} has {places} places", places)
    return text.format(school=_school(application), places=places)


def _submitted_words(application: Application) -> str:
    school = _school(application)
    if application.held:
        text = _("We hold a place for {school}.").format(school=school)
    else:
        text = _("{school} has its turn on the waiting list.").format(school=school)
    if application.confirm_by is None:
        return text
    moment = moment_words(application.confirm_by, weekday=True)
    return f"{text} {_('Say by {moment} that this email address is yours.').format(moment=moment)}"


def _waiting_words(application: Application, seats: Any) -> tuple[str, str]:
    turn = turn_of(application)
    headline = _("You're {turn} on the waiting list").format(turn=ordinal(turn or 1))
    return headline, why_waiting(application, seats)


def _offered_words(application: Application, offer: Offer | None) -> tuple[str, str]:
    places = offer.places if offer else application.held
    headline = ngettext("A place is free for {school}", "{places} places are free for {school}", places)
    text = _("Take it by {moment}. After that it goes to the next school.") if offer else ""
    moment = moment_words(offer.expires_at, weekday=True) if offer else ""
    if places < application.places:
        asked = _("You asked for {asked}, and said that you would take fewer.")
        text = f"{asked} {text}"
    headline = headline.format(school=_school(application), places=places)
    return headline, text.format(asked=application.places, moment=moment)


def ordinal(number: int) -> str:
    """A place in a queue in words: "first" to "tenth", then "11th"."""
    words = [
        *(_("first"), _("second"), _("third"), _("fourth"), _("fifth")),
        *(_("sixth"), _("seventh"), _("eighth"), _("ninth"), _("tenth")),
    ]
    if number <= len(words):
        return words[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def open_offer(application: Application) -> Offer | None:
    """The offer that waits for an answer."""
    return application.offers.filter(outcome=Outcome.OPEN).first()


def next_steps(application: Application, group: Any, hub: Any) -> Iterator[tuple[str, str]]:
    """What happens next, each with when."""
    now = _("Now")
    if application.state == State.CONFIRMED:
        yield now, group.late_joiners_note or _("Put the dates into your calendar, and ask for cover.")
        yield (
            _("Before each session"),
            _("We send a reminder with where to go, and the joining link if it's online."),
        )
        session = group.state.next_session
        if session is not None:
            yield short_day_words(session.date), _("See you there.")
    elif application.state == State.WAITING:
        text = ngettext(
            "We offer you a place by email. You have {hours} hour to take it.",
            "We offer you a place by email. You have {hours} hours to take it.",
            hub.offer_hours,
        )
        yield now, _("Keep the dates free if you can.")
        yield _("When it is your turn"), text.format(hours=hub.offer_hours)
    elif application.state == State.PENDING:
        yield now, _("Keep the dates free. There is nothing for you to do.")
        yield _("When the hub has decided"), _("We write to you, whatever it has decided.")
    elif application.state == State.SUBMITTED:
        yield now, _("Press the button above.")
        yield (
            _("Straight away"),
            _("We tell you whether you have a place, or where you are on the waiting list."),
        )
