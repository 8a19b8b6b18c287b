"""A hub with something for every panel, and what somebody reads of it."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import count

from django.test import Client
from django.urls import reverse

from tests.factories import (
    make_article,
    make_collection,
    make_group,
    make_job,
    on,
)
from wagtail_mathshub import clock
from wagtail_mathshub.desk.dashboard.panel import panels_of

CANARY = "Zanzibar"
TODAY = date(2026, 11, 23)
OPEN = {"apply_via": "link", "apply_url": "https://example.org/form"}


_slugs = count(1)


def panel(user, key, hub=None):
    """One panel of the user's only hub, or of the hub that is named."""
    found = panels_of(user)
    one = next(one for one in found if hub is None or one.hub.pk == hub.pk)
    return next(panel for panel in one.panels if panel.key == key)


def titles(user, key, hub=None):
    return [line.title for line in panel(user, key, hub).lines]


def at(day, hour=12):
    return datetime.combine(day, time(hour), tzinfo=clock.LONDON)


def home(user):
    client = Client()
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def draft(page, *, title=None):
    if title:
        page.title = title
    page.save_revision()
    return page


def fill(hub, how_many, title="Anything"):
    """So many rows for every panel."""
    days = [on(TODAY)]
    for _number in range(how_many):
        kinds = [
            (make_group, {"sessions": days}),
            (make_group, {"sessions": [on(date(2027, 3, 1))], "closes_at": at(TODAY, 17), **OPEN}),
            (make_group, {"sessions": [on(date(2027, 3, 1))], "capacity": 1, "stated_confirmed": 1, **OPEN}),
            (make_group, {}),
            (make_job, {"closes_at": at(TODAY, 17)}),
            (make_job, {"closes_at": at(TODAY, 9)}),
            (make_collection, {}),
        ]
        for make, fields in kinds:
            make(hub, title=title, slug=f"any-{next(_slugs)}", **fields)
        draft(make_article(hub, title=title, slug=f"any-{next(_slugs)}", live=False))
