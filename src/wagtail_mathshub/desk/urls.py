"""The addresses of the desk's screens, below Wagtail's own; each room has its own list."""

from __future__ import annotations

from django.urls import URLPattern

from wagtail_mathshub.desk.starting.urls import urls as starting

BASE = "mathshub/"


def urls() -> list[URLPattern]:
    """All of them."""
    return [*starting(BASE)]
