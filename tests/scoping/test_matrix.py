"""An editor of one hub and every admin address of another hub's rows."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests.factories import OrganisationFactory, PersonFactory, ProjectFactory, UserFactory
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.scoping import guard
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority, Topic
from wagtail_mathshub.workgroups.models import Project

CANARY = "Zanzibar"
FACTORIES = {Person: PersonFactory, Organisation: OrganisationFactory, Project: ProjectFactory}
MODELS = list(FACTORIES)
NAMED = {Person: "name", Organisation: "name", Project: "title"}


@pytest.fixture
def client_a(editor_a) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(editor_a)
    return client


def make(model, site, name=CANARY):
    return FACTORIES[model](site=site, **{NAMED[model]: name})


def addresses(model, row):
    """Every address of the model's screens and chooser, from their own lists of patterns."""
    viewset = model.snippet_viewset
    for screens, namespace in (
        (viewset, viewset.get_admin_url_namespace()),
        (viewset.chooser_viewset, viewset.get_chooser_admin_url_namespace()),
    ):
        for pattern in screens.get_urlpatterns():
            names = pattern.pattern.converters or pattern.pattern.regex.groupindex
            kwargs = {name: _argument(name, row) for name in names}
            yield pattern.name, reverse(f"{namespace}:{pattern.name}", kwargs=kwargs)


def _argument(name, row):
    revision = row.revisions.first() if hasattr(row, "revisions") else None
    known = {"pk": row.pk, "revision_id_a": "earliest", "revision_id_b": "latest"}
    return known.get(name, revision.pk if revision else 1)


def leaks(client, model, row, site):
    """The addresses under which another hub's row can be read or was changed."""
    found = []
    forged = {NAMED[model]: "Taken over", "site": site.pk, "action-publish": "1", "slug": "taken"}
    for name, url in addresses(model, row):
        query = {"id": row.pk, "ids": row.pk, "q": "", "export": "csv"}
        for answer in (
            client.get(url),
            client.get(url, query),
            client.get(url, {"export": "xlsx"} | query),
            client.post(url, forged),
            client.post(f"{url}?id={row.pk}", forged),
        ):
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            named_by_key = f"/{row.pk}/" in url
            if CANARY.encode() in content or (named_by_key and answer.status_code == 200):
                found.append((name, answer.status_code))
    return found


@pytest.mark.parametrize("model", MODELS)
def test_no_address_opens_or_changes_another_hubs_row(client_a, hub_a, hub_b, model):
    row = make(model, hub_b.site)
    if hasattr(row, "save_revision"):
        row.save_revision()
    before = model.objects.values().get(pk=row.pk)
    assert len(list(addresses(model, row))) > 10
    assert leaks(client_a, model, row, hub_a.site) == []
    assert model.objects.values().get(pk=row.pk) == before


@pytest.mark.parametrize("model", MODELS)
def test_the_matrix_finds_holes_when_the_guard_is_taken_out(client_a, hub_a, hub_b, model, monkeypatch):
    row = make(model, hub_b.site)
    monkeypatch.setattr(guard, "check_row", lambda *args: None)
    assert len(leaks(client_a, model, row, hub_a.site)) > 3


@pytest.mark.parametrize("model", MODELS)
def test_an_editor_opens_every_screen_of_a_row_of_their_own_hub(client_a, hub_a, model):
    row = make(model, hub_a.site)
    viewset = model.snippet_viewset
    for name in ("edit", "inspect", "history", "usage", "delete"):
        answer = client_a.get(reverse(viewset.get_url_name(name), args=[row.pk]))
        assert answer.status_code == 200, name
    listed = client_a.get(reverse(viewset.get_url_name("list")))
    assert CANARY in listed.content.decode()
    chooser = viewset.get_chooser_admin_url_namespace()
    assert CANARY in client_a.get(reverse(f"{chooser}:choose")).content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_bulk_delete_spares_another_hubs_row_and_does_not_name_it(client_a, hub_a, hub_b, model):
    row = make(model, hub_b.site)
    url = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, "delete"])
    answers = [client_a.get(f"{url}?id={row.pk}"), client_a.post(f"{url}?id={row.pk}", {"next": "/"})]
    assert model.objects.filter(pk=row.pk).exists()
    assert all(CANARY.encode() not in answer.content for answer in answers)


def test_a_row_cannot_be_made_in_another_hub_by_a_forged_site(client_a, hub_a, hub_b):
    url = reverse(Organisation.snippet_viewset.get_url_name("add"))
    client_a.post(url, {"name": "New school", "site": hub_b.site.pk})
    assert Organisation.objects.get(name="New school").site == hub_a.site


def test_a_row_cannot_be_moved_to_another_hub_by_a_forged_site(client_a, hub_a, hub_b):
    row = make(Organisation, hub_a.site)
    url = reverse(Organisation.snippet_viewset.get_url_name("edit"), args=[row.pk])
    client_a.post(url, {"name": "Renamed", "site": hub_b.site.pk})
    row.refresh_from_db()
    assert (row.name, row.site) == ("Renamed", hub_a.site)


