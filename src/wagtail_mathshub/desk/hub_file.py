"""What a file, or a command line, says of a hub: read and checked before anything is made of it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.vocabularies import Term

Say = Callable[[str, str], None]

# What stands in a file, and the column of the hub's settings that it fills.
COLUMNS = {
    "name": "name",
    "short_name": "short_name",
    "area": "area_text",
    "email": "email",
    "phone": "phone",
    "address": "address",
    "ncetm_url": "ncetm_url",
    "newsletter_url": "newsletter_url",
    "social_links": "social_links",
    "figure": "figure",
    "nearly_full_percent": "nearly_full_percent",
    "default_licence": "default_licence",
    "confirm_hours": "confirm_hours",
    "offer_hours": "offer_hours",
    "front_end_url": "front_end_url",
}
PRIVACY = {
    "controller": "privacy_controller",
    "processor": "privacy_processor",
    "basis": "privacy_basis",
    "retention_months": "retention_months",
    "notice": "privacy_notice",
    "version": "privacy_notice_version",
}
COLOURS = ("colour_1", "colour_2")
SITE = ("key", "hostname", "port", "at_root")
KNOWN = (*SITE, *COLUMNS, "colours", "privacy", "labels", "local_authorities", "terms", "holidays")
HIGHEST_PORT = 65535
# As long as the key of a local authority may be, which is made of its name.
LONGEST_NAME = 60


class HubFileError(Exception):
    """What is wrong with what was said of a hub: a line for each fault, each with the name of its place."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Area:
    """A local authority by its name, by its code of the Office for National Statistics, or by both."""

    name: str = ""
    code: str = ""


@dataclass(frozen=True)
class Days:
    """A term (with its academic year) or a holiday, both days included."""

    first_day: date
    last_day: date
    name: str = ""
    academic_year: str = ""


@dataclass
class HubDetails:
    """What is to be known of a hub. What was not said is not in here."""

    site: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, Any] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    terms: list[Days] = field(default_factory=list)
    holidays: list[Days] = field(default_factory=list)


