"""Somebody who leads a Work Group edits its page, and no other."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from tests import factories
from tests.pages.families import FAMILIES
from wagtail_mathshub.desk.roles import make_editors, make_leads
from wagtail_mathshub.desk.roles.flows import make_roles
from wagtail_mathshub.pages.models import WorkGroupLead, WorkGroupPage
from wagtail_mathshub.workgroups.leading import LedPagesPolicy, let_leads_edit

pytestmark = pytest.mark.django_db
WORK_GROUP = FAMILIES[0]


@pytest.fixture
def lead(hub_a):
    """A client of somebody who may lead Work Groups of the first hub."""
    user = factories.UserFactory(username="lead")
    user.groups.add(make_leads(hub_a))
    client = Client()
    client.force_login(user)
    client.user = user
    client.person = factories.PersonFactory(site=hub_a.site, name="Lee Lead", user=user)
    return client


@pytest.fixture
def own(hub_a, lead):
    """The published group that they lead."""
    return led(hub_a, lead, title="Own group")


@pytest.fixture
def other(hub_a):
    """Another group of the same hub."""
    group = factories.make_group(hub_a, title="Other group")
    group.save_revision()
    return group


def led(hub, lead, **fields):
    group = factories.make_group(hub, leads=[lead.person], **fields)
    group.save_revision()
    return group


def edit(client, page, **fields):
    names = {"title": page.title, "slug": page.slug}
    leads = {"leads-TOTAL_FORMS": "0", "leads-INITIAL_FORMS": "0"}
    return client.post(url("edit", page), WORK_GROUP.typed(**(names | fields)) | leads)


def url(name, page, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *args])


def again(page):
    return type(page).objects.get(pk=page.pk)


def test_a_lead_opens_and_changes_the_draft_of_their_own_group(lead, own):
    assert lead.get(url("edit", own)).status_code == 200
    assert edit(lead, own, title="Own words").status_code == 302
    page = again(own)
    assert (page.title, page.get_latest_revision_as_object().title) == ("Own group", "Own words")


def test_a_lead_does_not_publish_also_when_the_button_is_forged(lead, own):
    edit(lead, own, title="Own words", **{"action-publish": "1"})
    assert again(own).title == "Own group"
    assert "action-publish" not in lead.get(url("edit", own)).content.decode()


def test_a_lead_submits_for_moderation(hub_a, lead, own):
    make_roles(hub_a)
    assert edit(lead, own, title="Own words", **{"action-submit": "1"}).status_code == 302
    assert again(own).workflow_in_progress
    assert again(own).title == "Own group"


def test_a_lead_previews_looks_back_and_compares_their_own_group(lead, own):
    revision = own.latest_revision
    for address in (
        url("preview_on_edit", own),
        url("view_draft", own),
        url("history", own),
        url("usage", own),
        url("revisions_compare", own, "earliest", revision.pk),
    ):
        assert lead.get(address).status_code == 200, address


NOT_THEIRS = ["edit", "history", "usage", "view_draft", "workflow_history", "delete", "move", "copy"]


@pytest.mark.parametrize("name", [*NOT_THEIRS, "unpublish", "convert_alias"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_other_page_of_the_hub_opens(lead, own, other, name, method):
    for page in (other, factories.index_of(factories.HubSettings.objects.get())):
        answer = getattr(lead, method)(url(name, page))
        assert answer.status_code in (302, 403, 404), page
        assert b"Other group" not in answer.content
    assert again(other).live
    assert again(other).title == "Other group"


def test_another_groups_editor_is_refused_on_saving_and_previewing(lead, own, other):
    before = again(other).revisions.count()
    assert edit(lead, other, title="Taken over").status_code == 302
    answer = lead.post(url("preview_on_edit", other), WORK_GROUP.typed(title="Taken over"))
    assert answer.status_code in (302, 403)
    assert again(other).revisions.count() == before


@pytest.mark.parametrize("name", ["delete", "move", "copy", "unpublish"])
def test_a_lead_neither_deletes_moves_copies_nor_unpublishes_their_group(lead, hub_a, name):
    for page in (led(hub_a, lead, title="Own draft", slug="draft", live=False), led(hub_a, lead)):
        before = again(page).path, again(page).live
        data = {"next": "/admin/", "new_title": "Copy", "new_slug": "copy"}
        data["new_parent_page"] = page.get_parent().pk
        assert lead.get(url(name, page)).status_code == 302, page
        assert lead.post(url(name, page), data).status_code == 302, page
        assert (again(page).path, again(page).live) == before
    assert not Page.objects.filter(slug="copy").exists()


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_a_lead_does_none_of_this_in_bulk(lead, own, hub_a, action):
    draft = led(hub_a, lead, title="Own draft", slug="draft", live=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = "&".join(f"id={page.pk}" for page in (own, draft))
    lead.post(f"{address}?{chosen}&next=/admin/", {"chooser": own.get_parent().pk})
    assert (again(own).live, again(draft).live) == (True, False)


def test_a_lead_neither_closes_locks_nor_adds_pages(lead, own):
    index = own.get_parent()
    lead.post(reverse("wagtailadmin_pages:set_privacy", args=[own.pk]), {"restriction_type": "login"})
    assert not PageViewRestriction.objects.exists()
    lead.post(url("lock", own))
    assert not again(own).locked
    add = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "workgrouppage", index.pk])
    assert lead.get(add).status_code == 302
    lead.post(add, WORK_GROUP.typed(title="New"))
    assert WorkGroupPage.objects.count() == 1


def test_the_explorer_and_the_search_show_only_what_a_lead_leads(lead, own, other, hub_a):
    second = led(hub_a, lead, title="Second group", slug="second")
    listed = lead.get(reverse("wagtailadmin_explore", args=[own.get_parent().pk])).content.decode()
    assert "Own group" in listed
    assert second.title in listed
    assert "Other group" not in listed
    found = lead.get(reverse("wagtailadmin_pages:search"), {"q": "group"}).content.decode()
    assert "Other group" not in found


def test_the_policy_says_the_same_of_one_page_and_of_many(lead, own, other, editor_a, admin_user):
    policy = policy_registry.get_by_type(Page)
    pages = list(Page.objects.filter(depth__gt=1).specific())
    for user in (lead.user, editor_a, admin_user):
        for action in ("add", "change", "publish"):
            many = set(policy.instances_user_has_permission_for(user, action).values_list("pk", flat=True))
            one = {page.pk for page in pages if policy.user_has_permission_for_instance(user, action, page)}
            assert many - {Page.objects.get(depth=1).pk} == one, (user, action)
    assert {page.pk for page in pages if page.permissions_for_user(lead.user).can_edit()} == {own.pk}


def test_a_plain_page_object_gives_a_lead_no_more_than_the_work_group(lead, hub_a):
    draft = Page.objects.get(pk=led(hub_a, lead, live=False).pk)
    rights = draft.permissions_for_user(lead.user)
    assert (rights.can_edit(), rights.can_delete(), rights.can_move(), rights.can_copy()) == (
        True, False, False, False,
    )  # fmt: skip


def test_an_editor_who_leads_a_group_too_loses_nothing(hub_a, editor_a):
    person = factories.PersonFactory(site=hub_a.site, user=editor_a)
    group = factories.make_group(hub_a, leads=[person], live=False)
    rights = group.permissions_for_user(editor_a)
    assert all([rights.can_edit(), rights.can_delete(), rights.can_move(), rights.can_copy()])


def test_nobody_leads_by_a_draft_of_a_published_page(lead, other):
    other.leads = [WorkGroupLead(person=lead.person)]
    other.save_revision()
    assert lead.get(url("edit", other)).status_code == 302
    other.save_revision().publish()
    assert lead.get(url("edit", other)).status_code == 200


def test_whoever_leads_no_more_edits_no_more(lead, own):
    own.leads.all().delete()
    WorkGroupLead.objects.all().delete()
    assert lead.get(url("edit", own)).status_code == 302


def test_a_log_in_that_was_closed_leads_nothing(lead, own):
    lead.user.is_active = False
    assert not own.permissions_for_user(lead.user).can_edit()


def test_a_lead_needs_no_more_queries_for_many_groups(lead, hub_a):
    address = reverse("wagtailadmin_explore", args=[factories.index_of(hub_a).pk])
    counts = []
    for number in (2, 6):
        for _ in range(number):
            led(hub_a, lead, slug=f"group-{WorkGroupPage.objects.count()}")
        lead.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            lead.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_without_the_policy_a_lead_edits_nothing(lead, own, monkeypatch):
    monkeypatch.setattr(
        LedPagesPolicy, "get_all_permissions_for_user", PagePermissionPolicy.get_all_permissions_for_user
    )
    assert lead.get(url("edit", own)).status_code == 302


def test_a_sites_own_policy_for_pages_is_left_in_place():
    class OwnPolicy(PagePermissionPolicy):
        pass

    before = policy_registry.get_by_type(Page)
    assert type(before) is LedPagesPolicy
    try:
        own = OwnPolicy(Page)
        register_permission_policy(Page, own)
        let_leads_edit()
        assert policy_registry.get_by_type(Page) is own
    finally:
        register_permission_policy(Page, before)


def test_the_group_of_leads_alone_opens_no_page(hub_a, own):
    user = factories.UserFactory()
    user.groups.add(Group.objects.get(name="alder Work Group leads"))
    assert not own.permissions_for_user(user).can_edit()
    assert make_editors(hub_a).name != make_leads(hub_a).name
