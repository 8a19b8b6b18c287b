"""What editors do in the admin, and what it does to the content generation."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, Revision

from tests import factories
from tests.pages.families import FAMILIES
from wagtail_mathshub.pages.models import HubArticleIndexPage, HubArticlePage
from wagtail_mathshub.publishing import changes, generation
from wagtail_mathshub.taxonomy.models import Topic

pytestmark = pytest.mark.django_db
ARTICLE = next(family for family in FAMILIES if family.page is HubArticlePage)


def forget_planned_move() -> None:
    connection.run_on_commit.clear()


def test_documents_that_are_moved_in_bulk_move_it(hub_a, admin_client):
    document = factories.make_document()
    collection = Collection.get_first_root_node().add_child(name="Staff")
    forget_planned_move()
    url = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "add_to_collection"])
    admin_client.post(f"{url}?id={document.pk}&next=/", {"collection": collection.pk})
    assert get_document_model().objects.get(pk=document.pk).collection == collection
    assert generation.pending()


@pytest.mark.parametrize(("action", "moved"), [({}, False), ({"action-publish": "1"}, True)])
def test_only_a_published_edit_of_a_live_page_moves_it(hub_a, admin_client, action, moved):
    page = factories.make_article(hub_a)
    forget_planned_move()
    admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), ARTICLE.typed(date="2026-10-05", **action)
    )
    assert Revision.objects.for_instance(page).exists()
    assert generation.pending() is moved


@pytest.mark.parametrize(("action", "moved"), [({}, False), ({"action-publish": "1"}, True)])
def test_a_new_page_moves_it_once_it_is_published(hub_a, admin_client, action, moved):
    index = factories.index_of(hub_a, HubArticleIndexPage)
    forget_planned_move()
    url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "hubarticlepage", index.pk])
    admin_client.post(url, ARTICLE.typed(date="2026-10-05", **action))
    assert HubArticlePage.objects.get().live is moved
    assert generation.pending() is moved


def test_logging_in_and_out_does_not_move_it(client, hub_a):
    factories.UserFactory(username="ada")
    forget_planned_move()
    assert client.login(username="ada", password="password")
    client.session["seen"] = "yes"
    client.session.save()
    client.logout()
    assert not generation.pending()


def test_expired_sessions_are_still_deleted_in_one_statement(db):
    Session.objects.create(session_key="old", session_data="", expire_date="2020-01-01T00:00Z")
    with CaptureQueriesContext(connection) as queries:
        Session.objects.filter(expire_date__lt="2021-01-01T00:00Z").delete()
    assert [query["sql"].split()[0] for query in queries] == ["DELETE"]


def test_a_room_may_leave_out_its_bookkeeping(db):
    try:
        changes.leave_out(Topic)
        forget_planned_move()
        Topic.objects.create(key="algebra", label="Algebra").delete()
        assert not generation.pending()
    finally:
        changes._left_out.discard(Topic)
        changes.connect()
    Topic.objects.create(key="algebra", label="Algebra")
    assert generation.pending()


def test_models_of_a_migrations_past_are_not_heard(db):
    state = MigrationLoader(connection).project_state([("wagtail_mathshub", "0001_initial")])
    forget_planned_move()
    state.apps.get_model("wagtail_mathshub", "Topic").objects.create(key="algebra", label="Algebra").delete()
    assert not generation.pending()


def test_a_run_of_migrations_moves_it(db):
    forget_planned_move()
    call_command("migrate", verbosity=0)
    assert generation.pending()
