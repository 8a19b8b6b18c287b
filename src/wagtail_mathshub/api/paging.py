"""Pages of a list: by offset, or by a cursor that stays right while rows come and go."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, F, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail_mathshub.api.errors import FaultShape, Problem
from wagtail_mathshub.api.parameters import ListParameters, aware


@dataclass(frozen=True)
class Key:
    """A column that a list is ordered by; rows without a value come last, either way."""

    column: str
    descending: bool = False

    def ordering(self) -> Any:
        """The expression for `order_by`."""
        column = F(self.column)
        return column.desc(nulls_last=True) if self.descending else column.asc(nulls_last=True)


@dataclass(frozen=True)
class Page:
    """A page of a list."""

    count: int
    rows: list[Any]
    next: str | None


def page_of(rows: Any, parameters: ListParameters, keys: Sequence[Key], request: HttpRequest) -> Page:
    """The rows that the parameters ask for, in the order of `keys` (whose last one is unique)."""
    count = rows.order_by().count()
    ordered = rows.order_by(*[key.ordering() for key in keys])
    start = 0 if parameters.cursor else parameters.offset
    if parameters.cursor:
        ordered = _beyond_cursor(ordered, parameters.cursor, keys)
    found = list(ordered.values_list("pk", flat=True)[start : start + parameters.limit + 1])
    shown = _in_order(rows, found[: parameters.limit])
    more = len(found) > parameters.limit
    following = (
        address_after(request, [getattr(shown[-1], key.column) for key in keys]) if more and shown else None
    )
    return Page(count, shown, following)


def _in_order(rows: Any, keys: list[Any]) -> list[Any]:
    # The keys first and the rows after them: neither side then sorts rows with all that they hold.
    by_key = {row.pk: row for row in rows.filter(pk__in=keys).order_by()} if keys else {}
    return [by_key[key] for key in keys if key in by_key]


def next_address(request: HttpRequest, offset: int) -> str:
    """The address of the same list from another place on."""
    query = request.GET.copy()
    query["offset"] = str(offset)
    return f"{request.path}?{query.urlencode()}"


def address_after(request: HttpRequest, values: Sequence[Any]) -> str:
    """The address of the same list from the row on whose place in the order is `values`."""
    query = request.GET.copy()
    query.pop("offset", None)
    query["cursor"] = base64.urlsafe_b64encode(orjson.dumps(list(values))).decode().rstrip("=")
    return f"{request.path}?{query.urlencode()}"


def cursor_values(text: str, length: int) -> list[Any]:
    """The place in the order that a cursor stands for; moments as text. Problem 422 for nonsense."""
    try:
        values = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error) as error:
        raise wrong_cursor() from error
    if not isinstance(values, list) or len(values) != length or not all(map(_is_plain, values)):
        raise wrong_cursor()
    return values


def wrong_cursor() -> Problem:
    """The problem of a cursor that no answer has given."""
    message = _("Take the cursor from the `next` of an answer with the same order.")
    return Problem(422, _("This cannot be answered"), errors=[FaultShape(name="cursor", message=message)])


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" not in value
    is_key = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
    return value is None or is_key


def _beyond_cursor(rows: Any, text: str, keys: Sequence[Key]) -> Any:
    values = cursor_values(text, len(keys))
    try:
        values = [_value(rows, key, value) for key, value in zip(keys, values, strict=True)]
        return rows.filter(_after(values, keys))
    except (ValueError, TypeError, ValidationError) as error:  # Of another kind than the column.
        raise wrong_cursor() from error


def _value(rows: Any, key: Key, value: Any) -> Any:
    # A moment may be one that no database takes.
    name = rows.model._meta.pk.name if key.column == "pk" else key.column
    column = rows.query.annotations.get(name)
    kind = column.output_field if column is not None else rows.model._meta.get_field(name)
    is_moment = isinstance(kind, DateTimeField) and value is not None
    return aware(datetime.fromisoformat(value)) if is_moment else value


def _after(values: list[Any], keys: Sequence[Key]) -> Q:
    condition, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        condition |= same & _beyond(key, value)
        same &= Q(**{f"{key.column}__isnull": True}) if value is None else Q(**{key.column: value})
    return condition


def _beyond(key: Key, value: Any) -> Q:
    if value is None:
        return Q(pk__in=[])
    comparison = "lt" if key.descending else "gt"
    return Q(**{f"{key.column}__{comparison}": value}) | Q(**{f"{key.column}__isnull": True})
