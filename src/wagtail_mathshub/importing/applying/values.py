"""The values of a plan as a page's columns and child rows take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model

from wagtail_mathshub.importing.applying.bodies import Writer
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.plans import MEDIA, Plan
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.workgroups.models import Project

# Rows that are no page's: people are rows of their own.
NO_ROWS = frozenset({"people"})


@dataclass
class Values:
    """Columns, rows and many-to-many relations of a page, ready to be set."""

    columns: dict[str, Any] = field(default_factory=dict)
    relations: dict[str, list[Any]] = field(default_factory=dict)
    rows: dict[str, list[Any]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def names(self) -> set[str]:
        """The names of all that is to be set."""
        return {*self.columns, *self.relations, *self.rows}


class Names:
    """The people, organisations and projects of a hub, by their names; looked up once."""

    def __init__(self, site: Any) -> None:
        people = Person.objects.filter(site=site)
        places = Organisation.objects.filter(site=site)
        projects = Project.objects.filter(models.Q(site=site) | models.Q(site=None)).exclude(code="")
        self.people = _unique((row.name, row) for row in people)
        self.organisations = _unique((row.name, row) for row in places)
        self.projects = _unique((row.code, row) for row in projects)


def _unique(pairs: Any) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for name, row in pairs:
        found.setdefault(name.strip().casefold(), []).append(row)
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


class Filler:
    """Turns plans into values for one hub."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def values(self, plan: Plan, model: Any, writer: Writer) -> Values:
        """What the page is to hold. What a column cannot take is left out, with a notice."""
        values = Values()
        given = {**plan.fields, "title": plan.title.strip() or _("Page without a title")} | (
            {"body": plan.body} if plan.body else {}
        )
        for name, value in given.items():
            self._set(values, model, name, value, writer)
        for name, rows in plan.rows.items():
            if name not in NO_ROWS:
                self._rows(values, model, name, rows, writer)
        self._project(values, model)
        return values

    def _set(self, values: Values, model: Any, name: str, value: Any, writer: Writer) -> None:
        column = _column(model, name)
        if column is None:
            values.notices.append(_left_out(name, value))
        elif isinstance(column, ParentalManyToManyField):
            values.relations[name] = self._related(values, column, name, value)
        else:
            values.columns[name] = self._value(values, column, name, value, writer)

    def _value(self, values: Values, column: Any, name: str, value: Any, writer: Writer) -> Any:
        if isinstance(column, StreamField):
            return column.to_python(writer.stream(value, name, column.stream_block))
        if isinstance(column, RichTextField):
            return writer.rich_text(value)
        if isinstance(column, models.ForeignKey):
            return self._row(values, column, name, value, writer)
        if isinstance(value, str) and isinstance(column, (models.CharField, models.TextField)):
            return _cut(values, column, name, value)
        return _typed(column, value)

    def _row(self, values: Values, column: Any, name: str, value: Any, writer: Writer) -> Any:
        if not value:
            return None
        model = column.related_model
        address = str(value).removeprefix(MEDIA)
        if model is get_image_model():
            key = writer.library.image(address)
        elif model is get_document_model():
            key = writer.library.document(address)
        else:
            return self._named(values, model, name, value)
        return model.objects.filter(pk=key).first() if key else None

    def _named(self, values: Values, model: Any, name: str, value: Any) -> Any:
        tables = {
            Person: self.names.people,
            Organisation: self.names.organisations,
            Project: self.names.projects,
        }
        if model in tables:
            row = tables[model].get(str(value).strip().casefold())
        else:
            row = model.objects.filter(key=value).first() if _column(model, "key") is not None else None
        if row is None:
            values.notices.append(_left_out(name, value))
        return row

    def _related(self, values: Values, column: Any, name: str, keys: Any) -> list[Any]:
        rows = list(column.related_model.objects.filter(key__in=list(keys)))
        values.notices += [_left_out(name, key) for key in sorted({*keys} - {row.key for row in rows})]
        return rows

    def _rows(self, values: Values, model: Any, name: str, rows: Any, writer: Writer) -> None:
        child = _child(model, name)
        if child is None:
            values.notices += [_left_out(name, row) for row in rows]
            return
        made = [
            self._child(values, child, row, writer, f"{name}.{number}") for number, row in enumerate(rows)
        ]
        values.rows[name] = [row for row in made if row is not None]

    def _child(self, values: Values, model: Any, row: Mapping[str, Any], writer: Writer, path: str) -> Any:
        columns = {}
        for name, value in self._credited(values, model, row).items():
            column = _column(model, name)
            if column is None:
                values.notices.append(_left_out(name, value))
            elif isinstance(column, StreamField):
                columns[name] = column.to_python(writer.stream(value, f"{path}.{name}", column.stream_block))
            else:
                columns[name] = self._value(values, column, name, value, writer)
        needed = [key for key in ("person", "document") if _column(model, key) is not None]
        lacks = any(columns.get(key) is None for key in needed) and "name" not in columns
        return None if lacks else model(**columns)

    def _credited(self, values: Values, model: Any, row: Mapping[str, Any]) -> dict[str, Any]:
        """A name becomes the person of the hub who bears it, where there is one."""
        given = dict(row)
        if "name" in given and _column(model, "person") is not None:
            person = self.names.people.get(str(given["name"]).strip().casefold())
            if person is not None:
                given.pop("name")
                return given | {"person": person.name}
            if _column(model, "name") is None:
                message = _("{name} is not among the people of the hub. Add them, and choose them here.")
                values.notices.append(
                    Notice("person_unknown", message.format(name=given["name"]), given["name"])
                )
                given.pop("name")
        return given

    def _project(self, values: Values, model: Any) -> None:
        code = str(values.columns.get("code") or "").casefold()
        if _column(model, "project") is not None and code in self.names.projects:
            values.columns["project"] = self.names.projects[code]


def _column(model: Any, name: str) -> Any:
    try:
        column = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return column if column.concrete and not column.primary_key else None


def _child(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(name).related_model
    except FieldDoesNotExist:
        return None


def _cut(values: Values, column: Any, name: str, value: str) -> str:
    text = value.strip() if name == "title" else value
    longest = column.max_length
    if longest is None or len(text) <= longest:
        return text
    message = _("The text was longer than {count} characters and was cut.").format(count=longest)
    values.notices.append(Notice("cut", message, text))
    return text[: longest - 1].rsplit(" ", 1)[0] + "\u2026"


def _typed(column: Any, value: Any) -> Any:
    """The value as Python has it, where a plan that was kept as JSON has text."""
    kinds = {models.DateTimeField: datetime, models.DateField: date, models.TimeField: time}
    for kind, python in kinds.items():
        if isinstance(column, kind) and isinstance(value, str):
            return python.fromisoformat(value)
    return value


def _left_out(name: str, value: Any) -> Notice:
    message = _("The page has no place for this. Look whether it belongs into the text.")
    return Notice("no_place", message, f"{name}: {value}"[:500])
