"""Pasted dates in what a Work Group's form sends: they become rows of the form before it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import ModelForm

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.workgroups.pasting.reading import Key, Pasted, PastedRow, Setting, key_of, read_sessions

TEXT = "pasted_sessions"
# Sent when somebody has pressed a button: what a script saves in between may hold half a line.
WANTED = "pasted_sessions_wanted"
SESSIONS, LEADS = "sessions", "leads"
MOST_FORMS = 1000
COLUMNS = ("label", "date", "start", "end", "arrive_from", "mode", "status", "venue_text", "note")


def is_wanted(data: Any) -> bool:
    """Whether the text is to become rows now."""
    return bool(data and data.get(TEXT, "").strip() and data.get(WANTED))


def read_form(data: Any, row_form: type[ModelForm], *, hub: HubSettings | None, page: int | None) -> Pasted:
    """What the text in a form's data says, beside the sessions and leads that are in the form."""
    setting = Setting(
        hub=hub,
        academic_year=data.get("academic_year", "").strip(),
        people=people_of(hub, (values["person"] for values in forms_in(data, LEADS, ["person"]))),
        page=page,
    )
    return read_sessions(data.get(TEXT, ""), setting, list(_keys(data, row_form)))


def people_of(hub: HubSettings | None, keys: Iterable[Any]) -> dict[int, str]:
    """The names of those of the hub's people whose keys these are; others are left out."""
    numbers = {int(key) for key in keys if str(key).isdecimal() and len(str(key)) < 19}
    if hub is None or not numbers:
        return {}
    return dict(Person.objects.filter(site=hub.site_id, pk__in=numbers).values_list("pk", "name"))


def with_rows(data: Any, row_form: type[ModelForm], pasted: Pasted) -> Any:
    """A copy of the data with the rows as if they had been typed; only what was not read stays in the box."""
    data = data.copy()
    count = _count(data, SESSIONS)
    for number, row in enumerate(pasted.rows, start=count):
        prefix = f"{SESSIONS}-{number}-"
        for name, value in values_of(row, row_form).items():
            data[f"{prefix}{name}"] = value
        data[f"{prefix}ORDER"] = str(number + 1)
        data[f"{prefix}id"] = data[f"{prefix}DELETE"] = ""
    data[f"{SESSIONS}-TOTAL_FORMS"] = str(count + len(pasted.rows))
    data[TEXT] = pasted.left
    return data


def values_of(row: PastedRow, row_form: type[ModelForm]) -> dict[str, str]:
    """The row's values as the boxes of the form show them, by column."""
    fields: Mapping[str, Any] = row_form.base_fields
    values = {name: getattr(row, name) for name in COLUMNS if name in fields}
    shown = {name: fields[name].widget.format_value(value) for name, value in values.items()}
    found = {name: _text(value) for name, value in shown.items()}
    if "organisation" in fields:
        found["organisation"] = str(row.organisation.pk) if row.organisation else ""
    return found


def forms_in(data: Any, prefix: str, names: Iterable[str]) -> Iterator[dict[str, str]]:
    """The values of a formset's forms, those left out that are to be deleted."""
    wanted = list(names)
    for number in range(_count(data, prefix)):
        if not data.get(f"{prefix}-{number}-DELETE"):
            yield {name: data.get(f"{prefix}-{number}-{name}", "").strip() for name in wanted}


def _keys(data: Any, row_form: type[ModelForm]) -> Iterator[Key]:
    fields: Mapping[str, Any] = row_form.base_fields
    for values in forms_in(data, SESSIONS, ["date", "start", "label"]):
        day, start = (_read(fields[name], values[name]) for name in ("date", "start"))
        yield key_of(day, start, values["label"])


def _read(field: Any, text: str) -> Any:
    try:
        return field.to_python(text)
    except ValidationError:
        return None


def _text(shown: Any) -> str:
    # A select has a list of values.
    return str((shown[0] if shown else "") if isinstance(shown, list) else "" if shown is None else shown)


def _count(data: Any, prefix: str) -> int:
    number = data.get(f"{prefix}-TOTAL_FORMS", "0")
    return min(int(number), MOST_FORMS) if number.isdecimal() and len(number) < 10 else 0
