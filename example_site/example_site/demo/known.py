"""What the demo's pages point to, and where they go in the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from example_site.demo.shift import Shift
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.taxonomy.years import parse_year
from wagtail_mathshub.workgroups.models import Project


@dataclass(frozen=True)
class Known:
    """Rows by the demo's keys, and how far its dates move."""

    hubs: dict[str, HubSettings]
    schools: dict[str, Organisation]
    people: dict[str, Person]
    projects: dict[str, Project]
    shift: Shift

    def credit(self, model: type[Any], order: int, name: str) -> Any:
        """An author or compiler: somebody of the demo by key, or a name in words."""
        person = self.people.get(name)
        return model(sort_order=order, person=person, name="" if person else name)


def index_of(hub: HubSettings, model: type[Any]) -> Any:
    """The hub's list page of that kind."""
    return model.objects.descendant_of(hub.site.root_page).get()


def year_range(groups: list[str] | None) -> dict[str, int | None]:
    """The columns for year groups; empty ones for all years."""
    years = [parse_year(key) for key in groups or []]
    return {"year_from": min(years, default=None), "year_to": max(years, default=None)}
