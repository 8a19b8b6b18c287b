"""The addresses of the desk's screens, below Wagtail's own; each room has its own list."""

from __future__ import annotations

from django.urls import URLPattern

from wagtail_mathshub.desk.links import urls as links
from wagtail_mathshub.desk.listings import urls as listings

BASE = "mathshub/"
ROOMS = (links, listings)


def urls() -> list[URLPattern]:
    """All of them."""
    return [pattern for room in ROOMS for pattern in room.urls()]
