"""What a hub keeps for longer than its settings say: shown, and erased when somebody says that they are sure."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import log
from wagtail.models import Site

from wagtail_mathshub.hubs.queries import all_hubs
from wagtail_mathshub.registration import retention
from wagtail_mathshub.registration.models import Application, Interest, Message
from wagtail_mathshub.registration.office.screens import Screen, say_no
from wagtail_mathshub.registration.refusals import Busy
from wagtail_mathshub.scoping.policies import policy_of
from wagtail_mathshub.scoping.screens import say_done

PURGED = "mathshub.registration.purged"
# A request ends before a server loses patience with it; the button can be pressed again.
AT_ONCE = 500
KEPT = (Application, Interest, Message)


class PastKeepingView(Screen):
    """Says what would go, by Work Group and without a name, and erases it."""

    template_name = "wagtail_mathshub/admin/registration/past_keeping.html"
    page_title = gettext_lazy("Past its time")
    header_icon = "bin"

    def may_come_in(self, user: Any) -> bool:
        """Those who may delete all that a hub's sign-up keeps."""
        return all(policy_of(model).user_has_any_permission(user, ["delete"]) for model in KEPT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is due, and how long each hub keeps it."""
        sites = [site.pk for site in sites_to_clear(self.request.user)]
        old = retention.old_applications(sites).order_by()
        groups = old.values("page__title").annotate(number=Count("pk")).order_by("page__title", "page")
        return super().get_context_data(**kwargs) | {
            "due": retention.due(sites),
            "groups": [(row["page__title"], row["number"]) for row in groups],
            "hubs": [hub for hub in all_hubs() if hub.site_id in sites],
            "sent_days": retention.SENT_KEPT.days,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Erase it, if that was meant."""
        if request.POST.get("sure") != "yes":
            fault = _("Tick the box to say that you are sure.")
            return self.render_to_response(self.get_context_data(fault=fault))
        sites = sites_to_clear(request.user)
        keys = [site.pk for site in sites]
        try:
            done = retention.purge(keys, user=request.user, most=AT_ONCE)
        except Busy as error:
            say_no(request, error)
            return redirect("mathshub_registration_past_keeping")
        if not done.nothing:
            for site in sites:
                log(instance=site, action=PURGED, user=request.user)
        say_done(request, _words(done, retention.due(keys)))
        return redirect("mathshub_registration_past_keeping")


def sites_to_clear(user: Any) -> list[Site]:
    """The hubs of which `user` may delete applications, interests and messages."""
    found = [set(policy_of(model).sites_user_has_any_permission_for(user, ["delete"])) for model in KEPT]
    return sorted(set.intersection(*found), key=lambda site: site.pk)


def _words(done: retention.Due, left: retention.Due) -> str:
    if done.nothing:
        return _("Nothing is past its time.")
    parts = [
        ngettext("{count} application", "{count} applications", done.applications),
        ngettext("{count} interest", "{count} interests", done.interests),
        ngettext("{count} old email", "{count} old emails", done.messages),
    ]
    counts = (done.applications, done.interests, done.messages)
    erased = ", ".join(part.format(count=count) for part, count in zip(parts, counts, strict=True) if count)
    words = _("Erased: {parts}.").format(parts=erased)
    if left.nothing:
        return words
    return words + " " + _("There is more to erase: press the button again.")