def read(path: Path) -> dict[str, Any]:
    """What a TOML or JSON file holds. HubFileError for one that cannot be read."""
    reader = {".toml": tomllib.loads, ".json": json.loads}.get(path.suffix.lower())
    if reader is None:
        raise HubFileError([_("{file}: write it as TOML (.toml) or JSON (.json).").format(file=path)])
    try:
        found = reader(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise HubFileError([f"{path}: {error}"]) from error
    if not isinstance(found, dict):
        raise HubFileError([_("{file}: it should hold keys with values.").format(file=path)])
    return found


def checked(given: Mapping[str, Any]) -> HubDetails:
    """The details in what was given. HubFileError names everything that is wrong with it."""
    faults: list[str] = []

    def say(where: str, what: str) -> None:
        faults.append(f"{where}: {what}")

    _known(given, KNOWN, "", say)
    details = HubDetails(site=_site(given, say))
    details.columns = _columns(given, COLUMNS, "", say) | _privacy(given, say) | _colours(given, say)
    details.areas = [
        area for where, row in _rows(given, "local_authorities", say) for area in _area(row, where, say)
    ]
    details.labels = _labels(given, say)
    details.terms = [days for where, row in _rows(given, "terms", say) for days in _term(row, where, say)]
    details.holidays = [
        days for where, row in _rows(given, "holidays", say) for days in _holiday(row, where, say)
    ]
    _once_each(details.terms, say)
    if faults:
        raise HubFileError(faults)
    return details


def _known(given: Mapping[str, Any], names: tuple[str, ...], above: str, say: Say) -> None:
    for name in given:
        if name not in names:
            near = get_close_matches(str(name), names, 1)
            hint = _("Did you mean {name}?").format(name=near[0]) if near else ""
            allowed = _("This is not known. Known are: {names}.").format(names=", ".join(names))
            say(f"{above}{name}", f"{hint} {allowed}".strip())


def _site(given: Mapping[str, Any], say: Say) -> dict[str, Any]:
    found = {name: given[name] for name in SITE if given.get(name) not in (None, "")}
    if "key" in found:
        try:
            validate_slug(found["key"])
        except ValidationError:
            say("key", _("Use letters, digits and hyphens only, like northmoor."))
    if "hostname" in found and ("/" in str(found["hostname"]) or ":" in str(found["hostname"])):
        say(
            "hostname",
            _("Write the host name alone, like northmoor.example.org, without https:// or a port."),
        )
    port = found.get("port", 80)
    if not isinstance(port, int) or isinstance(port, bool) or not 0 < port <= HIGHEST_PORT:
        say("port", _("Write a number from 1 to 65535."))
    if not isinstance(found.get("at_root", False), bool):
        say("at_root", _("Write true or false."))
    return found


def _columns(given: Mapping[str, Any], columns: Mapping[str, str], above: str, say: Say) -> dict[str, Any]:
    found = {}
    for name, column in columns.items():
        if name not in given:
            continue
        model_field: Any = HubSettings._meta.get_field(column)
        try:
            found[column] = model_field.clean(given[name], None)
        except ValidationError as error:
            choices = [str(key) for key, _label in getattr(model_field, "flatchoices", ()) if key]
            allowed = _("Known are: {names}.").format(names=", ".join(choices)) if choices else ""
            say(f"{above}{name}", " ".join([*error.messages, allowed]).strip())
    return found


def _privacy(given: Mapping[str, Any], say: Say) -> dict[str, Any]:
    privacy = _table(given, "privacy", say)
    _known(privacy, tuple(PRIVACY), "privacy.", say)
    return _columns(privacy, PRIVACY, "privacy.", say)


def _colours(given: Mapping[str, Any], say: Say) -> dict[str, Any]:
    if "colours" not in given:
        return {}
    two = given["colours"]
    if not isinstance(two, list) or len(two) != len(COLOURS):
        say("colours", _('Write two colours, like ["#0F5E5C", "#F2A33A"].'))
        return {}
    named = {str(number): value for number, value in enumerate(two, start=1)}
    return _columns(named, dict(zip(named, COLOURS, strict=True)), "colours.", say)


def _labels(given: Mapping[str, Any], say: Say) -> dict[str, str]:
    labels = _table(given, "labels", say)
    for key, word in labels.items():
        if not isinstance(word, str) or not word.strip():
            say(f"labels.{key}", _("Write your words in quotes."))
    return dict(labels)


def _table(given: Mapping[str, Any], name: str, say: Say) -> Mapping[str, Any]:
    found = given.get(name, {})
    if isinstance(found, dict):
        return found
    say(name, _("This should hold keys with values."))
    return {}


def _rows(given: Mapping[str, Any], name: str, say: Say) -> list[tuple[str, Any]]:
    found = given.get(name, [])
    if isinstance(found, list):
        return [(f"{name}.{number}", row) for number, row in enumerate(found, start=1)]
    say(name, _("This should be a list."))
    return []


def _area(row: Any, where: str, say: Say) -> list[Area]:
    row = {"name": row} if isinstance(row, str) else row
    name = str(row.get("name", "")).strip() if isinstance(row, dict) else ""
    code = str(row.get("code", "")).strip() if isinstance(row, dict) else ""
    if not slugify(name) or len(name) > LONGEST_NAME or len(code) > LONGEST_NAME:
        say(where, _('Write a name, a code that is known here, or {name = "Northmoor", code = "E10000099"}.'))
        return []
    _known(row, ("name", "code"), f"{where}.", say)
    return [Area(name=name, code=code)]


def _term(row: Any, where: str, say: Say) -> list[Days]:
    days = _days(row, where, ("term", "academic_year"), say)
    if days is None:
        return []
    term, year = row.get("term"), row.get("academic_year") or academic_years.academic_year_of(days[0])
    if term not in Term.values:
        say(f"{where}.term", _("Known are: {names}.").format(names=", ".join(Term.values)))
        return []
    if not academic_years.is_valid_key(str(year)):
        say(f"{where}.academic_year", _("Write two neighbouring years, like 2026-27."))
        return []
    first, last = academic_years.start_of(year), academic_years.end_of(year)
    if not first <= days[0] <= days[1] <= last:
        say(where, _("These days are not all in the academic year {year}.").format(year=year))
        return []
    return [Days(*days, name=term, academic_year=year)]


def _holiday(row: Any, where: str, say: Say) -> list[Days]:
    days = _days(row, where, ("name",), say)
    return [Days(*days, name=str(row.get("name", "")))] if days else []


def _days(row: Any, where: str, others: tuple[str, ...], say: Say) -> tuple[date, date] | None:
    if not isinstance(row, dict):
        say(where, _("Write first_day and last_day, each like 2026-09-01."))
        return None
    _known(row, (*others, "first_day", "last_day"), f"{where}.", say)
    found = [_day(row.get(name), f"{where}.{name}", say) for name in ("first_day", "last_day")]
    if found[0] is None or found[1] is None:
        return None
    if found[1] < found[0]:
        say(f"{where}.last_day", _("This is before the first day. Check the two dates."))
        return None
    return found[0], found[1]


def _day(value: Any, where: str, say: Say) -> date | None:
    try:
        return value if type(value) is date else date.fromisoformat(value)
    except (TypeError, ValueError):
        say(where, _("Write a day like 2026-09-01."))
        return None


def _once_each(terms: list[Days], say: Say) -> None:
    seen = set()
    for row in terms:
        if (row.academic_year, row.name) in seen:
            say("terms", _("{term} {year} is there twice.").format(term=row.name, year=row.academic_year))
        seen.add((row.academic_year, row.name))
