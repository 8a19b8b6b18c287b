"""What every address of the API promises: its schema, its parameters, its errors."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel
from wagtail.models import Site

from scripts.openapi_snapshot import described_with
from tests.api.addresses import BODIES, DETAILS, LISTS, MODELS, valid
from tests.api.conftest import fill
from tests.factories import ProjectFactory, make_group
from wagtail_mathshub.api.openapi import described
from wagtail_mathshub.api_urls import api

pytestmark = [pytest.mark.indexed, pytest.mark.django_db]
SNAPSHOT = Path(__file__).parent / "openapi.json"
WITHOUT = Path(__file__).parent / "openapi_without_registration.json"
SIGN_UP = {
    "work-groups/{id}/sign-up",
    "work-groups/{id}/applications",
    "work-groups/{id}/interests",
    "applications/{token}",
    "interests/{token}",
}


def test_the_description_is_the_one_that_was_agreed():
    found = json.loads(json.dumps(described(api, "/api/hub/v1/"), default=str))
    found["info"]["version"] = "0"
    assert found == json.loads(SNAPSHOT.read_text()), (
        "The API has changed. If that is meant: python scripts/openapi_snapshot.py"
    )


def test_a_site_without_sign_up_describes_all_else_alike():
    found = json.loads(described_with("tests.settings_without_registration"))
    found["info"]["version"] = "0"
    assert found == json.loads(WITHOUT.read_text()), (
        "The API without sign-up has changed. If that is meant: python scripts/openapi_snapshot.py"
    )
    whole = json.loads(SNAPSHOT.read_text())
    more = {path: whole["paths"].pop(path) for path in set(whole["paths"]) - set(found["paths"])}
    assert {path.removeprefix("/api/hub/v1/") for path in more} == SIGN_UP
    assert found["paths"] == whole["paths"]
    assert {name: whole["components"]["schemas"][name] for name in found["components"]["schemas"]} == found[
        "components"
    ]["schemas"]


def test_every_shape_has_a_name_of_its_own():
    # django-ninja would describe one of two with the same name, in some addresses, as the other.
    models = set()
    for model in MODELS:
        collect(model, models)
    names = sorted(model.__name__ for model in models)
    assert len(names) > 100
    assert [name for name, other in pairwise(names) if name == other] == []
    assert not [name for name in described(api)["components"]["schemas"] if "__" in name]


def collect(part, models):
    """Every model that a type holds."""
    if isinstance(part, type) and issubclass(part, BaseModel) and part not in models:
        models.add(part)
        for field in part.model_fields.values():
            collect(field.annotation, models)
    for inner in get_args(part):
        collect(inner, models)


def test_an_error_is_described_as_what_it_is():
    for path in described(api)["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                kind = "application/json" if int(status) < 400 else "application/problem+json"
                assert list(answer["content"]) == [kind], (operation["operationId"], status)


def test_the_documentation_is_a_page_that_loads_nothing_from_elsewhere(client):
    answer = client.get("/api/hub/v1/docs")
    assert answer.status_code == 200
    assert "//cdn" not in answer.content.decode()
    assert "/static/ninja/" in answer.content.decode()


@pytest.mark.parametrize("path", LISTS)
def test_every_list_keeps_to_its_schema(ask, hub_a, path, reference_time):
    fill(hub_a)
    data = valid(path, ask(hub_a, path))
    assert data["count"] == len(data["items"]) >= 1


@pytest.mark.parametrize("path", BODIES)
def test_bodies_come_into_a_list_on_request(ask, hub_a, path, reference_time):
    fill(hub_a)
    (item,) = valid(path, ask(hub_a, path, include="body"))["items"]
    assert [block["type"] for block in item["body"]] == ["text", "heading"]
    assert "body" not in ask(hub_a, path).json()["items"][0]


@pytest.mark.parametrize("path", DETAILS)
def test_every_detail_keeps_to_its_schema(ask, hub_a, path, reference_time):
    page = fill(hub_a)[path]
    valid(f"{path}/{{id}}", ask(hub_a, f"{path}/{page.pk}"))


def test_the_hub_and_its_menu_keep_to_their_schemas(ask, hub_a):
    fill(hub_a)
    assert valid("hub", ask(hub_a, "hub"))["key"] == "alder"
    menu = valid("navigation", ask(hub_a, "navigation"))
    assert menu["items"][-1]["title"] == "First page"
    assert menu["items"][-1]["url"] == "http://alder.example.org/first-page/"


@pytest.mark.parametrize("path", [*LISTS, "hub", "navigation", "vocabularies"])
def test_an_unknown_parameter_is_refused_by_its_name(ask, hub_a, path):
    answer = ask(hub_a, path, bogus="1")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    (fault,) = answer.json()["errors"]
    assert fault["name"] == "bogus"
    assert "hub" in fault["allowed"]


@pytest.mark.parametrize(
    ("path", "query", "name"),
    [
        ("work-groups", {"year": "14"}, "year"),
        ("work-groups", {"phase": "tertiary"}, "phase"),
        ("work-groups", {"recruitment": "open,maybe"}, "recruitment"),
        ("work-groups", {"limit": "0"}, "limit"),
        ("work-groups", {"limit": "101"}, "limit"),
        ("work-groups", {"order": "random"}, "order"),
        ("work-groups", {"cursor": "nonsense"}, "cursor"),
        ("work-groups", {"starts_after": "soon"}, "starts_after"),
        ("work-groups", {"facets": "colour"}, "facets"),
        ("work-groups", {"include": "everything"}, "include"),
        ("jobs", {"state": "gone"}, "state"),
        ("work-groups", {"code": ",".join(f"NCP26-{n}" for n in range(31))}, "code"),
        ("organisations", {"role": "king"}, "role"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(ask, hub_a, path, query, name):
    answer = ask(hub_a, path, **query)
    assert answer.status_code == 422, answer.content
    assert [fault["name"] for fault in answer.json()["errors"]] == [name]
    message = answer.json()["errors"][0]["message"]
    assert message
    assert not message.startswith("Value error")


@pytest.mark.parametrize("path", [*(path for path in LISTS if path != "hubs"), "hub", "navigation"])
def test_a_hub_that_does_not_exist_is_not_found(ask, hub_a, path):
    answer = ask(hub_a, path, hub="nonesuch")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_an_unknown_host_gets_the_default_hub(client, hub_a):

    Site.objects.update(is_default_site=False)
    Site.objects.filter(pk=hub_a.site_id).update(is_default_site=True)
    answer = client.get("/api/hub/v1/hub", headers={"host": "nobody.example.org"})
    assert answer.json()["key"] == "alder"


@pytest.mark.parametrize("path", [path for path in LISTS if path != "hubs"])
def test_each_hub_answers_for_itself_and_all_for_all(ask, hub_a, hub_b, path, reference_time):
    fill(hub_a, "First")
    fill(hub_b, "Twin")
    own = ask(hub_a, path).content.decode().lower()
    assert "first" in own
    assert "twin" not in own
    assert "twin" in ask(hub_a, path, hub="birch").content.decode().lower()
    if path != "redirects":
        assert "twin" in ask(hub_a, path, hub="all").content.decode().lower()


@pytest.mark.parametrize("path", DETAILS)
def test_a_page_of_another_hub_is_not_found_unless_it_is_named(ask, hub_a, hub_b, path, reference_time):
    page = fill(hub_b)[path]
    assert ask(hub_a, f"{path}/{page.pk}").status_code == 404
    assert ask(hub_a, f"{path}/{page.pk}", hub="birch").status_code == 200
    assert ask(hub_a, f"{path}/{page.pk}", hub="all").status_code == 200
    assert ask(hub_a, f"{path}/0").status_code == 404
    assert ask(hub_a, f"{path}/999999999").status_code == 404


def test_a_cursor_goes_through_the_whole_list_once(client, ask, hub_a, reference_time):
    for number in range(7):
        fill(hub_a, f"N{number}")
    seen, answer = [], ask(hub_a, "work-groups", limit=2).json()
    while True:
        seen += [item["id"] for item in answer["items"]]
        if not answer["next"]:
            break
        answer = client.get(answer["next"], headers={"host": hub_a.site.hostname}).json()
    assert len(seen) == len(set(seen)) == 7
    assert seen == [item["id"] for item in ask(hub_a, "work-groups", limit=100).json()["items"]]


def test_a_joining_link_is_in_no_answer(ask, hub_a, reference_time):
    pages = fill(hub_a)
    for path in (*LISTS, f"work-groups/{pages['work-groups'].pk}"):
        assert "secret.example" not in ask(hub_a, path).content.decode()


def test_the_search_finds_pages_of_all_kinds_by_the_beginning_of_a_word(ask, hub_a, hub_b, reference_time):
    fill(hub_a, "Fraction")
    fill(hub_b, "Fractal")
    data = valid("search", ask(hub_a, "search", q="fract"))
    assert {item["kind"] for item in data["items"]} >= {"work_group", "event", "article", "job", "page"}
    assert data["count"] == sum(data["kinds"].values())
    assert "Fractal" not in ask(hub_a, "search", q="fract").content.decode()
    only = valid("search", ask(hub_a, "search", q="fract", kind="article"))
    assert [item["page"]["title"] for item in only["items"]] == ["Fraction article"]
    assert "<mark>" in only["items"][0]["snippet"]
    nothing = valid("search", ask(hub_a, "search", q="fractal"))
    assert (nothing["count"], nothing["suggestions"][0]["in_all_hubs"]) == (0, True)
    assert ask(hub_a, "search").status_code == 422
    assert ask(hub_a, "search", q="x", kind="person").status_code == 422


def test_the_words_of_the_filters_are_the_hubs_own(ask, hub_a):
    fill(hub_a)
    hub_a.labels = {"ect": "New teachers", "online": "On screen"}
    hub_a.save()
    words = valid("vocabularies", ask(hub_a, "vocabularies"))
    assert words["audience"] == [{"key": "ect", "label": "New teachers"}]
    assert {"key": "online", "label": "On screen"} in words["mode"]
    assert words["year"][:3] == [
        {"key": "n", "label": "Nursery"},
        {"key": "r", "label": "Reception"},
        {"key": "1", "label": "Year 1"},
    ]


def test_the_groups_beside_a_group_are_those_of_its_own_hub(ask, hub_a, hub_b, reference_time):
    project = ProjectFactory(site=None)
    mine = make_group(hub_a, title="Mine", project=project)
    for hub, title in ((hub_a, "Sister"), (hub_b, "Stranger")):
        make_group(hub, title=title, project=project)
    mine.successor = make_group(hub_a, title="Next", academic_year="2027-28", project=project)
    mine.save()
    for query in ({}, {"hub": "all"}):
        data = ask(hub_a, f"work-groups/{mine.pk}", **query).json()
        assert [link["title"] for link in data["related_cohorts"]] == ["Sister"]
        assert data["successor"]["title"] == "Next"


def test_a_null_character_is_refused_by_the_name_of_its_parameter(ask, hub_a):
    for path, name in (("search", "q"), ("pages/find", "path"), ("work-groups", "audience")):
        answer = ask(hub_a, path, **({"q": "x"} if path == "search" else {}) | {name: "a\0b"})
        assert (answer.status_code, answer.json()["errors"][0]["name"]) == (422, name)


def test_a_hubs_own_words_for_a_key_are_used(ask, hub_a, reference_time):
    fill(hub_a)
    hub_a.labels = {"ect": "New teachers"}
    hub_a.save()
    (item,) = ask(hub_a, "work-groups").json()["items"]
    assert item["audiences"] == [{"key": "ect", "label": "New teachers"}]
