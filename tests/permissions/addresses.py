"""Every admin address that the package adds, read from the URLconf, so that a new screen is here at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver, reverse
from django.urls.resolvers import RegexPattern, URLPattern, URLResolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

OURS = ("mathshub", "wagtail_mathshub")
# Wagtail's own addresses at which rows of the package are opened and changed.
SHARED = {"wagtailsettings:edit", "wagtailsettings:edit_redirect", "wagtail_bulk_action"}


@dataclass(frozen=True)
class Address:
    """An address of the admin, with the names of what it takes."""

    name: str
    parameters: tuple[str, ...]

    def at(self, sample: dict[str, Any]) -> str:
        """The address for one sample; what begins with ? is its query."""
        known = {name: value for name, value in sample.items() if name != "?"}
        return reverse(self.name, kwargs=known) + sample.get("?", "")


def addresses() -> list[Address]:
    """All of them, in the order of the URLconf."""
    return list(dict.fromkeys(_walk(get_resolver(), "", ())))


def bulk_actions() -> list[tuple[str, str, str]]:
    """App, model and name of each action for several rows, on pages and on the package's own tables."""
    bulk_action_registry._scan_for_bulk_actions()
    found = [
        (app, model, action)
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ]
    return [row for row in found if row[0].startswith(OURS) or row[:2] == ("wagtailcore", "page")]


def _walk(resolver: Any, prefix: str, namespaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, route, inside)
        elif route.startswith("admin/") and pattern.name:
            name = ":".join((*namespaces, pattern.name))
            if _is_ours(name, route, pattern):
                yield Address(name, _parameters(pattern))


def _is_ours(name: str, route: str, pattern: URLPattern) -> bool:
    view = getattr(pattern.callback, "view_class", pattern.callback)
    named = "mathshub" in name or "mathshub" in route
    return named or name in SHARED or view.__module__.startswith("wagtail_mathshub")


def _parameters(pattern: URLPattern) -> tuple[str, ...]:
    if isinstance(pattern.pattern, RegexPattern):
        return tuple(pattern.pattern.regex.groupindex)
    return tuple(pattern.pattern.converters)
