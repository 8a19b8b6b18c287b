"""Answers that are kept, for as long as they are true and not longer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation

from tests.conftest import REFERENCE_TIME
from wagtail_mathshub import clock
from wagtail_mathshub.api import caching
from wagtail_mathshub.api.caching import Answer, answered, cache_key
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.installation import Installation
from wagtail_mathshub.taxonomy.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache", "reference_time")]
JSON = "application/json"


@pytest.fixture
def empty_cache():
    """Nothing is kept from another test, nor for one."""
    cache.clear()
    yield
    cache.clear()


class Builder:
    """Builds a new answer at each call: the number of the call, if nothing else is asked."""

    def __init__(self, **fields) -> None:
        self.fields = fields
        self.calls = 0

    def __call__(self) -> Answer:
        self.calls += 1
        return Answer(**({"body": b"%d" % self.calls, "content_type": JSON} | self.fields))


def get(build, address="/api/hub/v1/topics", *, method="get", public=True, headers=None, **names):
    """The response to a request."""
    request = getattr(RequestFactory(), method)(address, headers=headers)
    names = {"fingerprint": "shape-1", "hub_key": "alder"} | names
    hub = names.pop("hub_key")
    return answered(request, build=build, public=public, hub_key=lambda stamp: hub, **names)


def content_changes():
    Installation.objects.update(generation=F("generation") + 1)


def minutes(number):
    return REFERENCE_TIME + timedelta(minutes=number)


def test_a_second_request_gets_the_kept_answer_in_one_query(django_assert_num_queries):
    build = Builder()
    first = get(build)
    with django_assert_num_queries(1):
        second = get(build)
    assert (first.content, second.content, build.calls) == (b"1", b"1", 1)
    assert second["Content-Type"] == JSON
    assert dict(first.headers) == dict(second.headers)


def test_a_change_of_content_is_seen_by_the_next_request():
    build = Builder()
    get(build)
    content_changes()
    assert get(build).content == b"2"


def test_a_change_while_an_answer_is_built_does_not_keep_the_old_one():
    def slow():
        content_changes()
        return Answer(b"old", JSON)

    get(slow)
    assert get(Builder()).content == b"1"


@pytest.mark.parametrize(
    "other",
    [
        {"address": "/api/hub/v1/people"},
        {"address": "/api/hub/v1/topics?year=7"},
        {"hub_key": "birch"},
        {"fingerprint": "shape-2"},
    ],
    ids=["path", "query", "hub", "fingerprint"],
)
def test_another_question_has_another_answer(other):
    build = Builder()
    get(build)
    assert get(build, **other).content == b"2"


def test_another_language_has_another_answer():
    build = Builder()
    get(build)
    with translation.override("cy"):
        assert get(build).content == b"2"


def test_another_version_has_another_answer(monkeypatch):
    build = Builder()
    get(build)
    monkeypatch.setattr(caching, "__version__", "99.0")
    assert get(build).content == b"2"


def test_another_installation_has_another_answer():
    build = Builder()
    get(build)
    Installation.objects.all().delete()
    Installation.objects.create()
    assert get(build).content == b"2"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("?year=7&q=bar", "?q=bar&year=7", True),
        ("?year=7&q=bar&year=8", "?q=bar&year=7&year=8", True),
        ("?year=7&year=8", "?year=8&year=7", False),
        ("?a=b&c=d", "?a=b%26c=d", False),
        ("?year=7", "?year=7&year=7", False),
        ("?q=", "", False),
        ("?q=%2B", "?q=+", False),
    ],
)
def test_the_order_of_parameters_makes_no_difference_but_that_of_values_does(one, other, same):
    keys = {
        cache_key(RequestFactory().get(f"/api/{query}"), fingerprint="f", hub_key="h", stamp="s")
        for query in (one, other)
    }
    assert (len(keys) == 1) is same


def test_a_key_suits_every_cache_however_long_the_question_is():
    request = RequestFactory().get("/api/", {"q": "π " * 500})
    key = cache_key(request, fingerprint="f", hub_key="h", stamp="s")
    assert key.isascii()
    assert " " not in key
    assert len(key) < 100


def test_neither_sessions_nor_hosts_nor_tokens_make_another_answer():
    build = Builder()
    get(build)
    headers = {"cookie": "sessionid=abc", "authorization": "Bearer abc", "host": "elsewhere.example.org"}
    assert get(build, headers=headers).content == b"1"


def test_a_kept_answer_is_not_shown_past_its_next_change():
    build = Builder(changes_at=lambda stamp: minutes(10))
    get(build)
    with clock.frozen_at(minutes(10) - timedelta(seconds=1)):
        assert get(build).content == b"1"
    with clock.frozen_at(minutes(10)):
        assert get(build).content == b"2"


def test_an_answer_that_nothing_changes_is_kept_for_the_time_that_is_set(settings):
    settings.WAGTAIL_MATHSHUB = {"API_CACHE_SECONDS": 300}
    build = Builder(changes_at=lambda stamp: minutes(60))
    get(build)
    with clock.frozen_at(minutes(4)):
        assert get(build).content == b"1"
    with clock.frozen_at(minutes(5)):
        assert get(build).content == b"2"


def test_the_cache_itself_drops_an_answer_in_time(monkeypatch):
    lifetimes = []
    monkeypatch.setattr(cache, "set", lambda key, value, timeout: lifetimes.append(timeout))
    get(Builder(changes_at=lambda stamp: minutes(10)))
    get(Builder())
    assert lifetimes == [600, 3600]


def test_an_answer_whose_change_is_past_is_not_kept():
    build = Builder(changes_at=lambda stamp: minutes(-1))
    get(build)
    assert get(build).content == b"2"


def test_an_answer_over_two_megabytes_is_shown_but_not_kept():
    build = Builder(body=b"x" * (caching.MOST_BYTES + 1))
    assert len(get(build).content) == caching.MOST_BYTES + 1
    get(build)
    assert build.calls == 2


def test_an_answer_of_two_megabytes_is_kept():
    build = Builder(body=b"x" * caching.MOST_BYTES)
    get(build)
    get(build)
    assert build.calls == 1


def test_switched_off_it_keeps_nothing_and_asks_nothing(settings, django_assert_num_queries):
    settings.WAGTAIL_MATHSHUB = {"API_CACHE_SECONDS": 0}
    build = Builder()
    with django_assert_num_queries(0):
        etags = [get(build)["ETag"], get(build)["ETag"]]
    assert build.calls == 2
    assert etags[0] != etags[1]


@pytest.mark.parametrize("status", [404, 422, 500, 301])
def test_an_error_is_kept_by_nobody(status):
    build = Builder(status=status)
    first = get(build)
    assert first.status_code == status
    assert first["Cache-Control"] == "no-store"
    assert "ETag" not in first
    assert get(build).content == b"2"


def test_a_builder_that_fails_leaves_no_lock_behind():
    def fail():
        raise Http404

    with pytest.raises(Http404):
        get(fail)
    build = Builder()
    get(build)
    assert get(build).content == b"1"


def test_who_comes_while_another_builds_does_not_wait_and_keeps_nothing():
    late = Builder(body=b"late")

    def slow():
        assert get(late).content == b"late"
        return Answer(b"first", JSON)

    assert get(slow).content == b"first"
    assert get(late).content == b"first"
    assert late.calls == 1


def test_a_private_answer_is_kept_by_nobody():
    build = Builder()
    response = get(build, public=False)
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
    assert get(build, public=False, headers={"if-none-match": "*"}).content == b"2"
    assert get(build).content == b"3"


def test_a_private_request_is_not_given_a_kept_answer():
    build = Builder()
    get(build)
    assert get(build, public=False).content == b"2"


def test_what_is_sent_is_not_kept():
    build = Builder()
    get(build)
    response = get(build, method="post")
    assert response.content == b"2"
    assert response["Cache-Control"] == "no-store"


def test_caches_on_the_way_always_ask_and_tell_languages_apart():
    response = get(Builder())
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Vary"] == "Accept-Encoding, Accept-Language"


def test_the_tag_is_strong_and_names_the_bytes():
    first, same, other = (get(Builder(body=body), f"/{n}") for n, body in enumerate([b"a", b"a", b"b"]))
    assert first["ETag"].startswith('"')
    assert first["ETag"] == same["ETag"] != other["ETag"]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("weak", ["", "W/"], ids=["strong", "weak"])
def test_who_has_the_bytes_already_is_told_so(method, weak):
    build = Builder()
    tag = get(build)["ETag"]
    response = get(build, method=method, headers={"if-none-match": f'"other", {weak}{tag}'})
    assert (response.status_code, response.content, build.calls) == (304, b"", 1)
    assert response["ETag"] == tag
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Vary"] == "Accept-Encoding, Accept-Language"


def test_a_change_that_leaves_the_bytes_as_they_were_is_none_for_the_browser():
    build = Builder(body=b"same")
    tag = get(build)["ETag"]
    content_changes()
    assert get(build, headers={"if-none-match": tag}).status_code == 304
    assert build.calls == 2


def test_an_old_tag_is_no_way_around_a_page_that_has_gone():
    tag = get(Builder())["ETag"]
    content_changes()
    response = get(Builder(status=404), headers={"if-none-match": tag})
    assert response.status_code == 404


def test_an_old_tag_gets_the_new_answer():
    build = Builder()
    tag = get(build)["ETag"]
    content_changes()
    response = get(build, headers={"if-none-match": tag})
    assert (response.status_code, response.content) == (200, b"2")


def test_a_head_request_has_the_headers_of_the_answer_and_shares_it():
    build = Builder(body=b"[1, 2, 3]")
    head = get(build, method="head")
    full = get(build)
    assert (head.content, full.content, build.calls) == (b"", b"[1, 2, 3]", 1)
    assert dict(head.headers) == dict(full.headers)
    assert head["Content-Length"] == "9"


def test_a_transaction_that_has_changed_content_neither_keeps_nor_finds_answers():
    build = Builder()
    get(build)
    Topic.objects.create(key="algebra", label="Algebra")
    assert generation.pending()
    assert get(build).content == b"2"
    assert get(build).content == b"3"


@pytest.mark.django_db(transaction=True)
def test_an_uncommitted_answer_is_never_shown_to_others():
    labels = Builder()
    with transaction.atomic():
        Topic.objects.create(key="algebra", label="Algebra")
        get(labels)
        transaction.set_rollback(True)
    assert get(labels).content == b"2"


@pytest.mark.django_db(transaction=True)
def test_a_committed_change_is_seen_by_the_next_request():
    def build():
        return Answer(str(Topic.objects.count()).encode(), JSON)

    assert get(build).content == b"0"
    Topic.objects.create(key="algebra", label="Algebra")
    assert get(build).content == b"1"
    with transaction.atomic():
        Topic.objects.create(key="number", label="Number")
    assert get(build).content == b"2"
