"""What pages of other origins may read of the example site: the API, without anybody's cookies."""

from __future__ import annotations

import pytest

from tests import factories

ORIGIN = "https://front-end.example.org"
ASKED = "authorization, content-type, if-none-match, idempotency-key"


@pytest.fixture
def hub(db):
    return factories.make_hub("alder")


def preflight(client, path: str, *, method: str = "GET", headers: str = ASKED):
    return client.options(
        path,
        HTTP_ORIGIN=ORIGIN,
        HTTP_ACCESS_CONTROL_REQUEST_METHOD=method,
        HTTP_ACCESS_CONTROL_REQUEST_HEADERS=headers,
    )


def test_any_origin_reads_the_api_and_its_etag_but_never_with_cookies(client, hub):
    answer = client.get("/api/hub/v1/work-groups?hub=alder", HTTP_ORIGIN=ORIGIN)
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Expose-Headers"] == "ETag, Retry-After"
    assert "Access-Control-Allow-Credentials" not in answer


def test_an_error_can_be_read_from_another_origin_too(client, hub):
    answer = client.get("/api/hub/v1/work-groups?hub=alder&year=99", HTTP_ORIGIN=ORIGIN)
    assert answer.status_code == 422
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_a_preflight_allows_the_headers_that_a_front_end_sends(client, db, method):
    answer = preflight(client, "/api/hub/v1/pages/find", method=method)
    assert answer.status_code == 200
    assert method in answer["Access-Control-Allow-Methods"]
    allowed = answer["Access-Control-Allow-Headers"].lower()
    assert [name for name in ASKED.split(", ") if name not in allowed] == []


def test_a_preflight_allows_neither_other_methods_nor_other_headers(client, db):
    answer = preflight(client, "/api/hub/v1/pages/find", method="PUT", headers="x-csrftoken")
    assert "PUT" not in answer["Access-Control-Allow-Methods"]
    assert "x-csrftoken" not in answer["Access-Control-Allow-Headers"].lower()


@pytest.mark.parametrize("path", ["/admin/login/", "/frontend/"])
def test_nothing_but_the_api_is_open_to_other_origins(client, hub, path):
    assert "Access-Control-Allow-Origin" not in client.get(path, HTTP_ORIGIN=ORIGIN)


def test_the_environment_may_name_the_origins(client, hub, settings):
    settings.CORS_ALLOW_ALL_ORIGINS = False
    settings.CORS_ALLOWED_ORIGINS = ["https://named.example.org"]
    path = "/api/hub/v1/hub?hub=alder"
    assert "Access-Control-Allow-Origin" not in client.get(path, HTTP_ORIGIN=ORIGIN)
    answer = client.get(path, HTTP_ORIGIN="https://named.example.org")
    assert answer["Access-Control-Allow-Origin"] == "https://named.example.org"


def test_any_origin_reads_the_feed_of_all_hubs_and_nothing_else_below_hub(client, hub):
    assert client.get("/hub/network.json", HTTP_ORIGIN=ORIGIN)["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/hub/hub.css", HTTP_ORIGIN=ORIGIN)
