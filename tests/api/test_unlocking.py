"""Pages behind a password: opened by it for a while, for this reader alone."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from wagtail.models import Page, PageViewRestriction

from tests.api.conftest import API, fill
from tests.factories import make_article
from wagtail_mathshub import clock
from wagtail_mathshub.api import throttling
from wagtail_mathshub.finding import unlock_api
from wagtail_mathshub.publishing import generation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
PASSWORD = "abacus & ünicode"


@pytest.fixture(autouse=True)
def _no_tries_of_other_tests(monkeypatch):
    # A cache server outlives the test, and clearing it would disturb those that run beside this one.
    monkeypatch.setattr(throttling, "PREFIX", f"mathshub:tries:{uuid4()}")


@pytest.fixture
def article(hub_a):
    """An article that a password protects."""
    page = fill(hub_a, "Zanzibar")["articles"]
    return protect(page)


def protect(page, password=PASSWORD, kind="password"):
    page.rule = PageViewRestriction.objects.create(page=page, restriction_type=kind, password=password)
    return page


@pytest.fixture
def send(client, hub_a):
    """Sends a password: the page's key in, the answer out."""

    def sent(key, password=PASSWORD, token="", **extra):
        headers = {"host": hub_a.site.hostname} | bearer(token)
        body = json.dumps({"password": password})
        return client.post(
            f"{API}pages/{key}/unlock", body, content_type="application/json", headers=headers, **extra
        )

    return sent


@pytest.fixture
def read(client, hub_a):
    """Reads an address with a token."""

    def got(address, token="", /, **query):
        return client.get(API + address, query, headers={"host": hub_a.site.hostname} | bearer(token))

    return got


def bearer(token):
    return {"authorization": f"Bearer {token}"} if token else {}


def test_the_password_opens_the_page_for_its_reader_alone(send, read, article):
    assert read(f"articles/{article.pk}").status_code == 404
    answer = send(article.pk)
    assert answer.status_code == 200, answer.content
    assert answer["Cache-Control"] == "no-store"
    opened = read(f"articles/{article.pk}", answer.json()["token"])
    assert opened.json()["title"] == "Zanzibar article"
    assert opened["Cache-Control"] == "no-store"
    assert read(f"articles/{article.pk}").status_code == 404
    assert "Zanzibar article" not in read("articles").content.decode()


def test_what_is_opened_is_never_kept_for_others(send, read, article, monkeypatch):
    monkeypatch.setattr(generation, "pending", lambda: False)
    token = send(article.pk).json()["token"]
    assert "Zanzibar article" in read("articles", token).content.decode()
    assert "Zanzibar article" not in read("articles").content.decode()
    assert "Zanzibar article" in read("articles", token).content.decode()


def test_the_password_of_a_section_opens_the_pages_below_it_and_no_others(send, read, hub_a, article):
    article.rule.delete()
    section = protect(article.get_parent())
    protect(make_article(hub_a, title="Inner"), "second")
    inner = Page.objects.get(title="Inner")
    token = send(section.pk).json()["token"]
    assert read(f"articles/{article.pk}", token).status_code == 200
    assert read(f"articles/{inner.pk}", token).status_code == 404
    both = send(inner.pk, "second", token).json()["token"]
    assert read(f"articles/{article.pk}", both).status_code == 200
    assert read(f"articles/{inner.pk}", both).status_code == 200


