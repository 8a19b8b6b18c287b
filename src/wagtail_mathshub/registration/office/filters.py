"""The filters beside the lists. Each offers only what the user may see."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.registration.office import rows
from wagtail_mathshub.registration.states import MessageKind, MessageState, State
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.vocabularies import Admission
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

LAPSING = "lapsing"
Choices = list[tuple[str, Any]]


class StateFilter(SimpleListFilter):
    """By where an application stands."""

    title, parameter_name = _("state"), "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """All states, and the offers that run out soon."""
        return [*State.choices, (LAPSING, _("Offers that run out within a day"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """The applications in the chosen state."""
        if self.value() == LAPSING:
            return rows.lapsing(queryset)
        return queryset.filter(state=self.value()) if self.value() else None


class GroupFilter(SimpleListFilter):
    """By Work Group: those for which there is something in the list."""

    title, parameter_name = _("Work Group"), "group"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """The Work Groups of what the user may see, by title."""
        found = model_admin.get_queryset(request).order_by().values_list("page_id", "page__title").distinct()
        return [(str(key), title) for key, title in sorted(found, key=lambda row: (row[1], row[0]))]

    def has_output(self) -> bool:
        """Also with nothing to choose from, so that its parameter is always read here."""
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """What is about the chosen Work Group."""
        value = self.value()
        if not value:
            return None
        known = {key for key, _title in self.lookup_choices}
        return queryset.filter(page=int(value)) if value in known else queryset.none()


class YearFilter(SimpleListFilter):
    """By the academic year of the Work Group."""

    title, parameter_name = _("academic year"), "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """The years of the groups that the list is about, the latest first."""
        model = get_model(WorkGroupMixin)
        if model is None:
            return []
        pages = model_admin.get_queryset(request).order_by().values("page")
        found = model.objects.filter(pk__in=pages).exclude(academic_year="").order_by()
        keys = found.values_list("academic_year", flat=True).distinct()
        return [(key, academic_years.label(key)) for key in sorted(keys, reverse=True)]

    def has_output(self) -> bool:
        """Also with nothing to choose from, so that its parameter is always read here."""
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """What is about groups of the chosen year."""
        model = get_model(WorkGroupMixin)
        if not self.value() or model is None:
            return None
        return queryset.filter(page__in=model.objects.filter(academic_year=self.value()).values("pk"))


class AdmissionFilter(SimpleListFilter):
    """By how the places of the Work Group are given out."""

    title, parameter_name = _("places are given"), "admission"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """First come, or in a round."""
        return list(Admission.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """The applications to groups of the chosen kind."""
        model = get_model(WorkGroupMixin)
        if not self.value() or model is None:
            return None
        return queryset.filter(page__in=model.objects.filter(admission=self.value()).values("pk"))


class MessageStateFilter(SimpleListFilter):
    """By where a message stands."""

    title, parameter_name = _("state"), "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """All states."""
        return list(MessageState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """The messages in the chosen state."""
        return queryset.filter(state=self.value()) if self.value() else None


class MessageKindFilter(SimpleListFilter):
    """By what a message says."""

    title, parameter_name = _("message"), "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """All kinds."""
        return list(MessageKind.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """The messages of the chosen kind."""
        return queryset.filter(kind=self.value()) if self.value() else None
