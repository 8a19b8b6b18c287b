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

from tests.api.conftest import fill
from tests.api.fuzzing import OPERATION_IDS, Known, cases_each, check, cursor, fuzz, operations, record, right
from tests.blocks.samples import BLOCKS, sample, stream
from tests.factories import make_article
from wagtail_mathshub.api import paging
from wagtail_mathshub.api.errors import Problem
from wagtail_mathshub.finding import pages_api
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.previews import keep_preview
from wagtail_mathshub.publishing.unlocking import token_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
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
    return found


@pytest.mark.parametrize("name", OPERATION_IDS)
def test_every_address_answers_what_it_promises_whatever_it_is_asked(known, name):
    assert check(right(operations()[name], known), known) == 200
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
    assert all(counts[200] for counts in statuses.values())


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
