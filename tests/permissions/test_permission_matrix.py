"""Every admin address of the package, for every role, in its own hub and in another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.test import Client
from modelsearch import signal_handlers as search_signals
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests import factories
from tests.conftest import REFERENCE_TIME
from tests.permissions import table
from tests.permissions.addresses import addresses, bulk_actions
from tests.permissions.belonging import digest, rows_of, strangers, tables
from tests.permissions.furniture import FORGED, Furniture, furnish, furnish_forged
from tests.permissions.samples import NoSampleError, body, queries, samples
from wagtail_mathshub import clock
from wagtail_mathshub.pages.models import WorkGroupLead
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.scoping import guard, model_admin
from wagtail_mathshub.scoping.screens import Screen

ROLES = list(table.MAKERS)
OWN, OTHER = "Quillfen", "Zanzibar"
REFUSED = {401, 403, 404, 405}
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)\b(?!.*(django_session|django_admin_log))", re.IGNORECASE)
# Names under which a screen of ours or of Wagtail's may take a row's key.
NAMES = (
    *(
        "id",
        "ids",
        "pk",
        "page",
        "pages",
        "group",
        "groups",
        "project",
        "parent",
        "parent_page",
        "source",
        "keep",
    ),
    *(
        "to",
        "hub",
        "site",
        "person",
        "people",
        "lead",
        "leads",
        "school",
        "organisation",
        "run",
        "item",
        "rows",
    ),
    *(
        "new_parent_page",
        "chooser",
        "like",
        "successor",
        "application",
        "session",
        "message",
        "audience",
        "why",
    ),
)


@dataclass
class World:
    """Two hubs, and for each role somebody of the first."""

    own: Furniture
    other: Furniture
    clients: dict[str, Client] = field(default_factory=dict)


class _NoTask:
    """In the place of the task that brings the search index up to date."""

    def enqueue(self, *names: str) -> None:
        pass


@contextmanager
def without_indexes() -> Iterator[None]:
    """Nothing follows what is saved. Over before a test begins, whose own fixture does the same."""
    with pytest.MonkeyPatch.context() as patch, disable_reference_index_auto_update():
        patch.setattr(search_signals, "insert_or_update_object_task", _NoTask())
        yield


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[World]:
    """The world, made once for this module and rolled back."""
    with django_db_blocker.unblock(), clock.frozen_at(REFERENCE_TIME), transaction.atomic():
        with without_indexes():
            world = World(furnish("alder", OWN), furnish_forged("birch", OTHER))
            for role, make in table.MAKERS.items():
                world.clients[role] = somebody(role, make(world.own.hub))
            table.MAKERS["administrator"](world.other.hub)
            lead(world)
        world.clients["anonymous"] = Client()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None) -> World:
    """The same, for one test."""
    return built


def somebody(role: str, *groups: Any) -> Client:
    """A client of a user in these groups."""
    user = factories.UserFactory(username=f"matrix {role}")
    user.groups.add(*groups)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    client.user = user
    return client


def lead(world: World) -> None:
    """Let the one in the group of leads lead the own hub's group."""
    user = world.clients["lead"].user
    person = Person.objects.create(site=world.own.hub.site, name=f"{OWN} Lead", user=user)
    WorkGroupLead.objects.create(page=world.own.rows["group"], person=person)


@dataclass
class Answer:
    """What came back, and whether anything was written."""

    status: int
    text: str
    location: str
    wrote: bool
    changed: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)

    @property
    def opened(self) -> bool:
        """Whether it let somebody in: not a refusal, nor a way to the log-in or back to the first page."""
        away = self.location.split("?")[0] in ("/admin/", "/admin/login/")
        return self.status not in REFUSED and not (self.status == 302 and away)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is as if it had not."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client: Client, url: str, data: dict | None = None, watched: World | None = None) -> Answer:
    """GET, or POST with `data`; afterwards everything is as before. `watched` tells whose rows to look at."""
    wrote: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql):
            wrote.append(sql)
        return execute(sql, params, many, context)

    before = WATCHED.get("digest")
    with undone(), connection.execute_wrapper(note):
        answer = client.get(url) if data is None else client.post(url, data)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found = Answer(
            answer.status_code, content.decode("utf-8", "replace"), answer.get("Location", ""), bool(wrote)
        )
        if wrote and watched is not None and before is not None:
            after = digest(watched.other.hub)
            found.changed = [name for name in after if after[name] != before[name]]
            found.points = strangers(watched.own.hub, watched.other.hub)
    return found


WATCHED: dict[str, Any] = {}


@pytest.fixture
def watched(world: World) -> Iterator[World]:
    """The world, with the other hub's rows compared after each request that writes."""
    WATCHED["digest"] = digest(world.other.hub)
    yield world
    WATCHED.clear()


def every(made: Furniture) -> Iterator[tuple[Any, dict[str, Any], str]]:
    """Every address with each of its samples for one hub."""
    for address in addresses():
        for sample in samples(address, made):
            yield address, sample, address.at(sample)


def forged() -> dict[str, str]:
    """A body in which everything that may name a row names one of the other hub."""
    return dict.fromkeys(NAMES, str(FORGED)) | {"next": "/admin/", "confirm": "1", "sure": "yes"}


def test_the_walk_finds_every_room_and_knows_a_row_for_each_address(world):
    found = [(address.name, url) for address, _sample, url in every(world.own)]
    names = {name for name, _url in found}
    for part in (
        "registration",
        "importing",
        "links",
        "listings",
        "rolling_over",
        "starting",
        "snippet",
        "audience",
    ):
        assert any(part in name for name in names), part
    assert len(names) > 90
    assert len(bulk_actions()) > 8
    for name in names:
        if not re.fullmatch(table.OPEN_TO_ALL, name):
            table.may_open("editor", name)


