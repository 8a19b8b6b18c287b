"""Nothing of what a visitor may not see is in any answer, whoever asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from wagtail.models import APIToken, Collection, CollectionViewRestriction, Page, PageViewRestriction

from tests.api.addresses import BODIES, DETAILS, LISTS
from tests.api.conftest import API, fill
from tests.factories import UserFactory
from wagtail_mathshub import clock
from wagtail_mathshub.publishing import visibility

pytestmark = [pytest.mark.indexed, pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
CANARY = "Zanzibar"
STATES = [
    "draft",
    "unpublished",
    "scheduled",
    "expired",
    "login",
    "password",
    "groups",
    "private section",
    "edited",
]


def hide(pages, how):
    """Make the pages what a visitor may not see."""
    for page in pages.values():
        if how == "draft":
            Page.objects.filter(pk=page.pk).update(live=False)
        elif how == "unpublished":
            page.unpublish()
        elif how == "scheduled":
            Page.objects.filter(pk=page.pk).update(live=False, go_live_at=clock.now() + timedelta(days=1))
        elif how == "expired":
            Page.objects.filter(pk=page.pk).update(expire_at=clock.now() - timedelta(minutes=1))
        elif how == "private section":
            PageViewRestriction.objects.get_or_create(page=page.get_parent(), restriction_type="login")
        elif how == "edited":
            pass
        else:
            PageViewRestriction.objects.create(page=page, restriction_type=how, password="x")


@pytest.fixture(params=["anonymous", "session", "token"])
def asked_by(request, client, hub_a):
    """Somebody who asks: nobody in particular, an administrator with a session, or one with a token."""
    headers = {"host": hub_a.site.hostname}
    if request.param != "anonymous":
        admin = UserFactory(is_superuser=True)
        if request.param == "session":
            client.force_login(admin)
        else:
            headers["authorization"] = f"Bearer {_token(admin)}"

    def asked(path, /, **query):
        return client.get(API + path, query, headers=headers)

    return asked


def _token(user):
    return APIToken.create_token(user=user, name="test")[1]


def answers(asked_by, pages):
    """Everything that the API says: lists with bodies and facets, details, paths."""
    for path in LISTS:
        yield asked_by(path, **({"include": "body"} if path in BODIES else {}))
    yield asked_by(
        "work-groups", facets="year,audience,academic_year", academic_year="2026-27", archived="false"
    )
    yield asked_by("navigation")
    yield asked_by("search", q="words")
    yield asked_by("sitemap")
    for path in DETAILS:
        yield asked_by(f"{path}/{pages[path].pk}")
    for page in pages.values():
        # The path itself is the asker's own; a redirect leads to what the page was called.
        for path in (page.get_url_parts()[2], "/old-zanzibar/"):
            yield asked_by("pages/find", path=path)


def leaks(asked_by, pages):
    return [
        answer.request["PATH_INFO"]
        for answer in answers(asked_by, pages)
        if CANARY.lower() in answer.content.decode().lower()
    ]


@pytest.mark.parametrize("how", [state for state in STATES if state != "edited"])
def test_what_is_hidden_is_in_no_answer(asked_by, hub_a, how):
    pages = fill(hub_a, CANARY)
    # Projects, people and schools are public by themselves.
    public = {"projects", "people", "organisations"}
    hide(pages, how)
    found = [path for path in leaks(asked_by, pages) if path.removeprefix(API) not in public]
    assert found == []


def test_edits_that_are_not_published_are_in_no_answer(asked_by, hub_a):
    pages = fill(hub_a)
    for page in pages.values():
        page.title = CANARY
        page.save_revision()
    assert leaks(asked_by, pages) == []


def test_the_matrix_finds_leaks_when_the_filter_is_taken_out(client, hub_a, monkeypatch):
    pages = fill(hub_a, CANARY)
    hide(pages, "draft")
    everything = lambda queryset, site=None: queryset.in_site(site) if site else queryset  # noqa: E731
    for module in ("articles", "events", "jobs", "resources", "workgroups"):
        monkeypatch.setattr(f"wagtail_mathshub.{module}.queries.visible_of_kind", everything)
    assert visibility.visible is not everything

    def asked(path, /, **query):
        return client.get(API + path, query, headers={"host": hub_a.site.hostname})

    assert len(leaks(asked, pages)) > 8


def test_a_document_in_a_private_collection_is_in_no_answer(asked_by, hub_a):
    from wagtail.documents import get_document_model

    pages = fill(hub_a)
    private = Collection.get_first_root_node().add_child(name="Private")
    get_document_model().objects.update(title=CANARY, collection=private)
    assert leaks(asked_by, pages)
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert leaks(asked_by, pages) == []