def test_an_editor_cannot_make_a_project_that_all_hubs_share(client_a, hub_a):
    url = reverse(Project.snippet_viewset.get_url_name("add"))
    client_a.post(url, {"title": "Mine", "site": ""} | empty_texts())
    assert Project.objects.get(title="Mine").site == hub_a.site


def empty_texts():
    from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

    return dict.fromkeys(TEXT_FIELDS, "null")


def test_somebody_with_two_hubs_chooses_and_a_third_hub_is_refused(hub_a, hub_b, editor_a, editor_b):
    from tests.factories import make_hub

    third = make_hub("cedar")
    editor_a.groups.add(*editor_b.groups.all())
    client = Client()
    client.force_login(editor_a)
    url = reverse(Organisation.snippet_viewset.get_url_name("add"))
    client.post(url, {"name": "Second", "site": hub_b.site.pk})
    assert Organisation.objects.get(name="Second").site == hub_b.site
    refused = client.post(url, {"name": "Third", "site": third.site.pk})
    assert "Select a valid choice" in refused.content.decode()
    assert "Third" in refused.content.decode()
    assert not Organisation.objects.filter(name="Third").exists()


def test_a_hubs_own_slug_and_urn_are_checked_although_the_hub_is_not_typed(client_a, hub_a):
    OrganisationFactory(site=hub_a.site, urn="999001")
    answer = client_a.post(
        reverse(Organisation.snippet_viewset.get_url_name("add")), {"name": "Twin", "urn": "999001"}
    )
    assert "already has a school with this URN" in answer.content.decode()


@pytest.mark.parametrize("who", ["editor_a", "editor_b"])
def test_a_shared_project_is_read_by_both_hubs_and_changed_by_neither(request, hub_a, hub_b, who):
    row = make(Project, None)
    client = Client()
    client.force_login(request.getfixturevalue(who))
    viewset = Project.snippet_viewset
    assert CANARY in client.get(reverse(viewset.get_url_name("list"))).content.decode()
    for name in ("inspect", "usage", "history"):
        assert client.get(reverse(viewset.get_url_name(name), args=[row.pk])).status_code == 200
    chosen = reverse(f"{viewset.get_chooser_admin_url_namespace()}:chosen", args=[row.pk])
    assert CANARY in client.get(chosen).content.decode()
    for name in ("edit", "delete"):
        url = reverse(viewset.get_url_name(name), args=[row.pk])
        assert client.get(url).status_code in (302, 403)
        assert client.post(url, {"title": "Taken over"} | empty_texts()).status_code in (302, 403)
    row.refresh_from_db()
    assert row.title == CANARY


def test_somebody_with_the_global_permission_changes_a_shared_project(hub_a, editor_a):
    editor_a.user_permissions.add(Permission.objects.get(codename="change_project"))
    client = Client()
    client.force_login(editor_a)
    row = make(Project, None)
    url = reverse(Project.snippet_viewset.get_url_name("edit"), args=[row.pk])
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("model", [Audience, Topic, LocalAuthority])
def test_the_vocabularies_are_closed_to_editors(client_a, model):
    row = model.objects.create(key="canary", label=CANARY)
    base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    for path in ("", "create/", f"edit/{row.pk}/", f"delete/{row.pk}/", f"inspect/{row.pk}/", "?export=csv"):
        for answer in (client_a.get(base + path), client_a.post(base + path, {"label": "x", "key": "x"})):
            assert answer.status_code in (302, 403, 404, 405), path
            assert CANARY.encode() not in answer.content
    assert list(model.objects.values_list("label", flat=True)) == [CANARY]


@pytest.mark.parametrize("model", [Audience, Topic, LocalAuthority])
def test_an_administrator_keeps_the_vocabularies(client, db, model):
    client.force_login(UserFactory(is_superuser=True))
    row = model.objects.create(key="canary", label="=1+1")
    base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    for path in ("", "create/", f"edit/{row.pk}/", f"delete/{row.pk}/", f"inspect/{row.pk}/"):
        assert client.get(base + path).status_code == 200, path
    exported = b"".join(client.get(base + "?export=csv").streaming_content).decode()
    assert "'=1+1" in exported
    assert (
        client.post(
            base + f"edit/{row.pk}/", {"label": "Changed", "key": "canary", "sort_order": 1}
        ).status_code
        == 302
    )
    row.refresh_from_db()
    assert row.label == "Changed"


def test_the_site_history_names_no_row_of_another_hub(client_a, hub_b, admin_user):
    from wagtail.log_actions import log

    log(make(Person, hub_b.site), "wagtail.edit", user=admin_user)
    answer = client_a.get(reverse("wagtailadmin_reports:site_history"), follow=True)
    assert CANARY.encode() not in answer.content
