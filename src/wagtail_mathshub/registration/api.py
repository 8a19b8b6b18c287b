"""Sign-up in the API: apply, read and change an application by its token, and leave an address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import HeaderEx, P, PathEx, Query, Router
from ninja.decorators import decorate_view

from wagtail_mathshub.api.answers import json_response
from wagtail_mathshub.api.bodies import BODY_FAULTS, json_only
from wagtail_mathshub.api.errors import not_found
from wagtail_mathshub.api.parameters import Id, Parameters, check_known
from wagtail_mathshub.hubs.kept import kept, passwords_shown
from wagtail_mathshub.hubs.lists_api import FAULTS
from wagtail_mathshub.hubs.scope import Scope, scope_of
from wagtail_mathshub.publishing.visibility import opened
from wagtail_mathshub.registration import abuse, flows, tokens
from wagtail_mathshub.registration.api_problems import WRITE_FAULTS, as_problems, stored_key
from wagtail_mathshub.registration.application_data import application_data
from wagtail_mathshub.registration.changing import change
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.refusals import Faults, check_open
from wagtail_mathshub.registration.shapes import (
    ApplicationChangeShape,
    ApplicationShape,
    AppliedShape,
    NewApplicationShape,
    NewInterestShape,
    SaidShape,
    SignUpFormShape,
)
from wagtail_mathshub.registration.sign_up_data import sign_up_data
from wagtail_mathshub.registration.wishes import Wish, questions_of, read_wish
from wagtail_mathshub.workgroups.queries import public_groups

router = Router(tags=["Sign-up"])
Key = HeaderEx[
    str,
    P(
        alias="Idempotency-Key",
        max_length=200,
        pattern=r"^[\x20-\x7e]*$",
        description="A new one for each application: sent again with the same, it does nothing twice.",
    ),
]
Token = PathEx[str, P(description="The token in the address that an email gave: it says which hub, too.")]


@router.get(
    "work-groups/{id}/sign-up",
    response={200: SignUpFormShape} | FAULTS,
    operation_id="sign_up_form",
    summary="What a form for sign-up asks, and whether it is open",
    url_name="sign_up",
)
def sign_up_form(request: HttpRequest, id: Id, parameters: Query[Parameters]) -> HttpResponse:
    """The questions, limits and privacy notice of a Work Group; where it is not open, why and what else there is."""
    check_known(request, Parameters)

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        return sign_up_data(_group(id, scope), scope)

    return kept(request, data)


@router.post(
    "work-groups/{id}/applications",
    response={202: AppliedShape} | FAULTS | BODY_FAULTS | WRITE_FAULTS,
    operation_id="applications_create",
    summary="Ask for places in a Work Group",
    url_name="applications",
)
@decorate_view(json_only)
def applications_create(
    request: HttpRequest,
    id: Id,
    body: NewApplicationShape,
    parameters: Query[Parameters],
    key: Key = "",
) -> HttpResponse:
    """Take an application in and write to its contact. The answer is the same for every address.

    With an `Idempotency-Key` that is new for each application, sending it again does nothing twice.
    """
    check_known(request, Parameters)
    group = _group_shown(request, id, parameters.hub)
    with as_problems():
        abuse.check_person(body.website)
        wish = _wish(body, group)
        abuse.check_limits(abuse.address_of(request), page_id=group.pk, email=wish.contact_email)
        reference = flows.apply(page_id=group.pk, wish=wish, key=stored_key(key, group.pk))
    message = _("We've sent an email to the address you gave. Open the link in it to confirm.")
    return _answer({"reference": reference, "message": message}, status=202)


@router.get(
    "applications/{token}",
    response={200: ApplicationShape} | FAULTS,
    operation_id="applications_detail",
    summary="An application, by the token in its emails",
    url_name="application",
)
def applications_detail(request: HttpRequest, token: Token, parameters: Query[Parameters]) -> HttpResponse:
    """Where it stands and why, and what can be done with it now. Nobody keeps the answer."""
    check_known(request, Parameters)
    return _answer(application_data(_application(token)))


@router.patch(
    "applications/{token}",
    response={200: ApplicationShape} | FAULTS | BODY_FAULTS | WRITE_FAULTS,
    operation_id="applications_change",
    summary="Confirm, accept, decline, withdraw, or change who takes part",
)
@decorate_view(json_only)
def applications_change(
    request: HttpRequest, token: Token, body: ApplicationChangeShape, parameters: Query[Parameters]
) -> HttpResponse:
    """Do what is asked, all of it or nothing, and show what has become of the application."""
    check_known(request, Parameters)
    application = _application(token)
    with as_problems():
        change(application, body)
    return _answer(application_data(_application(token)))


@router.delete(
    "applications/{token}",
    response={200: ApplicationShape} | FAULTS | WRITE_FAULTS,
    operation_id="applications_withdraw",
    summary="Give the place, or the turn on the waiting list, back",
)
def applications_withdraw(request: HttpRequest, token: Token, parameters: Query[Parameters]) -> HttpResponse:
    """Withdraw an application. The next in turn is offered what it held."""
    check_known(request, Parameters)
    with as_problems():
        flows.withdraw(application=_application(token))
    return _answer(application_data(_application(token)))


@router.post(
    "work-groups/{id}/interests",
    response={202: SaidShape} | FAULTS | BODY_FAULTS | WRITE_FAULTS,
    operation_id="interests_create",
    summary="Leave an address until sign-up opens",
    url_name="interests",
)
@decorate_view(json_only)
def interests_create(
    request: HttpRequest, id: Id, body: NewInterestShape, parameters: Query[Parameters]
) -> HttpResponse:
    """Keep an address until sign-up opens. No place is asked for. The answer is the same for every address."""
    check_known(request, Parameters)
    group = _group_shown(request, id, parameters.hub)
    with as_problems():
        abuse.check_person(body.website)
        abuse.check_limits(abuse.address_of(request), page_id=group.pk, email=body.email)
        flows.note_interest(
            page=group, email=body.email, name=body.name, school_name=body.school, consent=body.consent
        )
    return _answer({"message": _("We'll write to you when sign-up opens.")}, status=202)


@router.delete(
    "interests/{token}",
    response={200: SaidShape} | FAULTS | WRITE_FAULTS,
    operation_id="interests_withdraw",
    summary="Take an address back",
    url_name="interest",
)
def interests_withdraw(request: HttpRequest, token: Token, parameters: Query[Parameters]) -> HttpResponse:
    """Forget somebody who does not want to be told any more."""
    check_known(request, Parameters)
    interest = tokens.interest_of(token)
    if interest is None:
        raise not_found(_("There is nothing with this token, or no more."))
    with as_problems():
        flows.withdraw_interest(interest=interest)
    return _answer({"message": _("Your address is deleted. We won't write to you about this Work Group.")})


def _group(key: int, scope: Scope) -> Any:
    group = public_groups(hub=scope.hub).filter(pk=key).select_related("successor").first()
    if group is None:
        raise not_found(_("There is no such page with this id here."))
    return group


def _group_shown(request: HttpRequest, key: int, hub: str) -> Any:
    with opened(row.pk for row in passwords_shown(request)):
        return _group(key, scope_of(request, hub))


def _application(token: str) -> Application:
    application = tokens.application_of(token)
    if application is None:
        raise not_found(_("There is nothing with this token, or no more."))
    return application


def _wish(body: NewApplicationShape, group: Any) -> Wish:
    try:
        _check_questions(body, group)
        return read_wish(body.model_dump(), group)
    except Faults:
        # Nobody has to put answers right that are then not taken.
        check_open(group, group.state)
        raise


def _check_questions(body: NewApplicationShape, group: Any) -> None:
    known = [question.id for question in questions_of(group)]
    unknown = [key for key in body.answers if key not in known]
    if unknown:
        raise Faults({f"answers.{key}": _("There is no such question.") for key in unknown})


def _answer(data: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = json_response(data)
    answer.status_code = status
    answer["Cache-Control"] = "no-store"
    return answer
