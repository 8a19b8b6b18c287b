"""Every kind of page is read in Wagtail's API v2 and v3, and made in v3, with what our own API shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.fields import Field
from wagtail.api import APIField

from tests.api.conftest import fill
from tests.contracts.wagtail_api import ROWS, TYPES, V3, ask_v2, ask_v3, one_of, same
from tests.pages.families import FAMILIES

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.contracts.wagtail_api_urls"),
    pytest.mark.usefixtures("reference_time"),
]
DETAILS = {
    "WorkGroupPage": "work-groups",
    "HubEventPage": "events",
    "HubArticlePage": "articles",
    "ResourceCollectionPage": "collections",
    "JobAdvertPage": "jobs",
}
# Wagtail says these itself, under `meta` or with its own address.
OF_WAGTAIL = {"type", "slug", "api_url", "published_at"}


@pytest.fixture(params=TYPES, ids=lambda model: model.__name__)
def model(request):
    return request.param


def test_there_are_pages_to_try():
    assert {model.__name__ for model in TYPES} >= {*DETAILS, "HubHomePage", "HubContentPage"}


def test_each_kind_of_page_is_listed_and_read_in_both(client, hub_a, model):
    fill(hub_a)
    page = one_of(model, hub_a)
    listed = ask_v2(client, hub_a, type=model._meta.label, fields="*")["items"]
    assert page.pk in [item["id"] for item in listed]
    in_v2, in_v3 = ask_v2(client, hub_a, page.pk), ask_v3(client, hub_a, page.pk)
    names = {field.name for field in APIField.get_fields_for_model(model)}
    assert "url" in names
    assert names <= set(in_v2)
    assert {name: in_v2[name] for name in names} == {name: in_v3[name] for name in names}
    assert next(item for item in listed if item["id"] == page.pk)["url"] == in_v3["url"]
    assert page.pk in [item["id"] for item in ask_v3(client, hub_a, type=model._meta.label)["items"]]


@pytest.mark.parametrize("name", DETAILS)
def test_they_say_what_our_own_api_says(client, hub_a, name):
    page = fill(hub_a)[DETAILS[name]]
    own = client.get(f"/api/hub/v1/{DETAILS[name]}/{page.pk}", headers={"host": hub_a.site.hostname}).json()
    own = {key: value for key, value in own.items() if key not in OF_WAGTAIL}
    for shown in (ask_v2(client, hub_a, page.pk), ask_v3(client, hub_a, page.pk)):
        assert {key: same(shown[key]) for key in own} == same(own)


def test_nothing_is_shown_that_our_own_api_does_not_show():
    hidden = {"joining_link", "stated_confirmed", "override_state", "override_note", "minimum_to_run", "user"}
    hidden |= {"apply_email", "apply_url", "extra_questions", "trn_reason", "effective_code", "authors_name"}
    for model in [*TYPES, *ROWS]:
        plain = {field.name for field in model.api_fields if field.serializer is None}
        shown = {field.name for field in model.api_fields if field.serializer is not None}
        assert not hidden & (plain - shown), model


def test_what_is_stored_without_being_typed_is_never_written():
    for model in [*TYPES, *ROWS]:
        for field in APIField.get_writable_fields_for_model(model):
            assert model._meta.get_field(field.name).editable, (model, field)


def test_every_serializer_says_what_it_gives():
    for model in [*TYPES, *ROWS]:
        for field in model.api_fields:
            if isinstance(field.serializer, Field):
                assert field.serializer.to_representation.__annotations__["return"], (model, field)


def test_the_description_of_v3_has_the_shapes_of_our_own(client, hub_a):
    shapes = client.get(f"{V3}openapi.json").json()["components"]["schemas"]
    assert {"SessionShape", "BodyShape", "HeadingItem", "PersonSchema"} <= set(shapes)
    said = shapes["WorkGroupPageSchema"]["properties"]["delivery"]
    assert said["anyOf"][0]["$ref"].endswith("/StateShape")
    assert "joining_link" not in str(shapes)


def test_the_admins_own_api_shows_nothing_more_of_our_pages(client, hub_a, editor_a):
    pages = fill(hub_a)
    client.force_login(editor_a)
    ours = {field.name for model in TYPES for field in model.api_fields}
    for page in pages.values():
        listed = client.get("/admin/api/main/pages/", {"child_of": page.get_parent().pk, "for_explorer": 1})
        one = client.get(f"/admin/api/main/pages/{page.pk}/", {"fields": "*"})
        assert (listed.status_code, one.status_code) == (200, 200)
        assert page.pk in [item["id"] for item in listed.json()["items"]]
        assert not ours & {*one.json(), *listed.json()["items"][0]}
        chooser = client.get(f"/admin/choose-page/{page.get_parent().pk}/")
        assert page.title in chooser.content.decode()


def card_keys(model):
    """What a card shows, by the names of the fields."""
    fields = [field for field in model.api_fields if hasattr(field.serializer, "source_of_data")]
    rest = {"body", *fields[0].serializer.source_of_data.keys_of_more}
    return [field.name for field in fields if field.serializer.key not in rest]


@pytest.mark.parametrize("family", FAMILIES, ids=str)
def test_the_cards_of_a_list_cost_the_same_whatever_its_length(client, hub_a, family):
    names, counts = ",".join(card_keys(family.page)), []
    for number in (1, 5):
        for n in range(number):
            family.make(hub_a, title=f"Page {number} {n}")
        query = {"type": family.page._meta.label, "fields": f"_,id,{names}"}
        ask_v2(client, hub_a, **query)
        with CaptureQueriesContext(connection) as queries:
            ask_v2(client, hub_a, **query)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


@pytest.mark.parametrize("family", FAMILIES, ids=str)
def test_reading_one_page_costs_a_fixed_number_of_queries(client, hub_a, family):
    page = family.make(hub_a)
    ask_v3(client, hub_a, page.pk)
    with CaptureQueriesContext(connection) as queries:
        ask_v3(client, hub_a, page.pk)
    assert len(queries) <= 45


WITHOUT = """
import django
from django.conf import settings
django.setup()
assert not {"wagtail.api.v2", "wagtail.api.v3", "rest_framework"} & set(settings.INSTALLED_APPS)
from django.apps import apps
from django.core.management import call_command
from django.test import Client
settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}  # Tables alone are enough.
call_command("check")
call_command("migrate", run_syncdb=True, verbosity=0)
for path in ("hubs", "openapi.json"):
    answer = Client().get(f"/api/hub/v1/{path}", headers={"host": "localhost"})
    assert answer.status_code == 200, answer.content
"""


def test_the_package_starts_without_wagtails_apis():
    root = Path(__file__).resolve().parent.parent.parent
    path = os.pathsep.join(str(root / folder) for folder in ("src", ".", "example_site"))
    environment = os.environ | {
        "PYTHONPATH": path,
        "DJANGO_SETTINGS_MODULE": "example_site.settings",
        "DATABASE_URL": "sqlite://:memory:",
    }
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