def test_a_front_end_learns_where_to_send_the_password(send, read, article):
    path = article.get_url_parts()[2]
    found = read("pages/find", path=path).json()
    assert found == {
        "page": None,
        "kind": "",
        "api_url": "",
        "redirect_to": "",
        "permanent": False,
        "lists": "",
        "unlock_url": f"/api/hub/v1/pages/{article.pk}/unlock",
    }
    token = send(article.pk).json()["token"]
    opened = read("pages/find", token, path=path).json()
    assert (opened["page"]["title"], opened["unlock_url"]) == ("Zanzibar article", "")


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_what_needs_more_than_a_password_stays_invisible(send, read, article, kind):
    PageViewRestriction.objects.filter(page=article).update(restriction_type=kind)
    assert send(article.pk).status_code == 404
    assert read("pages/find", path=article.get_url_parts()[2]).status_code == 404


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_a_password_below_a_private_section_opens_nothing(send, read, article, kind):
    protect(article.get_parent(), kind=kind)
    assert send(article.pk).status_code == 404
    assert read("pages/find", path=article.get_url_parts()[2]).status_code == 404


def test_a_draft_behind_a_password_stays_a_draft(send, read, article):
    Page.objects.filter(pk=article.pk).update(live=False)
    assert send(article.pk).status_code == 404
    assert read("pages/find", path=article.get_url_parts()[2]).status_code == 404


def test_a_page_without_a_password_has_nothing_to_unlock(send, hub_a, article):
    assert send(make_article(hub_a, title="Open").pk).status_code == 404
    assert send(999999).status_code == 404


def test_a_wrong_password_opens_nothing_and_says_so(send, article):
    answer = send(article.pk, "abacus")
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["name"] == "password"
    assert "token" not in answer.json()


def test_a_token_ends_in_time(send, read, article, settings):
    settings.WAGTAIL_MATHSHUB = {"TOKEN_SECONDS": 600}
    token = send(article.pk).json()["token"]
    with clock.frozen_at(clock.now() + timedelta(seconds=599)):
        assert read(f"articles/{article.pk}", token).status_code == 200
    with clock.frozen_at(clock.now() + timedelta(seconds=600)):
        assert read(f"articles/{article.pk}", token).status_code == 401


def test_a_token_ends_with_the_password(send, read, article):
    token = send(article.pk).json()["token"]
    article.rule.password = "another"
    article.rule.save()
    answer = read(f"articles/{article.pk}", token)
    assert answer.status_code == 401
    assert "password" in answer.json()["detail"]


def test_a_token_ends_when_the_page_needs_a_login(send, read, article):
    token = send(article.pk).json()["token"]
    PageViewRestriction.objects.filter(page=article).update(restriction_type="login")
    assert read(f"articles/{article.pk}", token).status_code == 401


@pytest.mark.parametrize("spoil", [str.swapcase, lambda token: token[:-2], lambda token: "x" + token])
def test_a_token_that_was_not_given_is_passed_over(send, read, article, spoil):
    token = spoil(send(article.pk).json()["token"])
    assert read(f"articles/{article.pk}", token).status_code == 404
    assert read("articles", token).status_code == 200


def test_guessing_is_slowed_down_for_one_address_and_goes_on_later(send, article, monkeypatch):
    monkeypatch.setattr(unlock_api, "MOST_FROM_ONE_ADDRESS", 3)
    assert [send(article.pk, "guess").status_code for _try in range(4)] == [403, 403, 403, 429]
    answer = send(article.pk)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 300
    assert send(article.pk, REMOTE_ADDR="10.0.0.9").status_code == 200
    spoofed = {"HTTP_X_FORWARDED_FOR": "10.9.9.9"}
    assert send(article.pk, **spoofed).status_code == 429
    with clock.frozen_at(clock.now() + timedelta(seconds=300)):
        assert send(article.pk).status_code == 200


def test_guessing_from_many_addresses_is_slowed_down_too(send, article, monkeypatch):
    monkeypatch.setattr(unlock_api, "MOST_FROM_ALL", 5)
    codes = [send(article.pk, "guess", REMOTE_ADDR=f"10.0.0.{n}").status_code for n in range(6)]
    assert codes == [403] * 5 + [429]


def test_the_right_password_is_no_try(send, article, monkeypatch):
    monkeypatch.setattr(unlock_api, "MOST_FROM_ONE_ADDRESS", 2)
    assert {send(article.pk).status_code for _try in range(5)} == {200}
