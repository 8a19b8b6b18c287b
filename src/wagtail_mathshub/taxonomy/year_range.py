"""The columns for a range of school years, and the rules about them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.taxonomy import years
from wagtail_mathshub.taxonomy.years import YEAR_CHOICES, Range


class YearRange(models.Model):
    """From one school year to another; both empty for all years."""

    year_from = models.SmallIntegerField(_("from year"), choices=YEAR_CHOICES, null=True, blank=True)
    year_to = models.SmallIntegerField(_("to year"), choices=YEAR_CHOICES, null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(year_from__isnull=True, year_to__isnull=True) | Q(year_from__lte=F("year_to")),
                name="%(app_label)s_%(class)s_years",
                violation_error_message=_("Give the years from the younger to the older."),
            )
        ]

    def clean(self) -> None:
        """Refuse half a range, and one that runs backwards."""
        super().clean()
        if errors := self.year_faults():
            raise ValidationError(errors)

    def year_faults(self) -> dict[str, Any]:
        """What is wrong with the years, by field."""
        first, last = self.year_from, self.year_to
        if first is None and last is not None:
            return {"year_from": _("Choose the first year too.")}
        if last is None and first is not None:
            return {"year_to": _("Choose the last year too.")}
        if first is not None and last < first:
            return {"year_to": _("Give the years from the younger to the older.")}
        return {}

    @property
    def years_label(self) -> str:
        """The years in words: "Years 5 to 8"; "All years" for none."""
        return years.range_label(self.year_from, self.year_to)


def overlapping(wanted: Range, *, prefix: str = "") -> Q:
    """Rows whose years share one with `wanted`; rows without years are for all."""
    first, last = f"{prefix}year_from", f"{prefix}year_to"
    return Q(**{f"{first}__isnull": True}) | Q(**{f"{first}__lte": wanted[1], f"{last}__gte": wanted[0]})
