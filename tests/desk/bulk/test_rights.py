"""Whose pages are changed, whose are named, and how many queries a page costs."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow, WorkflowTask

from tests import factories
from tests.desk.bulk.choosing import (
    ALL,
    ARCHIVE,
    AUDIENCE,
    CLOSE,
    OPEN,
    POSTPONE,
    REVIEW,
    address,
    ask,
    client_of,
    do,
    said,
)
from tests.registration import office
from wagtail_mathshub.desk.bulk import flows, rights, selection
from wagtail_mathshub.desk.bulk.sign_up import CLOSE_SIGN_UP
from wagtail_mathshub.pages.models import ResourceCollectionPage, WorkGroupPage
from wagtail_mathshub.taxonomy.models import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
CANARY = "Zanzibar"
AHEAD = [factories.on(date(2027, 2, 4))]
LINK = {"apply_via": "link", "apply_url": "https://example.org/form"}


def group(hub, **fields):
    return factories.make_group(hub, **({"sessions": AHEAD} | LINK | fields))


@pytest.fixture
def writer_a(hub_a):
    """Somebody who may change pages of the first hub, and publish none."""
    user, rows = factories.UserFactory(username="writer"), Group.objects.create(name="writers")
    rows.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        GroupPagePermission.objects.create(
            group=rows,
            page=hub_a.site.root_page,
            permission=Permission.objects.get(content_type__app_label="wagtailcore", codename=codename),
        )
    user.groups.add(rows)
    return user


def answers_for(action):
    audience = Audience.objects.get_or_create(key="new", defaults={"label": "New"})[0]
    return {
        OPEN: {},
        CLOSE: {},
        POSTPONE: {"note": "Snow"},
        ARCHIVE: {},
        AUDIENCE: {"audiences": [audience.pk]},
        REVIEW: {"last_checked": "2026-11-20"},
    }[action]


FITTING = {
    OPEN: {"override_state": "closed"},
    ARCHIVE: {"academic_year": "", "sessions": [factories.on(date(2026, 3, 5))]},
}


def page_for(action, hub, **fields):
    """A page that the action would change."""
    if action == REVIEW:
        return factories.make_collection(hub, title=fields.get("title", "Ours"))
    return group(hub, **(FITTING.get(action, {}) | fields))


def row_of(page):
    model = type(page)
    return model.objects.values().get(pk=page.pk), model.objects.get(pk=page.pk).revisions.count()


@pytest.mark.parametrize("action", ALL)
def test_another_hubs_page_is_neither_changed_nor_named(publisher_a, hub_a, hub_b, action):
    theirs = page_for(action, hub_b, title=CANARY)
    before = row_of(theirs)
    assert ask(publisher_a, action, theirs).status_code == 404
    assert do(publisher_a, action, theirs, **answers_for(action)).status_code == 404
    ours = page_for(action, hub_a, title="Ours")
    assert CANARY not in ask(publisher_a, action, ours, theirs).content.decode()
    answer = do(publisher_a, action, ours, theirs, **answers_for(action))
    assert CANARY not in answer.content.decode()
    assert "1 page done" in said(answer)
    assert "Not changed" not in said(answer)
    assert row_of(theirs) == before


def test_without_the_choice_of_visible_pages_the_other_hub_would_be_named(
    publisher_a, hub_a, hub_b, monkeypatch
):
    theirs = page_for(CLOSE, hub_b, title=CANARY)
    monkeypatch.setattr(rights, "explorable", lambda user: WorkGroupPage.objects.all())
    assert CANARY in ask(publisher_a, CLOSE, theirs).content.decode()


def test_without_the_check_of_each_page_the_other_hub_would_be_changed(
    publisher_a, hub_a, hub_b, monkeypatch
):
    theirs = page_for(CLOSE, hub_b, live=False)
    monkeypatch.setattr(rights, "explorable", lambda user: WorkGroupPage.objects.all())
    do(publisher_a, CLOSE, theirs)
    assert theirs.revisions.count() == 0
    monkeypatch.setattr(rights, "obstacle", lambda page, user: "")
    do(publisher_a, CLOSE, theirs)
    assert theirs.revisions.count() == 1


@pytest.mark.parametrize("action", ALL)
def test_who_may_not_publish_changes_no_public_page(writer_a, hub_a, action):
    page = page_for(action, hub_a)
    before = row_of(page)
    assert "you may not publish" in ask(writer_a, action, page).content.decode()
    do(writer_a, action, page, **answers_for(action))
    assert row_of(page) == before


def test_who_may_not_publish_changes_drafts(writer_a, hub_a):
    page = group(hub_a, live=False)
    do(writer_a, CLOSE, page)
    page.refresh_from_db()
    assert not page.live
    # Without a way in, a draft shows as closed already: here the draft's own column tells.
    assert page.get_latest_revision_as_object().override_state == "closed"
    assert page.override_state == ""


@pytest.mark.parametrize("action", ALL)
def test_who_may_not_edit_pages_sees_none(hub_a, action):
    page = page_for(action, hub_a)
    for client in (office.registrar(hub_a), office.lead_of(hub_a)[0]):
        assert client.get(address(action, page)).status_code == 404
        assert client.post(address(action, page), answers_for(action)).status_code == 404


def test_a_page_locked_by_somebody_else_stays(publisher_a, hub_a, admin_user):
    page = group(hub_a, locked=True, locked_by=admin_user)
    assert "It is locked." in ask(publisher_a, CLOSE, page).content.decode()
    do(publisher_a, CLOSE, page)
    page.refresh_from_db()
    assert page.override_state == ""


def test_a_page_that_is_locked_between_asking_and_doing_stays(publisher_a, hub_a, admin_user, monkeypatch):
    page = group(hub_a)
    chosen = rights.visible([page.pk], publisher_a)
    WorkGroupPage.objects.filter(pk=page.pk).update(locked=True, locked_by=admin_user)
    outcome = flows.change_pages(
        change=CLOSE_SIGN_UP,
        pages=chosen,
        answers={},
        user=publisher_a,
    )
    assert [why for _page, why in outcome.not_done] == ["It is locked."]


def test_a_page_in_moderation_keeps_its_place_there(publisher_a, hub_a, admin_user):
    page = group(hub_a)
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.add(publisher_a.groups.get())
    workflow = Workflow.objects.create(name="Moderation")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page.save_revision()
    workflow.start(page, admin_user)
    answer = do(publisher_a, CLOSE, page)
    assert "waits for somebody" in answer.content.decode()
    page.refresh_from_db()
    assert page.override_state == ""
    assert page.workflow_in_progress


def test_an_alias_follows_its_page(publisher_a, hub_a):
    page = group(hub_a)
    alias = page.create_alias(parent=page.get_parent(), update_slug="alias")
    assert "It is an alias" in ask(publisher_a, CLOSE, alias).content.decode()
    do(publisher_a, CLOSE, page, alias)
    alias.refresh_from_db()
    assert alias.override_state == "closed"


@pytest.mark.parametrize("key", ["", "x", "-1", "0", "99999999999999999999", "\u0661", "1;drop", "²"])
def test_what_is_no_key_is_passed_over(publisher_a, hub_a, key):
    page = group(hub_a)
    assert ask(publisher_a, CLOSE, key).status_code == 404
    assert ask(publisher_a, CLOSE, key, page).status_code == 200


def test_all_in_a_list_are_those_that_the_user_may_see(publisher_a, hub_a, hub_b):
    ours, theirs = group(hub_a, title="Ours"), group(hub_b, title=CANARY)
    index = factories.index_of(hub_a)
    for query in ({}, {"childOf": index.pk}, {"childOf": index.pk, "ordering": "title"}):
        content = ask(publisher_a, CLOSE, "all", **query).content.decode()
        assert "Ours" in content
        assert CANARY not in content
    for place in (factories.index_of(hub_b).pk, 99999999999999999999, "x"):
        assert ask(publisher_a, CLOSE, "all", childOf=place).status_code == 404
    do(publisher_a, CLOSE, "all")
    theirs.refresh_from_db()
    assert theirs.override_state == ""
    assert WorkGroupPage.objects.get(pk=ours.pk).override_state == "closed"


def test_all_in_a_list_with_filters_is_refused(publisher_a, hub_a):
    page = group(hub_a)
    answer = client_of(publisher_a).get(address(CLOSE, "all", academic_year="2025-26"), follow=True)
    assert "tick the pages themselves" in said(answer)
    client_of(publisher_a).post(address(CLOSE, "all", academic_year="2025-26"))
    page.refresh_from_db()
    assert page.override_state == ""


def test_without_any_choice_it_is_said_what_to_do(publisher_a):
    assert "Tick the pages" in said(client_of(publisher_a).get(address(CLOSE), follow=True))


def test_too_many_pages_at_once_are_refused(publisher_a, hub_a, monkeypatch):
    pages = [group(hub_a, title=f"Group {n}") for n in range(3)]
    monkeypatch.setattr(selection, "MOST_PAGES", 2)
    answer = client_of(publisher_a).post(address(CLOSE, *pages), follow=True)
    assert "at most 2 pages" in said(answer)
    assert not WorkGroupPage.objects.exclude(override_state="").exists()


def test_the_way_back_leads_to_no_other_host(publisher_a, hub_a):
    page = group(hub_a)
    url = address(CLOSE, page).replace("next=%2Fadmin%2F", "next=https%3A%2F%2Fevil.example%2F")
    assert "evil.example" not in client_of(publisher_a).post(url)["Location"]


def test_titles_are_text_on_the_screen_and_in_the_message(publisher_a, hub_a):
    hostile = "<script>alert(1)</script>"
    page, article = group(hub_a, title=hostile), factories.make_article(hub_a, title=hostile)
    assert hostile not in ask(publisher_a, CLOSE, page, article).content.decode()
    answer = do(publisher_a, CLOSE, page, article, note=hostile)
    assert "&lt;script&gt;" in said(answer)
    assert hostile not in answer.content.decode()


@pytest.mark.parametrize("action", [OPEN, CLOSE, POSTPONE, AUDIENCE, REVIEW])
def test_each_page_costs_the_same_number_of_queries(publisher_a, hub_a, action):
    def queries(count):
        pages = [page_for(action, hub_a, title=f"{action} {count} {n}") for n in range(count)]
        client = client_of(publisher_a)
        with CaptureQueriesContext(connection) as asking:
            client.get(address(action, *pages))
        with CaptureQueriesContext(connection) as doing:
            assert client.post(address(action, *pages), answers_for(action)).status_code == 302
        return len(asking), len(doing)

    queries(1)
    one, three, five = queries(1), queries(3), queries(5)
    assert [a - b for a, b in zip(five, three, strict=True)] == [
        a - b for a, b in zip(three, one, strict=True)
    ]
    assert (three[0] - one[0]) / 2 <= 8
    # Most of them are what publishing in Wagtail costs, with its two indexes.
    assert (three[1] - one[1]) / 2 <= 120


def test_collections_have_no_sign_up(publisher_a, hub_a):
    page = factories.make_collection(hub_a)
    do(publisher_a, CLOSE, page)
    assert ResourceCollectionPage.objects.get(pk=page.pk).revisions.count() == 0
