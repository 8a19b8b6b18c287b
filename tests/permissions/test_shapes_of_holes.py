"""Holes that content management systems have had, by their shape: a second thing in a request that nobody checked."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

from tests import factories
from tests.pages.families import FAMILIES
from tests.registration import office
from tests.registration.applying import confirmed, open_group
from wagtail_mathshub.desk import roles
from wagtail_mathshub.desk.bulk.wagtails_own import NamesOnlySeenPages
from wagtail_mathshub.desk.listings.parents import ParentView
from wagtail_mathshub.desk.roles import rights
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.scoping import guard
from wagtail_mathshub.workgroups.models import Project

pytestmark = pytest.mark.django_db
TESTS = Path(__file__).resolve().parents[1]
CANARY = "Zanzibar"
REFUSED = (302, 403, 404)

# Shapes that the tests of their own rooms hold, each with the test's address.
TRIED_ELSEWHERE = {
    "a field hidden from a form is taken when it is posted": (
        "registration/test_office_permissions.py",
        "test_an_editor_does_not_make_themselves_the_person_who_leads_a_group",
    ),
    "a row is moved to another hub by a forged site": (
        "scoping/test_matrix.py",
        "test_a_row_cannot_be_moved_to_another_hub_by_a_forged_site",
    ),
    "several snippets are deleted, and others named": (
        "scoping/test_matrix.py",
        "test_bulk_delete_spares_another_hubs_row_and_does_not_name_it",
    ),
    "a list is scoped and the row behind it is not": (
        "scoping/test_matrix.py",
        "test_no_address_opens_or_changes_another_hubs_row",
    ),
    "a child belongs to another parent than the one that was checked": (
        "registration/test_office_permissions.py",
        "test_people_of_another_application_are_not_kept_in_place_of_ones_own",
    ),
    "what is copied is not checked, only where it goes": (
        "desk/rolling_over/test_permissions.py",
        "test_copying_takes_the_right_to_change_the_old_page",
    ),
    "a list answers questions about columns that it does not show": (
        "registration/test_office_permissions.py",
        "test_a_list_answers_no_question_but_those_of_its_filters",
    ),
    "the admin's own API shows more of a draft": (
        "contracts/test_wagtail_api.py",
        "test_the_admins_own_api_shows_nothing_more_of_our_pages",
    ),
    "the files of a private collection are in an answer": (
        "api/test_privacy.py",
        "test_a_document_in_a_private_collection_is_in_no_answer",
    ),
    "markup in a name runs in the admin": (
        "registration/test_office_lists.py",
        "test_hostile_names_are_escaped_on_every_screen",
    ),
}


@pytest.mark.parametrize("shape", TRIED_ELSEWHERE)
def test_a_shape_that_is_tried_elsewhere_is_still_tried_there(shape):
    file, name = TRIED_ELSEWHERE[shape]
    tree = ast.parse((TESTS / file).read_text())
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.fixture
def editor(editor_a) -> Client:
    client = Client()
    client.force_login(editor_a)
    return client


@pytest.fixture
def theirs(hub_b) -> Page:
    """A draft of another hub, with a revision."""
    page = factories.make_group(hub_b, title=f"{CANARY} group", live=False)
    page.save_revision()
    return page


def reads(client, url, **query):
    answer = client.get(url, query)
    return answer.status_code == 200 and CANARY in answer.content.decode()


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_bulk_actions_name_no_page_of_another_hub(editor, theirs, action):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    assert not reads(editor, url, id=theirs.pk, next="/admin/")
    assert not reads(editor, url, id="all", childOf=theirs.get_parent().pk, next="/admin/")


def test_wagtails_own_bulk_action_would_name_it(editor, theirs, monkeypatch):
    bulk_action_registry._scan_for_bulk_actions()
    action = bulk_action_registry.get_bulk_action_class("wagtailcore", "page", "delete")
    assert issubclass(action, NamesOnlySeenPages)
    monkeypatch.delattr(NamesOnlySeenPages, "get_actionable_objects")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert reads(editor, url, id=theirs.pk, next="/admin/")


def test_a_page_in_the_way_of_a_lists_new_page_is_not_named(editor, theirs, hub_a, monkeypatch):
    # With two lists the question is asked at all.
    hub_a.site.root_page.add_child(instance=type(factories.index_of(hub_a))(title="More", slug="more"))
    url = reverse("mathshub_listings_work_groups:choose_parent")
    assert editor.get(url).status_code == 200
    answer = editor.post(url, {"parent_page": theirs.pk}, follow=True)
    assert CANARY not in answer.content.decode()
    monkeypatch.delattr(ParentView, "post")
    assert CANARY in editor.post(url, {"parent_page": theirs.pk}).content.decode()


@pytest.mark.parametrize("role", ["editor", "publisher", "registrar", "lead"])
def test_a_hubs_settings_take_their_own_right(hub_a, hub_b, role):
    make = {
        "editor": roles.make_editors,
        "publisher": roles.make_publishers,
        "registrar": roles.make_registrars,
        "lead": roles.make_leads,
    }[role]
    client = office._client(f"settings-{role}", make(hub_a))
    for hub in (hub_a, hub_b):
        url = reverse("wagtailsettings:edit", args=["wagtail_mathshub", "hubsettings", hub.site_id])
        assert client.get(url).status_code in REFUSED
        assert client.post(url, {"name": "Taken over"}).status_code in REFUSED
        assert HubSettings.objects.get(pk=hub.pk).name == hub.name


def test_a_hub_leads_right_on_the_settings_is_on_their_own(hub_a, hub_b):
    client = office._client("hub-lead", roles.make_hub_leads(hub_a))
    own, other = (
        reverse("wagtailsettings:edit", args=["wagtail_mathshub", "hubsettings", hub.site_id])
        for hub in (hub_a, hub_b)
    )
    assert client.get(own).status_code == 200
    assert client.get(other).status_code in REFUSED
    rights.allow_rows(Group.objects.get(name="alder hub leads"), hub_b, HubSettings, ["change"])
    assert client.get(other).status_code == 200


PAGE_SCREENS = ["edit", "history", "usage", "view_draft", "copy", "delete", "move", "workflow_history"]


@pytest.mark.parametrize("name", PAGE_SCREENS)
def test_no_screen_of_a_page_opens_for_another_hub(editor, theirs, name):
    url = reverse(f"wagtailadmin_pages:{name}", args=[theirs.pk])
    assert editor.get(url).status_code in REFUSED
    assert editor.post(url, {"new_title": "Mine"}).status_code in REFUSED
    User.objects.get(username="editor-alder").groups.add(
        roles.make_editors(HubSettings.objects.get(key="birch"))
    )
    assert editor.get(url).status_code == 200


def test_a_preview_is_not_shown_without_the_right_to_edit(editor, theirs):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[theirs.pk])
    data = FAMILIES[0].typed(title=CANARY, slug="x")
    assert editor.post(url, data).status_code in REFUSED
    assert not reads(editor, url)
    add = reverse(
        "wagtailadmin_pages:preview_on_add", args=["mathshub_pages", "workgrouppage", theirs.get_parent().pk]
    )
    assert editor.post(add, data).status_code in REFUSED


def test_versions_are_not_compared_without_the_right_to_edit(editor, theirs):
    revision = theirs.latest_revision_id
    url = reverse("wagtailadmin_pages:revisions_compare", args=[theirs.pk, "earliest", revision])
    assert not reads(editor, url)
    assert (
        editor.get(reverse("wagtailadmin_pages:revisions_view", args=[theirs.pk, revision])).status_code
        in REFUSED
    )
    back = reverse("wagtailadmin_pages:revisions_revert", args=[theirs.pk, revision])
    assert editor.get(back).status_code in REFUSED


def test_a_page_is_copied_only_by_who_may_change_it(editor, theirs, hub_a):
    url = reverse("wagtailadmin_pages:copy", args=[theirs.pk])
    data = {"new_title": "Mine", "new_slug": "mine", "new_parent_page": factories.index_of(hub_a).pk}
    assert editor.post(url, data).status_code in REFUSED
    assert not WorkGroupPage.objects.filter(slug="mine").exists()


@pytest.mark.parametrize("model", [Person, Organisation, Project])
def test_a_snippet_has_no_screen_that_copies_it(model):
    names = {pattern.name for pattern in model.snippet_viewset.get_urlpatterns()}
    assert "edit" in names
    assert "copy" not in names


@pytest.mark.parametrize("model", [Person, Organisation, Project])
def test_what_a_chooser_hands_over_is_checked(editor, hub_b, model, monkeypatch):
    row = {
        Person: lambda: factories.PersonFactory(site=hub_b.site, name=CANARY),
        Organisation: lambda: factories.OrganisationFactory(site=hub_b.site, name=CANARY),
        Project: lambda: factories.ProjectFactory(site=hub_b.site, title=CANARY),
    }[model]()
    chooser = model.snippet_viewset.get_chooser_admin_url_namespace()
    one, many = reverse(f"{chooser}:chosen", args=[row.pk]), reverse(f"{chooser}:chosen_multiple")
    assert not reads(editor, one)
    assert not reads(editor, many, id=row.pk)
    monkeypatch.setattr(guard, "check_row", lambda *args: None)
    assert reads(editor, one)
    assert reads(editor, many, id=row.pk)


def test_an_application_is_reached_only_through_the_hub_that_it_was_sent_to(hub_a, hub_b, reference_time):
    theirs = confirmed(open_group(hub_b, title=CANARY))
    for client in (office.registrar(hub_a), office._client("hub-lead", roles.make_hub_leads(hub_a))):
        assert client.get(reverse(office.DETAIL, args=[theirs.pk])).status_code in REFUSED
        for step in ("withdraw", "decline", "approve"):
            assert client.post(office.steps_url(theirs, step), {"why": "x"}).status_code in REFUSED
    assert office.registrar(hub_b).get(reverse(office.DETAIL, args=[theirs.pk])).status_code == 200


@pytest.mark.parametrize("known", ["*", '"anything"'])
def test_an_etag_is_compared_only_after_the_page_may_be_seen(client, hub_b, theirs, known):
    for path in (f"/api/hub/v1/work-groups/{theirs.pk}", f"/hub/work-groups/{theirs.pk}.ics"):
        answer = client.get(path, headers={"host": hub_b.site.hostname, "if-none-match": known})
        assert answer.status_code == 404, path
        assert "etag" not in answer.headers
    theirs.get_latest_revision().publish()
    path = f"/api/hub/v1/work-groups/{theirs.pk}"
    seen = client.get(path, headers={"host": hub_b.site.hostname})
    again = client.get(path, headers={"host": hub_b.site.hostname, "if-none-match": seen["etag"]})
    assert (seen.status_code, again.status_code) == (200, 304)
