"""The way to a roll over: choose the Work Groups, look at what would become of them, begin."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_mathshub.desk.rolling_over import flows, sources, years
from wagtail_mathshub.desk.rolling_over.flows import Order
from wagtail_mathshub.desk.rolling_over.one_roll_over import SECONDS
from wagtail_mathshub.desk.rolling_over.projects import Projects
from wagtail_mathshub.desk.rolling_over.refusals import RollOverRefused
from wagtail_mathshub.desk.rolling_over.report import edit_address
from wagtail_mathshub.desk.rolling_over.screens import (
    NAME,
    Screen,
    chip,
    choose_address,
    keys_in,
    token_in,
    year_words,
)
from wagtail_mathshub.desk.rolling_over.tables import RollOver
from wagtail_mathshub.scoping.screens import say_no
from wagtail_mathshub.taxonomy import academic_years

MOST_EARLIER = 10


class ChooseView(Screen):
    """The Work Groups of a hub in one academic year, to tick those that are wanted in another."""

    template_name = "wagtail_mathshub/admin/rolling_over/choose.html"

    def get_page_title(self) -> str:
        """What this is for."""
        return _("Roll over")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The hubs, the years, the groups, and what was rolled over before."""
        data = self.request.GET
        place, (from_year, to_year, fault) = self.place_in(data), self.years_in(data)
        found = [] if fault else sources.candidates(place, from_year, to_year, self.request.user)
        earlier = RollOver.objects.filter(site=place.hub.site_id).select_related("user")[:MOST_EARLIER]
        return {
            **super().get_context_data(**kwargs),
            "places": self.places,
            "place": place,
            "from_year": from_year,
            "to_year": to_year,
            "from_label": academic_years.label(from_year),
            "to_label": academic_years.label(to_year),
            "from_years": _choices(sources.years_of(place) | {from_year}),
            "to_years": _choices(set(years.targets())),
            "fault": fault,
            "lines": [_line(candidate) for candidate in found],
            "can_be_ticked": sum(candidate.can_be_ticked for candidate in found),
            "earlier": [
                {"row": row, "years": year_words(row), "url": reverse(f"{NAME}report", args=[row.pk])}
                for row in earlier
            ],
        }


def _choices(keys: set[str]) -> list[tuple[str, str]]:
    return [(key, academic_years.label(key)) for key in sorted(keys, reverse=True)]


def _line(candidate: sources.Candidate) -> dict[str, Any]:
    page, rolled = candidate.page, candidate.rolled
    return {
        "candidate": candidate,
        "page": page,
        "chip": chip(page.delivery_state),
        "code": page.effective_code,
        "edit": edit_address(page.pk),
        "copy": edit_address(rolled.copy_id) if rolled and rolled.copy_id else "",
        "waits": reverse(f"{NAME}report", args=[rolled.roll_over_id])
        if rolled and rolled.done_at is None
        else "",
    }


class OrderScreen(Screen):
    """A screen to which the ticks are sent; whoever comes by its address alone goes back to the list."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the list."""
        return redirect(f"{NAME}choose")

    def order_in(self, request: HttpRequest) -> Order:
        """What was asked for. RollOverRefused where the years do not fit."""
        data = request.POST
        place, (from_year, to_year, fault) = self.place_in(data), self.years_in(data)
        if fault:
            raise RollOverRefused(fault)
        return Order(
            place=place,
            from_year=from_year,
            to_year=to_year,
            pages=keys_in(data, "group"),
            projects=keys_in(data, "project"),
            token=token_in(data) or uuid4(),
            user=request.user,
        )

    def back(self, request: HttpRequest, error: RollOverRefused) -> HttpResponse:
        """Say why nothing was done, and show the list again."""
        say_no(request, error)
        place, (from_year, to_year, _fault) = self.place_in(request.POST), self.years_in(request.POST)
        return redirect(choose_address(place, from_year, to_year))


class PreviewView(OrderScreen):
    """What would become of the ticked groups. Nothing is written."""

    template_name = "wagtail_mathshub/admin/rolling_over/preview.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        try:
            order = self.order_in(request)
            plans = flows.plans(order)
            if not plans:
                raise RollOverRefused(_("Tick the Work Groups that you want to copy."))
        except RollOverRefused as error:
            return self.back(request, error)
        return self.render_to_response(self.get_context_data(order=order, plans=plans))

    def get_page_title(self) -> str:
        """What this shows."""
        return _("What would be made")

    def get_crumbs(self) -> list[tuple[str, Any]]:
        """The list."""
        return [(reverse(f"{NAME}choose"), _("Roll over"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The plans, and the projects that nothing follows yet."""
        order, plans = kwargs["order"], kwargs["plans"]
        projects = Projects(order.place.hub.site, order.from_year, order.to_year, order.user)
        return {
            **super().get_context_data(**kwargs),
            "proposals": projects.proposals(plan.source.project_id for plan in plans),
            "from_label": academic_years.label(order.from_year),
            "to_label": academic_years.label(order.to_year),
            "back": choose_address(order.place, order.from_year, order.to_year),
        }


class BeginView(OrderScreen):
    """Begins, works for a while, and leads to the report."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the drafts."""
        try:
            row = flows.begin(self.order_in(request))
        except RollOverRefused as error:
            return self.back(request, error)
        if row.undone_at is None and (said := flows.go_on(row, request.user, seconds=SECONDS)):
            say_no(request, said)
        return redirect(f"{NAME}report", row.pk)
