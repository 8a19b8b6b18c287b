"""Fills in what is to be known of a hub: what is still as it was made, or all of it where that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail_mathshub.desk.hub_file import HubFileError
from wagtail_mathshub.hubs.models import HubHoliday, HubTerm
from wagtail_mathshub.hubs.words_api import EDITED, FIXED
from wagtail_mathshub.taxonomy import years
from wagtail_mathshub.taxonomy.academic_years import academic_year_of, label
from wagtail_mathshub.taxonomy.models import LocalAuthority
from wagtail_mathshub.taxonomy.vocabularies import SlotStatus

if TYPE_CHECKING:
    from wagtail_mathshub.desk.hub_file import Area, Days, HubDetails
    from wagtail_mathshub.hubs.models import HubSettings

ONS_CODE = re.compile(r"[EKNSW]\d{8}", re.IGNORECASE)


class _Filling:
    """One hub while it is filled in: what was done, and what was left as somebody has set it."""

    def __init__(self, hub: HubSettings, details: HubDetails, update: bool) -> None:
        self.hub, self.details, self.update = hub, details, update
        self.done: list[str] = []
        self.kept: list[str] = []

    def may_set(self, name: str, *, now: Any, wanted: Any, untouched: bool) -> bool:
        """Whether `wanted` is to take the place of what is there `now`."""
        if now == wanted:
            return False
        (self.done if untouched or self.update else self.kept).append(name)
        return untouched or self.update

    def columns(self) -> None:
        for column, wanted in self.details.columns.items():
            field: Any = self.hub._meta.get_field(column)
            now = getattr(self.hub, column)
            untouched = now in (None, "", [], {}) or now == field.get_default()
            if self.may_set(str(field.verbose_name), now=now, wanted=wanted, untouched=untouched):
                setattr(self.hub, column, wanted)

    def labels(self) -> None:
        _check_labels(self.details.labels)
        labels = dict(self.hub.labels)
        for key, wanted in self.details.labels.items():
            name = _("your own wording for {key}").format(key=key)
            if self.may_set(name, now=labels.get(key), wanted=wanted, untouched=key not in labels):
                labels[key] = wanted
        self.hub.labels = labels

    def areas(self) -> None:
        now = {row.key for row in self.hub.local_authorities.all()}
        known = _known_areas()
        found = [_row_of(area, known) for area in self.details.areas]
        name = _("local authorities")
        if found and self.may_set(name, now=now, wanted={row.key for row in found}, untouched=not now):
            for row in found:
                if row.pk is None:
                    row.save()
                    self.done.append(_("the local authority “{area}”").format(area=row.label))
            self.hub.local_authorities = found

    def days(self, wanted: list[Days], model: Any, name: str, make: Callable[[Days], Any]) -> None:
        """Terms or holidays, an academic year at a time: those of a year that has none yet, or all of it."""
        rows = list(model.objects.filter(settings=self.hub))
        for year, group in groupby(sorted(wanted, key=_day_order), key=_year_of):
            fresh = [make(days) for days in group]
            there = [row for row in rows if _year_of(row) == year]
            named = name.format(year=label(year))
            now, then = sorted(map(_facts, there)), sorted(map(_facts, fresh))
            if self.may_set(named, now=now, wanted=then, untouched=not there):
                model.objects.filter(pk__in=[row.pk for row in there]).delete()
                for row in fresh:
                    row.save()

    def site(self) -> None:
        site, name = self.hub.site, self.hub.short_name or self.hub.name
        if name and not site.site_name:
            site.site_name = name
            site.save()


def fill_in(hub: HubSettings, details: HubDetails, *, update: bool = False) -> tuple[list[str], list[str]]:
    """Set what `details` say and nobody has set yet, or with `update` all of it: what was set, and what was left.

    HubFileError for what this installation does not know. Call it in a transaction.
    """
    filling = _Filling(hub, details, update)
    filling.columns()
    filling.labels()
    filling.areas()
    if filling.done:
        hub.save()
    filling.days(
        details.terms,
        HubTerm,
        _("terms of {year}"),
        lambda days: HubTerm(
            settings=hub,
            academic_year=days.academic_year,
            term=days.name,
            first_day=days.first_day,
            last_day=days.last_day,
        ),
    )
    filling.days(
        details.holidays,
        HubHoliday,
        _("holidays of {year}"),
        lambda days: HubHoliday(
            settings=hub, name=days.name, first_day=days.first_day, last_day=days.last_day
        ),
    )
    filling.site()
    return filling.done, filling.kept


def _check_labels(labels: dict[str, str]) -> None:
    edited = (model.objects.values_list("key", flat=True) for model in EDITED.values())
    known = {key for rows in edited for key in rows} | {*years.KEY_STAGES}
    known |= {str(key) for choices in (*FIXED.values(), SlotStatus) for key in choices.values if key}
    unknown = [key for key in labels if key not in known]
    if unknown:
        allowed = ", ".join(sorted(known))
        text = _("No vocabulary has this key. Known are: {names}.").format(names=allowed)
        raise HubFileError([f"labels.{key}: {text}" for key in unknown])


def _known_areas() -> dict[str, LocalAuthority]:
    rows = list(LocalAuthority.objects.all())
    return {row.label.casefold(): row for row in rows} | {row.key: row for row in rows}


def _row_of(area: Area, known: dict[str, LocalAuthority]) -> LocalAuthority:
    """The row for an area, found by code, key or name; a new one, not saved yet, where there is none."""
    names = [slugify(area.code), slugify(area.name), area.name.casefold()]
    row = next((known[name] for name in names if name and name in known), None)
    if row is not None:
        return row
    if ONS_CODE.fullmatch(area.name):
        text = _(
            "No local authority has the code {code} here yet. Give its name too: "
            '{{ name = "...", code = "{code}" }}.'
        )
        raise HubFileError([f"local_authorities: {text.format(code=area.name)}"])
    row = LocalAuthority(key=slugify(area.code or area.name), label=area.name)
    known[row.key] = known[area.name.casefold()] = row
    return row


def _year_of(days: Any) -> str:
    return getattr(days, "academic_year", "") or academic_year_of(days.first_day)


def _day_order(days: Days) -> tuple[str, Any]:
    return _year_of(days), days.first_day


def _facts(row: Any) -> tuple[Any, ...]:
    return row.first_day, row.last_day, getattr(row, "term", "") or getattr(row, "name", "")
