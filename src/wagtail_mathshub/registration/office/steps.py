"""The steps that somebody of the hub can take with an application: which are possible now, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub import clock
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.mailing import sending_again
from wagtail_mathshub.registration.models import Application, Offer, Seats
from wagtail_mathshub.registration.office import step_forms as forms
from wagtail_mathshub.registration.states import Outcome, State
from wagtail_mathshub.registration.wishes import read_participants


@dataclass(frozen=True)
class Place:
    """What one needs to know beside the application itself: the open offer, and the group's places."""

    offer: Offer | None
    seats: Seats | None

    @property
    def has_free(self) -> bool:
        """Whether a place is free."""
        return self.seats is None or self.seats.limit is None or self.seats.held < self.seats.limit


@dataclass(frozen=True)
class Step:
    """One step: its button, what is asked first, and what to say when it is done."""

    name: str
    label: Any
    says: Any
    done: Any
    states: tuple[State, ...]
    form: type[forms.StepForm]
    take: Callable[[Application, Any, Any], Any]
    look: str = ""

    def is_possible(self, application: Application, place: Place) -> bool:
        """Whether it can be taken now."""
        if application.state not in self.states:
            return False
        if self.name == "offer":
            return place.has_free
        return self.name != "accept" or (place.offer is not None and place.offer.expires_at > clock.now())

    def form_for(self, application: Application, user: Any, place: Place, data: Any = None) -> Any:
        """The form that is filled in before."""
        offered = place.offer.places if place.offer else None
        return self.form(application, user, data, offered=offered)


def place_of(application: Application) -> Place:
    """The open offer and the places of an application."""
    return Place(
        offer=application.offers.filter(outcome=Outcome.OPEN).first(),
        seats=Seats.objects.filter(pk=application.page_id).first(),
    )


def possible_steps(application: Application, place: Place) -> list[Step]:
    """The steps that can be taken now, the likeliest first."""
    return [step for step in STEPS if step.is_possible(application, place)]


def step_named(name: str) -> Step | None:
    """The step of this name."""
    return next((step for step in STEPS if step.name == name), None)


def _approve(application: Application, user: Any, form: Any) -> None:
    flows.approve(application=application, user=user, why=form.cleaned_data["why"])


def _decline(application: Application, user: Any, form: Any) -> None:
    flows.decline(application=application, user=user, why=form.cleaned_data["why"])


def _offer(application: Application, user: Any, form: Any) -> None:
    why = form.cleaned_data["why"]
    flows.offer_next(page_id=application.page_id, user=user, application=application, why=why)


def _accept(application: Application, user: Any, form: Any) -> None:
    flows.accept(application=application, keep=form.kept, user=user)


def _withdraw(application: Application, user: Any, form: Any) -> None:
    flows.withdraw(application=application, user=user, why=form.cleaned_data["why"])


def _people(application: Application, user: Any, form: Any) -> None:
    people = read_participants(form.rows.given(), form.rows.page)
    flows.change_participants(application=application, people=people, user=user)


def _move(application: Application, user: Any, form: Any) -> None:
    to, why = form.cleaned_data["to"], form.cleaned_data["why"]
    flows.move(application=application, page_id=to.pk, user=user, why=why)


def _again(application: Application, user: Any, form: Any) -> None:
    sending_again.send_again(application=application)


def summary_of(step: Step, application: Application) -> str:
    """What was done, in a sentence."""
    return _("{reference}: {done}").format(reference=application.reference, done=step.done)


_OPEN = (State.SUBMITTED, State.PENDING, State.CONFIRMED, State.WAITING, State.OFFERED)

STEPS = [
    Step(
        "approve",
        gettext_lazy("Approve"),
        gettext_lazy("The school gets the place that is held for it, and is told by email."),
        gettext_lazy("approved. The school is told by email."),
        (State.PENDING,),
        forms.ReasonForm,
        _approve,
        "go",
    ),
    Step(
        "offer",
        gettext_lazy("Offer a place"),
        gettext_lazy("The place is held for the school until it answers, or the time to answer is over."),
        gettext_lazy("a place is offered. The school is told by email."),
        (State.WAITING,),
        forms.OfferForm,
        _offer,
        "go",
    ),
    Step(
        "accept",
        gettext_lazy("Accept for the school"),
        gettext_lazy("When somebody of the school told you so, for example on the phone."),
        gettext_lazy("the offer is accepted. The school is told by email."),
        (State.OFFERED,),
        forms.KeepForm,
        _accept,
        "go",
    ),
    Step(
        "people",
        gettext_lazy("Change people"),
        gettext_lazy("Empty a row to take somebody off. All who stay must be in the list."),
        gettext_lazy("the people are changed. The school is told by email."),
        (State.SUBMITTED, State.PENDING, State.CONFIRMED, State.WAITING),
        forms.PeopleForm,
        _people,
    ),
    Step(
        "move",
        gettext_lazy("Move to another Work Group"),
        gettext_lazy("It gets a place there if one is free, and else a turn on the waiting list."),
        gettext_lazy("moved. The school is told by email."),
        (State.PENDING, State.CONFIRMED, State.WAITING, State.OFFERED),
        forms.MoveForm,
        _move,
    ),
    Step(
        "again",
        gettext_lazy("Send the last email again"),
        gettext_lazy("For when the school says that it never came."),
        gettext_lazy("the email goes out again."),
        _OPEN,
        forms.PlainForm,
        _again,
    ),
    Step(
        "decline",
        gettext_lazy("Decline"),
        gettext_lazy("The school gets no place, and is told why by email."),
        gettext_lazy("declined. The school is told by email."),
        (State.SUBMITTED, State.PENDING, State.WAITING, State.OFFERED),
        forms.NeededReasonForm,
        _decline,
        "stop",
    ),
    Step(
        "withdraw",
        gettext_lazy("Withdraw for the school"),
        gettext_lazy("When the school gives its place or its turn back. The next who waits is offered it."),
        gettext_lazy("withdrawn. The school is told by email."),
        _OPEN,
        forms.ReasonForm,
        _withdraw,
        "stop",
    ),
]
