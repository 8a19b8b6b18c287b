"""What a report is asked for: an academic year, a term of it, and which of the user's hubs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import all_hubs, all_terms
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.registration import policies
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.scoping.policies import ANY
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.vocabularies import Term
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

Days = tuple[date, date]


@dataclass(frozen=True)
class Asked:
    """The report that is wanted: `hubs` are never others than the user's, `term` is "" for the whole year."""

    year: str
    term: str
    hubs: tuple[HubSettings, ...]
    own: tuple[HubSettings, ...]

    @property
    def sites(self) -> list[int]:
        """The keys of the hubs' Sites."""
        return [hub.site_id for hub in self.hubs]

    @property
    def term_label(self) -> str:
        """The term in words; that it is the whole year for none."""
        return str(Term(self.term).label) if self.term else _("Whole year")

    @property
    def hub_label(self) -> str:
        """The one hub, or that it is about all of them."""
        return str(self.hubs[0]) if len(self.hubs) == 1 else _("All your hubs")

    @property
    def days(self) -> dict[int, Days]:
        """By Site: the first and the last day of the term in that year, where the hub has said them."""
        return {
            row.settings.site_id: (row.first_day, row.last_day)
            for row in all_terms()
            if row.term == self.term and row.academic_year == self.year
        }

    @property
    def hubs_without_days(self) -> list[HubSettings]:
        """The hubs that have not said when the term is."""
        return [hub for hub in self.hubs if hub.site_id not in self.days] if self.term else []


def hubs_of(user: Any) -> tuple[HubSettings, ...]:
    """The hubs whose applications `user` keeps: all of a hub's, not only those of groups that they lead."""
    sites = set(policies.sites_of(user, *ANY).values_list("pk", flat=True))
    return tuple(hub for hub in all_hubs() if hub.site_id in sites)


def asked_by(user: Any, given: Mapping[str, str]) -> Asked:
    """What an address asks for. What means nothing, or is not the user's, is passed over."""
    own = hubs_of(user)
    chosen = tuple(hub for hub in own if hub.key == given.get("hub"))
    year, term = given.get("year", ""), given.get("term", "")
    return Asked(
        year=year if academic_years.is_valid_key(year) else academic_years.current(),
        term=term if term in Term.values else "",
        hubs=chosen or own,
        own=own,
    )


def years_to_choose(asked: Asked) -> list[str]:
    """This year, the year asked for, and all in which somebody applied; the latest first."""
    model = get_model(WorkGroupMixin)
    found = {academic_years.current(), asked.year}
    if model is not None:
        applied = Application.objects.filter(site__in=[hub.site_id for hub in asked.own]).values("page")
        rows = model.objects.filter(pk__in=applied).exclude(academic_year="")
        found |= set(rows.order_by().values_list("academic_year", flat=True).distinct())
    return sorted(filter(academic_years.is_valid_key, found), reverse=True)
