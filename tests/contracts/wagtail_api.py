"""Asks Wagtail's own APIs as a visitor, or with somebody's token."""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from wagtail.models import APIToken

from wagtail_mathshub.hubs.mixins import HubPage
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.workgroups.models import Project

TYPES = [model for model in apps.get_models() if issubclass(model, HubPage)]
ROWS = [Person, Organisation, Project]
V2, V3 = "/api/v2/", "/api/v3-preview/"


def token(hub, user):
    """The headers of a request to a hub's host, with a new token of the user."""
    headers = {"host": hub.site.hostname}
    if user is None:
        return headers
    return headers | {"authorization": f"Bearer {APIToken.create_token(user=user, name='tests')[1]}"}


def ask_v2(client, hub, pk="", /, **query):
    """What a visitor reads in v2: a list, or one page."""
    return _asked(client, hub, V2, pk, query)


def ask_v3(client, hub, pk="", /, **query):
    """What a visitor reads in v3: a list, or one page."""
    return _asked(client, hub, V3, pk, query)


def _asked(client, hub, api, pk, query):
    path = f"{api}pages/" + (f"{pk}/" if pk else "")
    answer = client.get(path, query, headers={"host": hub.site.hostname})
    assert answer.status_code == 200, answer.content
    return answer.json()


def one_of(model, hub):
    """A page of this type in the hub's tree."""
    return model.objects.descendant_of(hub.site.root_page, inclusive=True).first()


def same(value):
    """A value without the ways in which each API writes moments."""
    if isinstance(value, dict):
        return {key: same(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [same(inside) for inside in value]
    if isinstance(value, str) and "T" in value and value[:4].isdecimal():
        return datetime.fromisoformat(value)
    return value
