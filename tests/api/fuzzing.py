"""Requests made from the API's own description, and what every answer must keep to."""

from __future__ import annotations

import base64
import json
import os
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import schemathesis
from django.core.cache import cache as django_cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from wagtail_mathshub.api.openapi import described
from wagtail_mathshub.api_urls import api

PREFIX = "/api/hub/v1/"
RESULTS = Path(__file__).parents[2] / "benchmarks" / "results"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
HUGE = [2**31, 2**53, 2**63 - 1, 2**63, 2**64, 10**40, -(2**63) - 1, -1, 0]


def cursor(*values: Any) -> str:
    """A cursor as no answer would give it."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


HOSTILE = [
    *map(str, HUGE),
    *("\0", "a\0b", "\ufeff", "\u202e", "\U0010ffff", "\U0001f9ee" * 40, "e\u0301" * 90, "ﬃ", "İ", "ß", "٣"),
    *("x" * 201, "y" * 5000, " ", "\t\n", "%", "_", "\\", "'", '"', "--", ";", "*", "(", "a & | ! <-> b:*"),
    *("NaN", "Infinity", "-0", "1e400", "1_000", "0x10", "null", "None", "[]", "{}", "true", "", ","),
    *("0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    *("2026-02-30", "0000-00", "2026-13", "-271821-04-20", "99999999999999", "-1e12", "2027-01-01T00:00:00Z"),
    *(",".join(map(str, range(40))), "../../etc/passwd", "http://[", "//", "?", "#", "/\u2028/"),
    *("=", "bnVsbA", cursor(), cursor(None), cursor(None, None, None), cursor(True, 1, 1)),
    *(cursor("", "", 2**63 - 1), cursor("9999-12-31T23:59:59+00:00", "x", 1), cursor("x", 1), cursor(1, "x")),
    *(cursor("0001-01-01T00:00:00+14:00", "event", 1), cursor("a\0", "b", 1), cursor({}, [], 1)),
    *(
        cursor("\ud800", 1),
        cursor(1.5, 1),
        cursor(1, 2**63),
        cursor("2027-01-01", "A", 1),
        cursor(1, 1, 1, 1),
    ),
    *(cursor("2027-01-01T00:00:00", "event", 1), cursor("event", 1), cursor(None, "event", 1)),
]


@cache
def schema() -> Any:
    """The API as it describes itself, with the site's WSGI application to ask."""
    found = schemathesis.openapi.from_dict(
        json.loads(json.dumps(described(api, PREFIX), default=str)), config=SchemathesisConfig()
    )
    found.app = WSGIHandler()
    return found


@cache
def operations() -> dict[str, Any]:
    """Each operation by its id."""
    found = [result.ok() for result in schema().get_all_operations()]
    return {operation.definition.raw["operationId"]: operation for operation in found}


OPERATION_IDS = sorted(
    operation["operationId"]
    for path in described(api, PREFIX)["paths"].values()
    for operation in path.values()
)


@dataclass
class Known:
    """Values that lead somewhere: by operation for ids, keys of other kinds and bodies, by name for what is asked."""

    host: str
    ids: dict[str, list[int]] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=dict)
    bodies: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)


def ask(case: Any, known: Known) -> Any:
    """The answer to a case. Nothing that it writes stays, and nothing that it breaks."""
    raised: list[Any] = []

    def remember(sender: Any, request: Any, **kwargs: Any) -> None:
        raised.append(traceback.format_exc())

    got_request_exception.connect(remember)
    # The end of a request would end the test's transaction too.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    before = transaction.savepoint()
    try:
        answer = case.call(headers={"Host": known.host})
    finally:
        transaction.savepoint_rollback(before)
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        got_request_exception.disconnect(remember)
    assert not raised, raised[0]
    return answer


def check(case: Any, known: Known) -> int:
    """Ask, hold the answer to the description, and give its status."""
    answer = ask(case, known)
    case.validate_response(answer, checks=CHECKS)
    return int(answer.status_code)


