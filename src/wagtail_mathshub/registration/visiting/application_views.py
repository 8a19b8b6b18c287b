"""What the links in an email lead to: an application, its calendar, an interest.

Nothing changes when a link is opened, since programs that look through mail open them too. Whoever holds
the link may press the buttons: it is the secret, and no cookie is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from wagtail_mathshub.feeds import ical
from wagtail_mathshub.hubs.hub_view import FILLING_IN, Filled, hub_view
from wagtail_mathshub.hubs.page_meta import meta_for
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.refusals import Busy, Faults, Refused
from wagtail_mathshub.registration.states import State
from wagtail_mathshub.registration.tokens import application_of, interest_of
from wagtail_mathshub.registration.visiting import application_page as page
from wagtail_mathshub.registration.visiting import form_data, interest_page
from wagtail_mathshub.registration.visiting.groups import group_of
from wagtail_mathshub.registration.visiting.own_calendar import file_name, own_calendar
from wagtail_mathshub.registration.visiting.sign_up_page import Said
from wagtail_mathshub.registration.visiting.signing_up import change_people

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings

SECRET = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
APPLICATION, INTEREST = "wagtail_mathshub/application_page.html", "wagtail_mathshub/interest_page.html"
GONE = "wagtail_mathshub/link_gone.html"
DONE = {page.PEOPLE: gettext_lazy("Who takes part has been changed.")}


# A browser that tells no referrer tells no origin either, and Django's check would refuse each button.
@csrf_exempt
@sensitive_post_parameters()
@hub_view(APPLICATION, methods=FILLING_IN)
def application(request: HttpRequest, hub: HubSettings, token: str) -> Filled | HttpResponseBase:
    """The application that the link stands for: how it stands, and what can be done."""
    row = application_of(token)
    group = group_of(row.page_id) if row and row.site_id == hub.site_id else None
    if row is None or group is None:
        return _gone(request, hub)
    if request.method == "POST":
        return _pressed(request, hub, row, group, token)
    return _shown(request, hub, row, group, **_asked(request, row, group))


def _asked(request: HttpRequest, row: Application, group: Any) -> dict[str, Any]:
    ask, done = request.GET.get("ask", ""), DONE.get(request.GET.get("done", ""), "")
    if ask == page.PEOPLE and page.can_change(row):
        return page.people_form(page.people_asked(row), group)
    return {"ask": ask if ask == page.WITHDRAW else "", "status": str(done)}


def _pressed(
    request: HttpRequest, hub: HubSettings, row: Application, group: Any, token: str
) -> Filled | HttpResponseBase:
    is_people = request.POST.get("do") == page.PEOPLE
    people = form_data.read_people(request.POST) if is_people else []
    asked: dict[str, Any] = page.people_form(people, group) if is_people else {}
    try:
        if is_people:
            where = request.POST.get("go", "save")
            if where != "save":
                focus, status = change_people({"participants": people}, group, where)
                return _shown(
                    request, hub, row, group, **page.people_form(people, group, focus=focus, status=status)
                )
            page.change_people(row, people, group)
        else:
            page.do(row, request.POST)
    except Faults as faults:
        return _shown(request, hub, row, group, 422, **page.people_form(people, group, faults=faults.by_path))
    except Refused as refused:
        said = Said(_("That can't be done"), str(refused))
        row = application_of(token) or row
        return _shown(request, hub, row, group_of(row.page_id), 409, **asked, said=said)
    except Busy as busy:
        said = Said(
            _("Many ask at this moment"), _("Nothing has changed. Wait a few seconds and press it again.")
        )
        headers = {"Retry-After": str(busy.wait)}
        return _shown(request, hub, row, group, 503, headers, **asked, said=said)
    done = f"?done={page.PEOPLE}" if is_people else ""
    return HttpResponseRedirect(request.path + done, status=303, headers=SECRET)


def _shown(
    request: HttpRequest,
    hub: HubSettings,
    row: Application,
    group: Any,
    status_code: int = 200,
    headers: dict[str, str] | None = None,
    **more: Any,
) -> Filled:
    context = page.context_of(request, hub, row, group, **more)
    return Filled(context, status_code, SECRET | (headers or {}))


@hub_view(GONE)
def application_ics(request: HttpRequest, hub: HubSettings, token: str) -> Filled | HttpResponseBase:
    """All dates with the joining links, for those who have a place."""
    row = application_of(token)
    if row is None or row.site_id != hub.site_id or row.state != State.CONFIRMED:
        return _gone(request, hub)
    group = group_of(row.page_id)
    if group is None:
        return _gone(request, hub)
    disposition = f'attachment; filename="{file_name(group)}"'
    return HttpResponse(
        ical.write(own_calendar(group, hub.site)),
        content_type=ical.MEDIA_TYPE,
        headers=SECRET | {"Content-Disposition": disposition},
    )


@csrf_exempt
@hub_view(INTEREST, methods=FILLING_IN)
def interest(request: HttpRequest, hub: HubSettings, token: str) -> Filled:
    """What somebody left who wants to be told, and the button with which it is forgotten."""
    row = interest_of(token)
    group = group_of(row.page_id) if row and row.site_id == hub.site_id else None
    if row is None or group is None:
        return _gone(request, hub)
    if request.method == "POST":
        flows.withdraw_interest(interest=row)
    gone = request.method == "POST"
    return Filled(interest_page.own_context(request, hub, group, gone=gone), headers=SECRET)


def _gone(request: HttpRequest, hub: HubSettings) -> Filled:
    meta = meta_for(request, hub, title=_("This link leads nowhere"), indexed=False, path="/", canonical="")
    context = {"crumbs": [], "meta": meta, "paper_address": request.build_absolute_uri("/")}
    return Filled(context, 404, SECRET, GONE)
