"""Values that nobody sends by mistake: each is answered, or refused by its name, and never breaks the server."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from tests.api.conftest import API, fill
from tests.api.fuzzing import HUGE, OPERATION_IDS, cursor, operations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
FAR = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
# What is right in itself, so that only the parameters are in question.
BODIES = {
    "pages_unlock": {"password": "x"},
    "applications_create": {
        "contact": {"name": "Sam", "email": "sam@school.example.org"},
        "school": {"name": "School"},
        "participants": [{"name": "Sam", "email": "sam@school.example.org"}],
        "consent": True,
    },
    "applications_change": {"action": "confirm"},
    "interests_create": {"email": "sam@school.example.org", "consent": True},
}
RAW = ["%00", "%ED%A0%80", "%FF%FE", "%C0%80", "%", "%zz", "+", "%F4%90%80%80", "a%0d%0ab", "%E2%80%AE"]


def parameters_of(name):
    return [one.name for one in operations()[name].query]


def address_of(name, key="1"):
    return operations()[name].path.replace("{id}", str(key))


def send(client, hub, name, query, key="1"):
    """Asks an operation with a query string just as it is."""
    address, method = f"{address_of(name, key)}?{query}", operations()[name].method
    body = json.dumps(BODIES[name]) if name in BODIES else ""
    return client.generic(
        method.upper(), address, body, content_type="application/json", headers={"host": hub.site.hostname}
    )


def refused(answer):
    assert answer["Content-Type"] == "application/problem+json", answer.content
    return [fault["name"] for fault in answer.json()["errors"]]


@pytest.mark.parametrize("name", OPERATION_IDS)
def test_a_parameter_that_the_description_does_not_have_is_refused_by_its_name(client, hub_a, name):
    required = [one.name for one in operations()[name].query if one.is_required]
    query = "&".join([*(f"{one}=x" for one in required), "bogus=1"])
    answer = send(client, hub_a, name, query)
    assert (answer.status_code, refused(answer)) == (422, ["bogus"])
    assert set(answer.json()["errors"][0]["allowed"]) == set(parameters_of(name))


@pytest.mark.parametrize("name", OPERATION_IDS)
def test_every_parameter_is_answered_whatever_bytes_it_holds(client, hub_a, name):
    fill(hub_a)
    for parameter in parameters_of(name):
        required = [one.name for one in operations()[name].query if one.is_required and one.name != parameter]
        others = "".join(f"&{one}=x" for one in required)
        for raw in RAW:
            answer = send(client, hub_a, name, f"{parameter}={raw}{others}")
            assert answer.status_code in (200, 202, 401, 403, 404, 409, 422, 429), (
                parameter,
                raw,
                answer.content,
            )


@pytest.mark.parametrize("moment", FAR)
@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        *(("work_groups_list", one) for one in ("starts_after", "starts_before", "closes_before")),
        *(("events_list", one) for one in ("starts_after", "starts_before")),
        *(("sessions_list", one) for one in ("starts_after", "starts_before")),
        ("jobs_list", "closes_before"),
    ],
)
def test_a_moment_that_no_calendar_has_is_refused(client, hub_a, name, parameter, moment):
    answer = send(client, hub_a, name, urlencode({parameter: moment}))
    assert (answer.status_code, refused(answer)) == (422, [parameter])


@pytest.mark.parametrize(
    "moment",
    ["9999-12-31", "9999-12-31T23:59:59Z", "0001-01-02T00:00:00Z", "0168-05-24T04:53:43.685984-18:21"],
)
def test_a_moment_at_the_ends_of_the_calendar_is_answered(client, hub_a, moment):
    for name in ("work_groups_list", "events_list", "sessions_list"):
        for parameter in ("starts_after", "starts_before"):
            assert send(client, hub_a, name, urlencode({parameter: moment})).status_code == 200


@pytest.mark.parametrize(
    ("name", "order", "place"),
    [
        *(("events_list", "start", (moment, "A", 1)) for moment in FAR),
        *(("work_groups_list", "start", (moment, "A", 1)) for moment in FAR),
        *(("jobs_list", "closing", (moment, "A", 1)) for moment in FAR),
        *(("sessions_list", "", (moment, "event", 1)) for moment in FAR),
        ("events_list", "start", ("2027-02-30T00:00:00", "A", 1)),
        ("events_list", "start", (7, "A", 1)),
        ("sessions_list", "", (None, "event", 1)),
        ("articles_list", "title", ("a\0", 1)),
        ("articles_list", "title", ("a", 2**63)),
        ("articles_list", "title", ("a", 1.5)),
        ("articles_list", "title", ("a", 1, 1)),
    ],
)
def test_a_cursor_that_no_answer_has_given_is_refused(client, hub_a, name, order, place):
    query = {"cursor": cursor(*place)} | ({"order": order} if order else {})
    answer = send(client, hub_a, name, urlencode(query))
    assert (answer.status_code, refused(answer)) == (422, ["cursor"])


@pytest.mark.parametrize("moment", ["2027-02-04T13:00:00", "2027-02-04T13:00:00-18:21"])
@pytest.mark.parametrize("name", ["events_list", "sessions_list"])
def test_a_cursor_with_any_offset_or_none_is_answered(client, hub_a, name, moment):
    place = (moment, "event", 1)
    assert send(client, hub_a, name, urlencode({"cursor": cursor(*place)})).status_code == 200


@pytest.mark.parametrize(
    "path", ["//[", "http://[", "//[::1", "//a\u2100b/", "/\u2028/", "//", "?", "#", "../../x"]
)
def test_a_path_that_no_address_can_have_is_not_found(client, hub_a, path):
    answer = send(client, hub_a, "pages_find", urlencode({"path": path}))
    assert answer.status_code == (404 if path not in ("//", "?", "#") else 200)


def test_projects_may_be_named_with_commas_as_other_keys(client, hub_a):
    project = fill(hub_a)["work-groups"].project_id
    answer = send(client, hub_a, "work_groups_list", f"project=0,{project}")
    assert answer.json()["count"] == 1
    for huge in (2**53, 2**63, 10**40, -1):
        answer = send(client, hub_a, "work_groups_list", f"project={huge}")
        assert (answer.status_code, refused(answer)) == (422, ["project"])


@pytest.mark.parametrize("name", [name for name in OPERATION_IDS if "{id}" in operations()[name].path])
@pytest.mark.parametrize("key", [*HUGE, "x", "1.5", "%D9%A3", "%00", "%ED%A0%80", "1%20", "9" * 5000])
def test_a_key_that_no_page_can_have_is_not_found(client, hub_a, name, key):
    answer = send(client, hub_a, name, "", key)
    assert answer.status_code in (404, 422)
    refused(answer)


def test_more_parameters_than_django_reads_are_a_problem_too(client, hub_a):
    answer = send(client, hub_a, "articles_list", "&".join(["topic=x"] * 1001))
    assert answer.status_code == 400
    refused(answer)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b'{"password": "\\ud800"}', b"[" * 20000]
)
def test_a_body_that_is_none_is_refused(client, hub_a, body):
    answer = client.post(
        f"{API}pages/1/unlock", body, content_type="application/json", headers={"host": hub_a.site.hostname}
    )
    assert answer.status_code in (400, 404, 422), answer.content
    refused(answer)


def test_a_body_that_is_too_long_to_read_is_a_problem_too(client, hub_a, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = json.dumps({"password": "x" * 2000})
    answer = client.post(
        f"{API}pages/1/unlock", body, content_type="application/json", headers={"host": hub_a.site.hostname}
    )
    assert answer.status_code == 400
    refused(answer)
