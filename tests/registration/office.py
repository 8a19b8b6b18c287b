"""People who work for a hub, and the addresses of their screens."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import get_resolver, reverse

from tests.factories import PersonFactory, UserFactory
from wagtail_mathshub.desk.roles import make_editors, make_leads, make_registrars

LIST = "mathshub_registration_application_modeladmin_index"
DETAIL = "mathshub_registration_application_modeladmin_inspect"
STEP = "mathshub_registration_step"
PREFIX = "mathshub_registration_"


def editor(hub: Any) -> Client:
    """Somebody who edits the hub's pages and has nothing to do with sign-up."""
    return _client(f"office-editor-{hub.key}", make_editors(hub))


def registrar(hub: Any) -> Client:
    """Somebody who keeps the hub's applications."""
    return _client(f"registrar-{hub.key}", make_registrars(hub))


def lead_of(hub: Any) -> tuple[Client, Any]:
    """Somebody who may lead a group of the hub, with the person as whom they stand on its page."""
    client = _client(f"lead-{hub.key}", make_leads(hub))
    return client, PersonFactory(site=hub.site, name="Lee Lead", user=client.user)


def superuser() -> Client:
    """Somebody who may do everything."""
    client = _client("office-superuser")
    client.user.is_superuser = True
    client.user.save()
    return client


def _client(name: str, *groups: Any) -> Any:
    user = UserFactory(username=name)
    user.groups.add(*groups)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def screens() -> dict[str, list[str]]:
    """The names of all admin addresses of sign-up, each with its parameters, found in the URLconf itself."""
    found = {}
    for name, choices in get_resolver().reverse_dict.lists():
        if isinstance(name, str) and name.startswith(PREFIX):
            found[name] = choices[0][0][0][1]
    return found


def steps_url(application: Any, step: str) -> str:
    """Where a step is taken."""
    return reverse(STEP, args=[application.pk, step])


def text_of(answer: Any) -> str:
    """What an answer says, also when it comes in pieces."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")
