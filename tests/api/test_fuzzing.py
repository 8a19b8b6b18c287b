"""The API, asked by its own description: thousands of requests, right and wrong, and no answer that breaks it."""

from __future__ import annotations

import os
import secrets
import time

import pytest
from django.core.cache import cache
from django.db import connection
from schemathesis.core.failures import FailureGroup
from wagtail.models import PageViewRestriction, Site

from tests.api.asking import given_for
from tests.api.conftest import fill
from tests.api.fuzzing import OPERATION_IDS, Known, cases_each, check, cursor, fuzz, operations, record, right
from tests.blocks.samples import BLOCKS, sample, stream
from tests.factories import make_article
from tests.registration.applying import applied, confirmed, open_group
from wagtail_mathshub.api import paging
from wagtail_mathshub.api.errors import Problem
from wagtail_mathshub.finding import pages_api
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.previews import keep_preview
from wagtail_mathshub.publishing.unlocking import token_for
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Interest
from wagtail_mathshub.registration.tokens import interest_token_of, token_of

pytestmark = [pytest.mark.indexed, pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
PASSWORD = "abacus & ünicode"
ORDINARY = 20
SOAKED = 10_000


@pytest.fixture
def known(hub_a, hub_b, editor_a, monkeypatch, settings):
    """Two hubs with something of everything, and what leads there."""
    # As in a request of its own: the content was committed by others, so that answers are kept.
    monkeypatch.setattr(generation, "pending", lambda: False)
    # It is cleared before each request, which other processes of the tests must not notice.
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "fuzz"}}
    cache.clear()
    pages = fill(hub_a)
    fill(hub_b, "Twin")
    Site.objects.exclude(pk=hub_a.site_id).update(is_default_site=False)
    every = stream(*((name, sample(name)) for name in BLOCKS))
    pages["articles"].body = every
    pages["articles"].save()
    secret = make_article(hub_a, title="Secret")
    rule = PageViewRestriction.objects.create(page=secret, restriction_type="password", password=PASSWORD)
    found = Known(host=hub_a.site.hostname, tokens=[token_for([rule])[0], "x", "\u00e9", ""])
    found.ids = {
        f"{path.replace('-', '_')}_detail": [page.pk, page.pk + 1, 0] for path, page in pages.items()
    } | {"pages_unlock": [secret.pk]}
    previews = [keep_preview(page=page, site=hub_a.site, editor=editor_a) for page in pages.values()]
    found.values = {
        "hub": ["alder", "all", "birch"],
        "path": ["/", pages["articles"].get_url_parts()[2], "/old-first/", "/articles/secret/"],
        "token": previews,
        "q": ["first", "fir", "first article", "seventeen"],
        "facets": ["year,phase", "kind", "state", "mode,audience", "academic_year,area,recruitment,delivery"],
        "include": ["body"],
        "limit": ["1", "2", "100"],
        "offset": ["1", "1000000"],
        "project": [str(pages["work-groups"].project_id)],
    }
    found.bodies = {"pages_unlock": [{"password": PASSWORD}, {"password": "wrong"}, {"password": "a\0"}, {}]}
    return with_sign_up(found, hub_a)


def with_sign_up(known, hub):
    """What leads to sign-up: a group that is open, one that is not yet, and the tokens of emails."""
    rows = [("question", {"question": "Which?", "hint": "", "choices": ["A"], "required": False})]
    asked = {"trn_asked": True, "trn_reason": "Why not?", "extra_questions": rows}
    group = open_group(hub, title="Open", capacity=3, capacity_unit="participants", **asked)
    soon = open_group(hub, title="Soon", opens_at="2027-01-04T09:00:00Z", has_interest_form=True)
    full = open_group(hub, title="Full", capacity=1)
    first, waiting, offered = confirmed(full), confirmed(full), confirmed(full)
    flows.withdraw(application=waiting)
    flows.withdraw(application=first)
    tokens = [token_of(one) for one in (applied(group, people=2), confirmed(full), offered, first)]
    flows.note_interest(page=soon, email="sam@school.example.org", consent=True)
    interest = interest_token_of(Interest.objects.get())
    for name in ("applications_create", "sign_up_form"):
        known.ids[name] = [group.pk, soon.pk, full.pk, 0]
    known.ids["interests_create"] = [soon.pk, group.pk, 0]
    for name in ("detail", "change", "withdraw"):
        known.keys[f"applications_{name}"] = [*tokens, interest, "x", "\u00e9", tokens[0] + "x"]
    known.keys["interests_withdraw"] = [interest, tokens[0], "x"]
    given = given_for(answers={group.extra_questions[0].id: "A"})
    given["participants"][0]["trn"] = "1234567"
    strange = given | {"school": {"name": "\u202e\0<b>=1+1", "urn": "\u0663" * 6, "postcode": "x" * 99}}
    known.bodies["applications_create"] = [
        given,
        strange,
        given | {"consent": False},
    ]
    known.bodies["interests_create"] = [
        {"email": "a@school.example.org", "consent": True},
        {"email": "\0@x", "consent": True},
    ]
    person = given["participants"][0]
    known.bodies["applications_change"] = [
        *({"action": action} for action in ("confirm", "accept", "decline", "withdraw")),
        {"action": "accept", "keep": [2**70, -1]},
        {"participants": [person | {"id": 2**70}]},
        {"action": "confirm", "participants": [person] * 20},
        {"action": "withdraw", "reason": "\0\u202e"},
        {},
    ]
    return known


@pytest.mark.parametrize("name", OPERATION_IDS)
def test_every_address_answers_what_it_promises_whatever_it_is_asked(known, name):
    assert check(right(operations()[name], known), known) in (200, 202)
    statuses = fuzz(name, known, cases=cases_each(ORDINARY))
    assert statuses.total() >= cases_each(ORDINARY) / 2


@pytest.mark.soak
def test_ten_thousand_requests_are_answered_as_promised(known):
    start = int(os.environ.get("MATHSHUB_FUZZ_SEED") or 0) or secrets.randbelow(2**32)
    print(f"MATHSHUB_FUZZ_SEED={start} repeats this run.")  # noqa: T201 - shown when it fails
    began, statuses = time.monotonic(), {}
    for name in OPERATION_IDS:
        statuses[name] = fuzz(name, known, cases=-(-SOAKED // len(OPERATION_IDS)), start=start)
    record(connection.vendor, start, time.monotonic() - began, statuses)
    assert sum(counts.total() for counts in statuses.values()) >= SOAKED
    assert all(counts[200] or counts[202] for counts in statuses.values())


def test_an_answer_of_another_shape_is_found(known, monkeypatch):
    monkeypatch.setattr(pages_api, "redirects_data", lambda rows, scope: [{"old_path": 1} for _ in rows])
    with pytest.raises(FailureGroup, match="Response violates schema"):
        fuzz("redirects_list", known, cases=50)


def test_a_status_that_is_not_described_is_found(known, monkeypatch):
    monkeypatch.setattr(pages_api, "find_page", teapot)
    with pytest.raises(FailureGroup, match="Undocumented status code"):
        fuzz("pages_find", known, cases=50)


def test_a_guard_that_is_taken_out_is_missed(known, monkeypatch):
    known.values["cursor"] = [cursor("x", "y", 1)]
    monkeypatch.setattr(paging, "_beyond_cursor", unguarded)
    with pytest.raises(AssertionError, match="ValidationError"):
        fuzz("events_list", known, cases=100)


def unguarded(rows, text, keys):
    return rows.filter(paging._after(paging.cursor_values(text, len(keys)), keys))


def teapot(path, scope):
    raise Problem(418, "A teapot")
