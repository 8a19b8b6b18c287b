"""Pages of a list: by offset, or by a cursor that stays right while rows come and go."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail_mathshub.api.errors import FaultShape, Problem
from wagtail_mathshub.api.parameters import ListParameters


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
        ordered = ordered.filter(_after(_read_cursor(parameters.cursor, keys), keys))
    found = list(ordered[start : start + parameters.limit + 1])
    shown = found[: parameters.limit]
    more = len(found) > parameters.limit
    return Page(count, shown, _address_after(request, shown[-1], keys) if more else None)


def next_address(request: HttpRequest, offset: int) -> str:
    """The address of the same list from another place on."""
    query = request.GET.copy()
    query["offset"] = str(offset)
    return f"{request.path}?{query.urlencode()}"


def _address_after(request: HttpRequest, last: Any, keys: Sequence[Key]) -> str:
    query = request.GET.copy()
    query.pop("offset", None)
    query["cursor"] = _write_cursor(last, keys)
    return f"{request.path}?{query.urlencode()}"


def _write_cursor(row: Any, keys: Sequence[Key]) -> str:
    values = [getattr(row, key.column) for key in keys]
    return base64.urlsafe_b64encode(orjson.dumps(values)).decode().rstrip("=")


def _read_cursor(text: str, keys: Sequence[Key]) -> list[Any]:
    try:
        values = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(keys):
            raise ValueError
        return [_value(value) for value in values]
    except (ValueError, binascii.Error) as error:
        message = _("Take the cursor from the `next` of an answer with the same order.")
        raise Problem(
            422, _("This cannot be answered"), errors=[FaultShape(name="cursor", message=message)]
        ) from error


def _value(value: Any) -> Any:
    if isinstance(value, (dict, list, bool)):
        raise ValueError
    if isinstance(value, str) and "T" in value and value[:4].isdecimal():
        return datetime.fromisoformat(value)
    return value


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
