"""Somebody who fills in a form without a script: what stands in the page is what is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from wagtail_mathshub import clock
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.tokens import token_of

SAM = {
    "contact.name": "Sam Okafor",
    "contact.email": "sam@school.example.org",
    "school.name": "Fen Edge Primary School",
}
PERSON = {"participants.0.name": "Jo Birch", "participants.0.email": "jo@school.example.org"}


class Visitor:
    """Reads pages of a hub, types into the one form that is shown, and presses its buttons."""

    def __init__(self, client: Client, hub: Any) -> None:
        self.client, self.host = client, hub.site.hostname

    def opens(self, path: str) -> Visitor:
        """Open an address."""
        return self._read(self.client.get(path, headers={"host": self.host}))

    def _read(self, answer: Any) -> Visitor:
        while answer.status_code == 303:
            self.path = answer["Location"]
            answer = self.client.get(self.path, headers={"host": self.host})
        self.answer, self.status = answer, answer.status_code
        self.html = answer.content.decode()
        self.page = BeautifulSoup(self.html, "html.parser")
        form = self.page.select_one("main form")
        self.action = form["action"] if form else ""
        self.sent: dict[str, list[str]] = {}
        for field in form.select("input[name], textarea[name]") if form else []:
            if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
                continue
            value = field.get_text()[1:] if field.name == "textarea" else field.get("value", "")
            self.sent.setdefault(field["name"], []).append(value)
        return self

    def types(self, **values: str) -> Visitor:
        """Type into fields, whose names have two underscores for a dot; every one must be on the page."""
        return self.fills({name.replace("__", "."): value for name, value in values.items()})

    def fills(self, values: dict[str, str | list[str]]) -> Visitor:
        """Type into fields by their names, each of which must be on the page."""
        for name, value in values.items():
            fields = self.page.select(f'main form [name="{name}"]')
            assert any(field.get("type") != "hidden" for field in fields), name
            self.sent[name] = value if isinstance(value, list) else [value]
        return self

    def presses(self, go: str, name: str = "go", **more: str) -> Visitor:
        """Press a button that is on the page, some seconds after it was shown."""
        assert self.page.select(f'button[name="{name}"][value="{go}"]'), go
        with clock.frozen_at(clock.now() + timedelta(seconds=5)):
            return self._read(
                self.client.post(self.action, {**self.sent, name: go, **more}, headers={"host": self.host})
            )

    def text(self, selector: str = "main") -> str:
        """The words of what is found, on one line."""
        found = self.page.select_one(selector)
        return " ".join(found.get_text(" ").split()) if found else ""

    def value(self, name: str) -> str:
        """What stands in a field, seen or not."""
        return self.sent.get(name, [""])[0]


def sign_up_path(group: Any) -> str:
    """Where the group's form is."""
    return f"/hub/work-groups/{group.pk}/sign-up/"


def application_path(application: Application) -> str:
    """Where an application is seen."""
    return f"/hub/applications/{token_of(application)}/"


def at_last_step(visitor: Visitor, group: Any, **contact: str) -> Visitor:
    """The form, filled in up to the last step, for a group that asks nothing of its own."""
    visitor.opens(sign_up_path(group)).fills(
        SAM | {f"contact.{name}": value for name, value in contact.items()}
    )
    visitor.presses("next").fills(PERSON).presses("next")
    return visitor.fills({"consent": "yes"})
