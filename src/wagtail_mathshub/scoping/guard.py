"""One guard for every admin address that names a row by its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern

from wagtail_mathshub.scoping.policies import may, readable

# Views that only show. Everything that is not named here, new views too, counts as a change.
SHOWS = frozenset(
    {
        "inspect",
        "usage",
        "history",
        "history_results",
        "revisions_view",
        "revisions_compare",
        "workflow_history",
        "workflow_history_detail",
        "chosen",
        "chosen_multiple",
    }
)

View = Callable[..., HttpResponse]


def guarded(pattern: URLPattern, model: type[Model]) -> URLPattern:
    """`pattern` with its view guarded, whatever the view itself checks."""
    pattern.callback = guard(pattern.callback, model, str(pattern.name))
    return pattern


def guard(view: View, model: type[Model], name: str) -> View:
    """Answer 404 for a row that the user may not look at, and 403 for one they may not change."""

    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keys = [kwargs["pk"]] if "pk" in kwargs else []
        if name == "chosen_multiple":
            keys = request.GET.getlist("id")
        for key in keys:
            check_row(request.user, model, key, name)
        return view(request, *args, **kwargs)

    return guarded_view


def check_row(user: Any, model: type[Model], key: Any, name: str) -> None:
    """Raise Http404 or PermissionDenied unless `user` may use the view `name` on the row."""
    row = _row(readable(model, user), key)
    if row is None:
        raise Http404
    if name not in SHOWS and not may(user, "delete" if name == "delete" else "change", row):
        raise PermissionDenied


def _row(rows: Any, key: Any) -> Any | None:
    try:
        return rows.filter(pk=unquote(str(key))).first()
    except (ValueError, ValidationError, OverflowError):
        return None