@st.composite
def _path(draw: Any, name: str, known: Known) -> dict[str, Any]:
    """The parameters of a path that leads somewhere or is hostile; now and then none."""
    if not draw(st.integers(0, 3)):
        return {}
    if name in known.keys:
        return {"token": draw(st.sampled_from(known.keys[name]))}
    if name in known.ids:
        keys = st.sampled_from([*map(str, known.ids[name]), *map(str, HUGE), "x", "1.5", "٣", "a\0"])
        return {"id": draw(keys)}
    return {}


@st.composite
def steered(draw: Any, operation: Any, known: Known) -> Any:
    """A case by the description, right or wrong, of which some values are ones that lead somewhere or are hostile."""
    mode = draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
    case = draw(operation.as_strategy(generation_mode=mode))
    name = operation.definition.raw["operationId"]
    query = dict(case.query or {})
    kept = draw(st.sampled_from(["all", "few", "few", "one"]))
    if kept != "all":
        names = sorted(query)
        most = 1 if kept == "one" else 3
        query = {key: query[key] for key in draw(st.permutations(names))[:most]} if names else {}
    if draw(st.integers(0, 9)):
        query.pop("hub", None)
    known_names = [one.name for one in operation.query]
    for key in known_names:
        if key in known.values and draw(st.integers(0, 3)) == 0:
            query[key] = draw(st.sampled_from(known.values[key]))
    if known_names and draw(st.integers(0, 3)) == 0:
        query[draw(st.sampled_from(known_names))] = draw(st.sampled_from(HOSTILE))
    case.query = query
    case.path_parameters = draw(_path(name, known)) or case.path_parameters
    if name in known.bodies and draw(st.booleans()):
        case.body = draw(st.sampled_from(known.bodies[name]))
    if draw(st.integers(0, 3)) == 0:
        case.headers = {**case.headers, "Authorization": f"Bearer {draw(st.sampled_from(known.tokens))}"}
    return case


def led_to(name: str, known: Known) -> dict[str, Any]:
    """The parameters of a path that leads somewhere."""
    if name in known.keys:
        return {"token": known.keys[name][0]}
    return {"id": known.ids[name][0]} if name in known.ids else {}


def right(operation: Any, known: Known) -> Any:
    """A case that is answered with 200, or taken in with 202."""
    name = operation.definition.raw["operationId"]
    required = [one.name for one in operation.query if one.is_required]
    return operation.Case(
        query={key: known.values[key][0] for key in required},
        path_parameters=led_to(name, known),
        headers={"Authorization": f"Bearer {known.tokens[0]}"},
        **({"body": known.bodies[name][0], "media_type": "application/json"} if name in known.bodies else {}),
    )


def fuzz(operation_id: str, known: Known, *, cases: int, start: int | None = None) -> Counter[int]:
    """Ask so many times, and give how often each status came. Without a `start`, every time the same."""
    operation = operations()[operation_id]
    statuses: Counter[int] = Counter()

    def one(case: Any) -> None:
        django_cache.clear()
        statuses[check(case, known)] += 1

    limits = settings(
        max_examples=cases,
        deadline=None,
        database=None,
        derandomize=start is None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run: Callable[[], None] = limits(given(case=steered(operation, known))(one))
    (run if start is None else seed(start)(run))()
    return statuses


def record(database: str, start: int, seconds: float, statuses: dict[str, Counter[int]]) -> None:
    """Write what a soak has asked, and what it was answered, to the results of the benchmarks."""
    data = {
        "database": database,
        "seed": start,
        "requests": sum(counts.total() for counts in statuses.values()),
        "seconds": round(seconds, 1),
        "answers_of_500": sum(counts[500] for counts in statuses.values()),
        # Each answer passed them all, or the soak would have stopped.
        "checks": [one.__name__ for one in CHECKS],
        "statuses": {name: dict(sorted(counts.items())) for name, counts in sorted(statuses.items())},
    }
    (RESULTS / f"fuzz-{database}.json").write_text(json.dumps(data, indent=2) + "\n")


def cases_each(default: int) -> int:
    """How many cases an operation gets: its share of MATHSHUB_FUZZ_CASES, if that is set."""
    whole = int(os.environ.get("MATHSHUB_FUZZ_CASES") or 0)
    return -(-whole // len(OPERATION_IDS)) if whole else default
