"""A page as its editor sees it, opened by the front end with a token."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import RequestFactory
from pydantic import TypeAdapter

from tests.api.conftest import fill
from tests.factories import make_group, on
from wagtail_mathshub import clock
from wagtail_mathshub.finding.preview_api import PreviewShape
from wagtail_mathshub.pages.models import HubArticlePage, WorkGroupPage, WorkGroupSession
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.previews import PagePreview, keep_preview

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
FRONT_END = "https://www.alder.example"
SHAPE = TypeAdapter(PreviewShape)


@pytest.fixture
def hub(hub_a):
    """A hub with a front end of its own."""
    hub_a.front_end_url = FRONT_END
    hub_a.save()
    return hub_a


def token_of(hub, page, editor):
    return keep_preview(page=page, site=hub.site, editor=editor)


def shown(ask, hub, token):
    answer = ask(hub, "preview", token=token)
    assert answer.status_code == 200, answer.content
    assert answer["Cache-Control"] == "no-store"
    SHAPE.validate_json(answer.content)
    return answer.json()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("work-groups", "work_group"),
        ("events", "event"),
        ("articles", "article"),
        ("collections", "collection"),
        ("jobs", "job"),
        ("pages", "page"),
    ],
)
def test_a_draft_of_every_kind_is_what_its_own_address_would_answer(ask, hub, editor_a, path, kind):
    page = fill(hub)[path]
    published = ask(hub, f"{path}/{page.pk}").json()
    page.title = "Edited"
    data = shown(ask, hub, token_of(hub, page, editor_a))
    assert data["kind"] == kind
    link = "page" if kind == "page" else None
    assert (data["page"][link] if link else data["page"])["title"] == "Edited"
    assert data["page"].keys() == published.keys()
    assert data["page"]["body"] == published["body"] if "body" in published else True
    assert "Edited" not in ask(hub, f"{path}/{page.pk}").content.decode()


@pytest.mark.parametrize("kind", ["home", "index"])
def test_the_home_page_and_a_list_have_previews_too(ask, hub, editor_a, kind):
    group = make_group(hub, title="Group")
    page = hub.site.root_page.specific if kind == "home" else group.get_parent().specific
    assert shown(ask, hub, token_of(hub, page, editor_a))["kind"] == kind


def test_a_page_that_was_never_saved_has_a_preview_with_its_rows(ask, hub, editor_a):
    parent = make_group(hub, title="Other").get_parent()
    page = WorkGroupPage(title="New", slug="new", path=parent.path + "0009", depth=parent.depth + 1)
    page.set_url_path(parent)
    page.sessions = [
        WorkGroupSession(**on(date(2027, 1, 4 + n)), joining_link="https://secret.example/") for n in range(2)
    ]
    data = shown(ask, hub, token_of(hub, page, editor_a))["page"]
    assert (data["id"], data["title"]) == (0, "New")
    assert [row["id"] for row in data["sessions"]] == [-1, -2]
    assert (data["delivery"]["key"], data["next_session"]) == ("upcoming", -1)
    assert data["url"] == f"{FRONT_END}/work-groups/new/"


def test_an_empty_draft_has_a_preview(ask, hub, editor_a):
    parent = fill(hub)["articles"].get_parent()
    page = HubArticlePage(title="Bare", slug="bare", path=parent.path + "0009", depth=parent.depth + 1)
    page.set_url_path(parent)
    assert shown(ask, hub, token_of(hub, page, editor_a))["page"]["title"] == "Bare"


def test_a_joining_link_is_in_no_preview(ask, hub, editor_a):
    page = fill(hub)["work-groups"]
    assert any(row.joining_link for row in page.sessions.all())
    token = token_of(hub, page, editor_a)
    assert "secret.example" not in ask(hub, "preview", token=token).content.decode()


@pytest.mark.parametrize(
    "spoil", [str.swapcase, lambda token: token[:-1], lambda token: "x", lambda token: token + "é"]
)
def test_a_token_that_was_not_given_opens_nothing(ask, hub, editor_a, spoil):
    page = fill(hub)["articles"]
    answer = ask(hub, "preview", token=spoil(token_of(hub, page, editor_a)))
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_a_token_is_of_one_page(ask, hub, editor_a):
    pages = fill(hub)
    token = token_of(hub, pages["articles"], editor_a)
    other = token_of(hub, pages["jobs"], editor_a)
    assert shown(ask, hub, token)["page"]["title"] == "First article"
    row = PagePreview.objects.get(page_key__contains="article")
    PagePreview.objects.exclude(pk=row.pk).delete()
    assert ask(hub, "preview", token=other).status_code == 401


def test_a_preview_is_over_in_time_and_leaves_nothing_behind(ask, hub, editor_a, settings):
    settings.WAGTAIL_MATHSHUB = {"TOKEN_SECONDS": 600}
    pages = fill(hub)
    token = token_of(hub, pages["articles"], editor_a)
    with clock.frozen_at(clock.now() + timedelta(seconds=599)):
        assert ask(hub, "preview", token=token).status_code == 200
    with clock.frozen_at(clock.now() + timedelta(seconds=600)):
        assert ask(hub, "preview", token=token).status_code == 401
        token_of(hub, pages["jobs"], editor_a)
    assert PagePreview.objects.count() == 1


def test_the_same_page_keeps_its_token_and_shows_the_last_edit(ask, hub, editor_a, editor_b):
    page = fill(hub)["articles"]
    first = token_of(hub, page, editor_a)
    page.title = "Second thoughts"
    assert token_of(hub, page, editor_a) == first
    assert shown(ask, hub, first)["page"]["title"] == "Second thoughts"
    page.title = "Somebody else's"
    assert token_of(hub, page, editor_b) != first
    assert shown(ask, hub, first)["page"]["title"] == "Second thoughts"


def test_a_preview_changes_nothing_that_is_public(hub, editor_a, django_capture_on_commit_callbacks):
    page = fill(hub)["articles"]
    generation._connection().run_on_commit.clear()
    token_of(hub, page, editor_a)
    assert not generation.pending()


def test_the_editors_preview_leads_to_the_front_end(client, ask, hub, editor_a):
    page = fill(hub)["articles"]
    client.force_login(editor_a)
    page.title = "In the editor"
    page.save_revision()
    answer = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert answer.status_code == 302
    address = urlsplit(answer["Location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{FRONT_END}/preview/"
    (token,) = parse_qs(address.query)["token"]
    assert shown(ask, hub, token)["page"]["title"] == "In the editor"


def test_the_path_of_previews_can_be_set(hub, editor_a, settings):
    settings.WAGTAIL_MATHSHUB = {"PREVIEW_PATH": "api/draft"}
    request = RequestFactory().get("/")
    request.user = editor_a
    answer = fill(hub)["articles"].serve_preview(request, "")
    assert answer["Location"].startswith(f"{FRONT_END}/api/draft?token=")


def test_a_preview_without_an_editor_is_this_sites_own(hub):
    answer = fill(hub)["articles"].make_preview_request()
    assert answer.status_code == 200
    assert not PagePreview.objects.exists()


def test_without_a_front_end_the_preview_is_this_sites_own(client, hub_a, editor_a):
    page = fill(hub_a)["articles"]
    client.force_login(editor_a)
    answer = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert answer.status_code == 200
    assert "First article" in answer.content.decode()
