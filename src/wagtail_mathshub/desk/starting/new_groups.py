"""The screen on which Work Groups of a project are begun."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from wagtail_mathshub.desk.starting import places
from wagtail_mathshub.desk.starting.flows import start_groups
from wagtail_mathshub.desk.starting.forms import COHORTS, MOST_COHORTS, Cohorts, OfferForm
from wagtail_mathshub.desk.starting.telling import say_odd
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.scoping.screens import Screen
from wagtail_mathshub.workgroups.editing.office import READ_DATES, address_of


class NewGroupsView(Screen):
    """Takes a project and one or several cohorts, and makes a page of each."""

    template_name = "wagtail_mathshub/admin/starting/new_groups.html"
    page_title = gettext_lazy("New Work Groups from a project")
    header_icon = "folder-open-inverse"
    forms: tuple[OfferForm, Any] | None = None
    looked = False

    def may_come_in(self, user: Any) -> bool:
        """Those who may add a Work Group in some hub."""
        return bool(places.lists_for(user))

    @cached_property
    def place(self) -> tuple[HubSettings, Any] | None:
        """The hub and its list: the user's one, or the one that was asked for; None to choose."""
        found = places.lists_for(self.request.user)
        asked = self.request.GET.get("hub", "")
        if asked:
            found = [place for place in found if place[0].key == asked]
            if not found:
                raise Http404
        return found[0] if len(found) == 1 else None

    @property
    def chosen(self) -> tuple[HubSettings, Any]:
        """The hub and its list; Http404 while it is to be chosen."""
        if self.place is None:
            raise Http404
        return self.place

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The hubs to choose from, or the forms."""
        context = super().get_context_data(**kwargs)
        if self.place is None:
            hubs = [hub for hub, _page in places.lists_for(self.request.user)]
            return context | {"hubs": hubs, "project": self.request.GET.get("project", "")}
        offer, cohorts = self.forms or self._forms()
        return context | {
            "hub": self.place[0],
            "list": self.place[1],
            "offer": offer,
            "cohorts": cohorts,
            "looked": self.looked,
            "most": MOST_COHORTS,
            "read_dates": address_of(READ_DATES),
            "media": offer.media + cohorts.empty_form.media,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the groups, or show the forms again with all that was typed."""
        data = request.POST
        if "more" in data:
            data = _with_one_more(data)
        offer, cohorts = self.forms = self._forms(data)
        valid = offer.is_valid() & cohorts.is_valid()
        if "more" in data:
            _without_errors(offer, cohorts)
        elif "look" in data:
            self.looked = True
        elif valid:
            return self._make(offer, cohorts)
        return self.render_to_response(self.get_context_data())

    def _make(self, offer: OfferForm, cohorts: Any) -> HttpResponse:
        index = self.chosen[1]
        publish = bool(offer.cleaned_data.get("publish"))
        used = cohorts.used
        try:
            made = start_groups(
                index=index,
                offer=offer.offer,
                cohorts=[form.cohort for form in used],
                request=self.request,
                publish=publish,
            )
        except ValidationError as error:
            for message in error.messages:
                offer.add_error(None, message)
            return self.render_to_response(self.get_context_data())
        self._tell(made, used, publish)
        if len(made) == 1:
            return redirect("wagtailadmin_pages:edit", made[0].pk)
        return redirect("wagtailadmin_explore", index.pk)

    def _tell(self, made: list[Any], used: list[Any], publish: bool) -> None:
        if publish:
            words = ngettext(
                "{count} Work Group was published.", "{count} Work Groups were published.", len(made)
            )
        else:
            words = ngettext("{count} draft was made.", "{count} drafts were made.", len(made))
        buttons = [
            messages.button(
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
                _("Edit “{group}”").format(group=page.group_name or page.title),
            )
            for page in made
        ]
        messages.success(self.request, words.format(count=len(made)), buttons=buttons)
        for page, form in zip(made, used, strict=True):
            if form.pasted.warnings:
                words = _("Please look at these dates of “{title}” again:").format(title=page.title)
                say_odd(self.request, words, form.pasted.warnings)

    def _forms(self, data: Any = None) -> tuple[OfferForm, Any]:
        hub, index = self.chosen
        may_publish = places.may_publish_in(self.request.user, index)
        initial = {"project": self.request.GET.get("project", "")}
        offer = OfferForm(hub, data, may_publish=may_publish, initial=initial)
        return offer, Cohorts(data, prefix=COHORTS, form_kwargs={"offer": offer})


def _with_one_more(data: Any) -> Any:
    data = data.copy()
    name = f"{COHORTS}-TOTAL_FORMS"
    count = data.get(name, "")
    if count.isdecimal() and len(count) < 4:
        data[name] = str(min(int(count) + 1, MOST_COHORTS))
    return data


def _without_errors(offer: OfferForm, cohorts: Any) -> None:
    # Nothing was sent off yet: it is too early to complain.
    for form in (offer, *cohorts.forms):
        form.errors.clear()
    cohorts._non_form_errors.clear()
