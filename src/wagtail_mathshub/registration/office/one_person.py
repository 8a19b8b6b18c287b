"""What is kept of one person: looked up by email, handed out, erased."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import log
from wagtail.models import Site

from wagtail_mathshub.feeds.ical import one_line
from wagtail_mathshub.registration import flows, policies
from wagtail_mathshub.registration.erasing import applications_of
from wagtail_mathshub.registration.models import Application, Interest, Message
from wagtail_mathshub.registration.office.lists import chip
from wagtail_mathshub.registration.office.screens import Screen, say_no
from wagtail_mathshub.registration.refusals import Busy, Refused
from wagtail_mathshub.registration.wishes import EMAIL, is_email
from wagtail_mathshub.scoping.policies import policy_of
from wagtail_mathshub.scoping.screens import say_done

HANDED_OUT, ERASED = "mathshub.registration.handed_out", "mathshub.registration.erased"
HIDDEN = gettext_lazy("Kept, but you may not see it")


class FindPersonView(Screen):
    """Finds a person in the hubs on which the user has rights. The address is sent, and never part of a link."""

    template_name = "wagtail_mathshub/admin/registration/find_person.html"
    page_title = gettext_lazy("Find a person")
    header_icon = "search"

    def may_come_in(self, user: Any) -> bool:
        """Those who keep the applications of a hub."""
        return bool(self.sites("change", user))

    def sites(self, action: str, user: Any = None) -> list[Site]:
        """The hubs in which the user may do `action` with all that sign-up keeps."""
        found = [
            set(policy_of(model).sites_user_has_any_permission_for(user or self.request.user, [action]))
            for model in (Application, Interest, Message)
        ]
        return sorted(set.intersection(*found), key=lambda site: site.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look a person up, hand out what is kept, or erase it."""
        email = one_line(request.POST.get("email", ""))[: EMAIL + 1].lower()
        if len(email) > EMAIL or not is_email(email):
            fault = _("Enter the email address in full, like name@school.sch.uk")
            return self.render_to_response(self.get_context_data(email=email, fault=fault))
        if "download" in request.POST:
            return self._hand_out(email)
        if "erase" in request.POST:
            return self._erase(email)
        return self.render_to_response(self.get_context_data(email=email, **self._found(email)))

    def _found(self, email: str, **more: Any) -> dict[str, Any]:
        sites = self.sites("change")
        rows = applications_of(email, sites).select_related("page", "site")
        erasable = {site.pk for site in self.sites("delete")}
        return {
            "looked": True,
            "applications": [(row, chip(row.state, row.get_state_display())) for row in rows],
            "interests": Interest.objects.filter(email__iexact=email, site__in=sites).select_related("page"),
            "message_count": Message.objects.filter(to__iexact=email, site__in=sites).count(),
            "may_erase": bool(erasable),
            **more,
        }

    def _hand_out(self, email: str) -> HttpResponse:
        sites = self.sites("change")
        data = flows.export_person(email=email, sites=sites)
        _hide_trns(data, self.request.user, sites)
        _note(sites, email, HANDED_OUT, self.request.user)
        answer = HttpResponse(orjson.dumps(data, option=orjson.OPT_INDENT_2), content_type="application/json")
        answer["Content-Disposition"] = 'attachment; filename="person.json"'
        answer["Cache-Control"] = "no-store"
        return answer

    def _erase(self, email: str) -> HttpResponse:
        if self.request.POST.get("sure") != "yes":
            fault = _("Tick the box to say that you are sure.")
            return self.render_to_response(
                self.get_context_data(email=email, **self._found(email, erase_fault=fault))
            )
        sites = self.sites("delete")
        touched = _where_kept(sites, email)
        try:
            count = flows.erase_person(email=email, sites=sites, user=self.request.user)
        except (Refused, Busy) as error:
            say_no(self.request, error)
            return self.render_to_response(self.get_context_data(email=email, **self._found(email)))
        _log(touched, ERASED, self.request.user)
        text = ngettext("{count} record was erased.", "{count} records were erased.", count)
        say_done(self.request, text.format(count=count) if count else _("Nothing was kept of this address."))
        return self.render_to_response(self.get_context_data())


def _hide_trns(data: dict[str, Any], user: Any, sites: list[Site]) -> None:
    # What is handed out does not say of which hub each line is: all of them, or none.
    if all(policies.may_see_trn(user, site.pk) for site in sites):
        return
    for application in data["applications"]:
        for person in application["participants"]:
            if person["trn"]:
                person["trn"] = str(HIDDEN)


def _where_kept(sites: Iterable[Site], email: str) -> list[Site]:
    sites = list(sites)
    keys = set(applications_of(email, sites).order_by().values_list("site_id", flat=True))
    for model, field in ((Interest, "email"), (Message, "to")):
        rows = model.objects.filter(**{f"{field}__iexact": email}, site__in=sites)
        keys |= set(rows.order_by().values_list("site_id", flat=True))
    return [site for site in sites if site.pk in keys]


def _note(sites: Iterable[Site], email: str, action: str, user: Any) -> None:
    _log(_where_kept(sites, email), action, user)


def _log(sites: Iterable[Site], action: str, user: Any) -> None:
    # That somebody's data was handed out or erased is kept, and of whom is not.
    for site in sites:
        log(instance=site, action=action, user=user)
