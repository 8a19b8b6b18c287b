"""The addresses of the desk's screens, below Wagtail's own; each room has its own list."""

from __future__ import annotations

from django.urls import URLPattern

from wagtail_mathshub.desk.links.urls import urls as links
from wagtail_mathshub.desk.listings.urls import urls as listings
from wagtail_mathshub.desk.rolling_over.urls import urls as rolling_over
from wagtail_mathshub.desk.starting.urls import urls as starting

BASE = "mathshub/"
ROOMS = (links, listings, rolling_over, starting)


def urls() -> list[URLPattern]:
    """All of them."""
    return [pattern for room in ROOMS for pattern in room(BASE)]
