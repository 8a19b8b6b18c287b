"""The pages on which a school signs up, and on which it sees and changes its application."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from wagtail_mathshub.api.errors import Problem
from wagtail_mathshub.hubs.hub_view import FILLING_IN, Filled, hub_view
from wagtail_mathshub.registration import abuse
from wagtail_mathshub.registration.interests import can_note_interest
from wagtail_mathshub.registration.refusals import Busy, Faults, Refused
from wagtail_mathshub.registration.visiting import interest_page, signing_up
from wagtail_mathshub.registration.visiting.groups import group_to_join, ways_on, why_not
from wagtail_mathshub.registration.visiting.sign_up_page import (
    Said,
    closed_context,
    sent_context,
    step_context,
)
from wagtail_mathshub.registration.visiting.signing_up import SignUp, begun, carried_on
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings

REFERENCE = re.compile(r"[A-Z0-9]{1,3}-[A-Z0-9]{6}")
# A form may be gone back to, but nobody else may keep it.
FORM = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
INTEREST = "wagtail_mathshub/register_interest_page.html"
SIGN_UP, CLOSED, SENT = (f"wagtail_mathshub/sign_up_{name}.html" for name in ("page", "closed", "sent"))


@sensitive_post_parameters()
@hub_view(SIGN_UP, methods=FILLING_IN)
def sign_up(request: HttpRequest, hub: HubSettings, pk: int) -> Filled | HttpResponseBase:
    """The form in its three steps; why there is none; and what comes after it was sent."""
    group = group_to_join(hub, pk)
    refused = why_not(group)
    if request.method == "POST":
        if refused is None or group.apply_via == ApplyVia.OWN_FORM:
            return _filled_in(request, hub, carried_on(request.POST, group), refused)
        return Filled(closed_context(request, hub, group, refused), 409, FORM, CLOSED)
    reference = request.GET.get("sent", "")
    if REFERENCE.fullmatch(reference):
        return Filled(sent_context(request, hub, group, reference), headers=FORM, template=SENT)
    if refused is not None:
        return Filled(closed_context(request, hub, group, refused), headers=FORM, template=CLOSED)
    return Filled(step_context(request, hub, begun(group)), headers=FORM)


def _filled_in(
    request: HttpRequest, hub: HubSettings, form: SignUp, refused: Refused | None
) -> Filled | HttpResponseBase:
    where = request.POST.get("go", "next")
    if where == "send":
        return _sent(request, hub, form)
    form.go(where)
    if refused is not None:
        return _shown(request, hub, form, _not_now(refused, form, hub), 409)
    return _shown(request, hub, form, status=422 if form.faults else 200)


def _sent(request: HttpRequest, hub: HubSettings, form: SignUp) -> Filled | HttpResponseBase:
    trap, address = request.POST.get(abuse.TRAP, ""), abuse.address_of(request)
    try:
        reference = signing_up.send(form, trap=trap, address=address)
    except Refused as refused:
        return _shown(request, hub, form, _not_now(refused, form, hub), 409)
    except Problem as problem:
        said = Said(problem.shape.title, problem.shape.detail)
        return _shown(request, hub, form, said, problem.shape.status, problem.headers)
    except Busy as busy:
        return _shown(request, hub, form, busy_words(), 503, {"Retry-After": str(busy.wait)})
    if not reference:
        return _shown(request, hub, form, status=422)
    address = reverse("mathshub:sign_up", args=[form.group.pk])
    return HttpResponseRedirect(f"{address}?sent={reference}", status=303)


def busy_words() -> Said:
    """What is told when too many ask at once."""
    return Said(
        _("Many are signing up at this moment"),
        _("Nothing is lost, and nothing was sent yet. Wait a few seconds and send it once more."),
    )


def _not_now(refused: Refused, form: SignUp, hub: HubSettings) -> Said:
    again = signing_up.try_again(form, refused)
    if again:
        return Said(_("Please send it once more"), again)
    return Said(_("You can't sign up at the moment"), refused.reason, ways_on(form.group, hub))


def _shown(
    request: HttpRequest,
    hub: HubSettings,
    form: SignUp,
    said: Said | None = None,
    status: int = 200,
    headers: dict[str, Any] | None = None,
) -> Filled:
    return Filled(step_context(request, hub, form, said), status, FORM | (headers or {}))


@sensitive_post_parameters()
@hub_view(INTEREST, methods=FILLING_IN)
def register_interest(request: HttpRequest, hub: HubSettings, pk: int) -> Filled | HttpResponseBase:
    """The form for those who want to be told when sign-up opens."""
    group = group_to_join(hub, pk)
    if request.method != "POST" and request.GET.get("sent"):
        context = interest_page.form_context(request, hub, group, interest_page.blank(), sent=True)
        return Filled(context, headers=FORM)
    if not can_note_interest(group):
        refused = Refused("no_interest", _("There is no form to register interest in this Work Group now."))
        status = 409 if request.method == "POST" else 200
        return Filled(closed_context(request, hub, group, refused), status, FORM, CLOSED)
    if request.method == "POST":
        return _interested(request, hub, group)
    return Filled(interest_page.form_context(request, hub, group, interest_page.blank()), headers=FORM)


def _interested(request: HttpRequest, hub: HubSettings, group: Any) -> Filled | HttpResponseBase:
    data = interest_page.read(request.POST)
    faults: dict[str, str] = {}
    said: Said | None = None
    headers: dict[str, str] = {}
    try:
        interest_page.note(group, data, request.POST, abuse.address_of(request))
    except Faults as found:
        status, faults = 422, found.by_path
    except Refused as refused:
        status, said = 409, Said(_("Please send it once more"), str(refused))
    except Problem as problem:
        status, headers = problem.shape.status, problem.headers
        said = Said(problem.shape.title, problem.shape.detail)
    except Busy as busy:
        status, headers, said = 503, {"Retry-After": str(busy.wait)}, busy_words()
    else:
        address = reverse("mathshub:register_interest", args=[group.pk])
        return HttpResponseRedirect(f"{address}?sent=1", status=303)
    context = interest_page.form_context(request, hub, group, data, faults=faults, said=said)
    return Filled(context, status, FORM | headers)