def test_an_address_that_nobody_has_named_fails_the_walk_with_a_sentence(world):
    from tests.permissions.addresses import Address

    with pytest.raises(NoSampleError, match="Add it to NAMED in tests/permissions/samples"):
        samples(Address("mathshub_new_room", ("pk",)), world.own)
    with pytest.raises(LookupError, match="Say in tests/permissions/table"):
        table.may_open("editor", "mathshub_new_room")


def test_every_table_with_rows_of_hubs_is_watched(world):
    names = {model.__name__ for model in tables()}
    assert {
        "Page",
        "Person",
        "Participant",
        "Attendance",
        "RolledPage",
        "LinkUse",
        "HubTerm",
        "Lesson",
    } <= names
    empty = [model.__name__ for model in tables() if not rows_of(model, world.other.hub).exists()]
    assert len(empty) < len(names) / 2, empty
    assert not set(rows_of(Person, world.own.hub)) & set(rows_of(Person, world.other.hub))


@pytest.mark.parametrize("role", [*ROLES, "anonymous"])
def test_a_role_opens_in_its_own_hub_what_the_table_says_and_nothing_else(world, role):
    client, wrong = world.clients[role], []
    for address, _sample, url in every(world.own):
        if re.fullmatch(table.OPEN_TO_ALL, address.name):
            continue
        data = body(address, world.own)
        found = ask(client, url, data or None)
        if found.status == 405:
            found = ask(client, url, data)
        if found.status >= 500 or found.opened != table.may_open(role, address.name):
            wrong.append((address.name, found.status, found.location))
    assert not wrong, told(wrong)


def faults(world: World, role: str) -> list[tuple[str, str, Any]]:
    """What somebody of the first hub got to see or changed of the other one."""
    client, found = world.clients[role], []
    everywhere = role == "administrator"
    for address, sample, url in every(world.other):
        if everywhere and table.may_open_everywhere(address.name):
            continue
        asked = [url] if address.parameters else [url, *(url + query for query in queries(world.other))]
        answers = [(one, ask(client, one)) for one in asked]
        answers.append((f"POST {url}", ask(client, url, forged(), world)))
        for one, answer in answers:
            named = bool(sample) and address.name != "wagtailsettings:edit_redirect"
            if OTHER in answer.text:
                found.append((address.name, one, "shows"))
            if named and answer.opened and not table.is_for_all(address.name):
                found.append((address.name, one, answer.status))
            if answer.changed or answer.points or answer.status >= 500:
                found.append((address.name, one, answer.changed or answer.points or answer.status))
    return found


@pytest.mark.parametrize("role", [*ROLES, "anonymous"])
def test_nobody_sees_or_changes_what_is_another_hubs(watched, role):
    found = faults(watched, role)
    assert not found, told(found)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("hub lead", "administrator")])
def test_what_a_role_may_not_open_it_does_not_change_in_its_own_hub(world, role):
    client, wrong = world.clients[role], []
    for address, _sample, url in every(world.own):
        if re.fullmatch(table.OPEN_TO_ALL, address.name) or table.may_open(role, address.name):
            continue
        answer = ask(
            client, url, {"title": "Taken over", "name": "Taken over", "sure": "yes", "why": "Because"}
        )
        if answer.opened or answer.wrote:
            wrong.append((address.name, answer.status, answer.wrote))
    assert not wrong, told(wrong)


def test_with_the_guards_taken_out_the_matrix_finds_holes(watched, monkeypatch):
    for module in (guard, model_admin):
        monkeypatch.setattr(module, "check_row", lambda *args: None)
    monkeypatch.setattr(Screen, "may_come_in", lambda self, user: True)
    found = faults(watched, "editor")
    assert len({name for name, _url, _what in found}) > 8, found


def told(found: list[Any]) -> str:
    """Each fault on a line of its own."""
    return "\n" + "\n".join(" | ".join(map(str, row)) for row in found)


def fields_of(html: str) -> dict[str, str]:
    """What a browser would send from the screen's own forms."""
    found = {}
    for one in BeautifulSoup(html, "html.parser").select(
        "main input[name], main select[name], main textarea[name]"
    ):
        if one.name == "select":
            chosen = one.select_one("option[selected]")
            found[one["name"]] = chosen.get("value", "") if chosen else ""
        elif one.get("type") not in ("checkbox", "radio", "file") or one.has_attr("checked"):
            found[one["name"]] = one.get("value", "") if one.name == "input" else one.text
        else:
            found.setdefault(one["name"], "")
    return found


def test_a_forged_key_in_any_field_of_any_form_reaches_no_row_of_another_hub(watched):
    # Nobody of one hub has more forms.
    client, wrong, tried = watched.clients["hub lead"], [], 0
    for address, _sample, url in every(watched.own):
        if (not address.parameters and "results" in address.name) or not table.is_form(address.name):
            continue
        screen = ask(client, url)
        if screen.status != 200:
            continue
        fields = fields_of(screen.text)
        for name in fields:
            if "csrf" in name or name.endswith("_FORMS") or fields[name].startswith(("{", "null")):
                continue
            tried += 1
            answer = ask(client, url, fields | {name: str(FORGED)}, watched)
            if OTHER in answer.text or answer.changed or answer.points or answer.status >= 500:
                wrong.append((address.name, name, answer.status, answer.changed, answer.points))
    assert not wrong, told(wrong)
    assert tried > 60
