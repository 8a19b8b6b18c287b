"""The report of who leads what in a year."""

from __future__ import annotations

from typing import Any

import django_filters
from django.forms import RadioSelect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet

from wagtail_mathshub.desk.listings.columns import (
    Exported,
    LinesColumn,
    LinksColumn,
    ListColumn,
    london_day,
    short_day,
)
from wagtail_mathshub.desk.listings.filters import years_held
from wagtail_mathshub.desk.listings.leading import Leading, group_links, leading_of, people_who_lead
from wagtail_mathshub.desk.listings.queries import pages_for
from wagtail_mathshub.desk.listings.reports.base import HubReport
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.scoping.policies import policy_of
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin


class YearFilters(WagtailFilterSet):
    """Of which academic year."""

    academic_year = django_filters.ChoiceFilter(
        label=gettext_lazy("Academic year"), empty_label=gettext_lazy("This year"), widget=RadioSelect
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, data: Any = None, *, request: Any, **kwargs: Any) -> None:
        super().__init__(data, request=request, **kwargs)
        model = get_model(WorkGroupMixin)
        years = years_held(pages_for(request.user, model)) if model else []
        self.filters["academic_year"].extra["choices"] = years

    def filter_queryset(self, queryset: Any) -> Any:
        """The people are found by the year itself."""
        return queryset


def name_link(person: Person) -> list[tuple[str, str]]:
    """The person, with the address of their screen for somebody who may change it."""
    return [(getattr(person, "edit_address", ""), person.name)]


def role_words(person: Person) -> list[str]:
    """The roles of this month; that there is none, for somebody who leads all the same."""
    roles = [role.get_role_display() for role in person.current_roles]
    if roles or not leading(person).groups:
        return roles
    return [_("Has left, but still leads")]


def leading(person: Person) -> Leading:
    """What this person leads in the year that was asked for."""
    return getattr(person, "leading", None) or Leading()


def ahead_words(person: Person) -> str:
    """Like "3, next on Thu 26 Nov 2026"."""
    ahead = leading(person).ahead
    if not ahead:
        return ""
    text = ngettext("{count}, on {day}", "{count}, next on {day}", len(ahead))
    return text.format(count=len(ahead), day=short_day(london_day(ahead[0].starts)))


class PeopleWhoLeadReport(HubReport):
    """Who leads what, with those flagged who have left but still lead."""

    page_title = gettext_lazy("People who lead")
    header_icon = "user"
    model = Person
    index_url_name = "mathshub_listings_people_who_lead"
    index_results_url_name = "mathshub_listings_people_who_lead_results"
    export_filename = "people-who-lead"
    filterset_class = YearFilters
    columns = [
        LinksColumn("name", gettext_lazy("Name"), name_link, classname="title"),
        ListColumn(
            "school",
            gettext_lazy("School"),
            lambda person: person.school.name if person.school else "",
        ),
        LinesColumn("roles", gettext_lazy("Roles now"), role_words),
        LinksColumn("groups", gettext_lazy("Leads"), lambda person: group_links(leading(person))),
        ListColumn(
            "ahead",
            gettext_lazy("Sessions ahead"),
            ahead_words,
            exports=(
                Exported("ahead", gettext_lazy("Sessions ahead"), lambda person: len(leading(person).ahead)),
            ),
        ),
        LinesColumn("clashes", gettext_lazy("Clashes"), lambda person: leading(person).clashes),
    ]

    @property
    def year(self) -> str:
        """The academic year that was asked for, or else this one."""
        asked = ""
        if self.filters and self.filters.is_valid():
            asked = self.filters.form.cleaned_data.get("academic_year") or ""
        return asked or academic_years.current()

    def get_page_subtitle(self) -> str:
        """Of which year it is."""
        return academic_years.label(self.year)

    def get_queryset(self) -> Any:
        """The people, by name."""
        return people_who_lead(self.request.user, self.year)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Let those who are shown, or exported, know what they lead."""
        people = list(object_list)
        known = leading_of(people, self.request.user, self.year)
        mine = policy_of(Person).instances_user_has_permission_for(self.request.user, "change")
        editable = set(mine.filter(pk__in=[person.pk for person in people]).values_list("pk", flat=True))
        # Which viewset a model has, Wagtail notes on the model itself.
        model: Any = Person
        for person in people:
            person.leading = known.get(person.pk, Leading())
            if person.pk in editable:
                person.edit_address = reverse(model.snippet_viewset.get_url_name("edit"), args=[person.pk])
        return object_list
