"""Pages are submitted by editors and leads, and approved by publishers and hub leads."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from tests import factories
from tests.pages.families import FAMILIES
from wagtail_mathshub.desk import roles
from wagtail_mathshub.desk.roles import names
from wagtail_mathshub.desk.roles.flows import make_roles

pytestmark = pytest.mark.django_db


def client_of(group) -> Client:
    user = factories.UserFactory()
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def article(hub, **fields):
    page = factories.make_article(hub, live=False, **fields)
    page.save_revision()
    return page


def submit(client, page):
    """Press "Submit for moderation" in the editor."""
    family = next(family for family in FAMILIES if isinstance(page, family.page))
    data = family.typed(title=page.title, slug=page.slug) | {"action-submit": "1"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def approve(client, page):
    page = Page.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(url, {"comment": ""})


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_a_hub_has_one_step_with_its_publishers_and_hub_leads(hub_a, hub_b):
    for hub in (hub_a, hub_b):
        make_roles(hub)
        workflow = hub.site.root_page.get_workflow()
        assert workflow.name == names.moderation_name(hub)
        task = workflow.tasks.get().specific
        assert {group.name for group in task.groups.all()} == {
            f"{hub.key} publishers",
            f"{hub.key} hub leads",
        }
        assert factories.make_group(hub).get_workflow() == workflow


@pytest.mark.parametrize("make_approver", [roles.make_publishers, roles.make_hub_leads])
def test_what_an_editor_submits_goes_live_when_it_is_approved(hub_a, make_approver):
    make_roles(hub_a)
    page, editor = article(hub_a), client_of(roles.make_editors(hub_a))
    assert submit(editor, page).status_code == 302
    assert not is_live(page)
    approve(editor, page)
    assert not is_live(page)
    assert approve(client_of(make_approver(hub_a)), page).status_code == 302
    assert is_live(page)


def test_nobody_of_another_hub_approves(hub_a, hub_b):
    make_roles(hub_a)
    make_roles(hub_b)
    page = article(hub_a)
    submit(client_of(roles.make_editors(hub_a)), page)
    for make in (roles.make_publishers, roles.make_hub_leads):
        approve(client_of(make(hub_b)), page)
        assert not is_live(page)


def own_workflow(page):
    workflow = Workflow.objects.create(name="Our own way")
    task = GroupApprovalTask.objects.create(name="Two pairs of eyes")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    return workflow


def test_a_workflow_that_an_administrator_gave_the_hub_is_left_alone(hub_a):
    workflow = own_workflow(hub_a.site.root_page)
    make_roles(hub_a)
    assert list(
        WorkflowPage.objects.filter(page=hub_a.site.root_page).values_list("workflow", flat=True)
    ) == [workflow.pk]
    assert not Workflow.objects.filter(name=names.moderation_name(hub_a)).exists()


def test_a_workflow_of_the_site_around_the_hub_is_left_alone(hub_a):
    home = hub_a.site.root_page
    workflow = own_workflow(home)
    below = factories.index_of(hub_a)
    make_roles(hub_a, page=below)
    assert below.get_workflow() == workflow


def test_what_hangs_on_the_root_of_all_pages_is_no_hubs_own(hub_a):
    assert WorkflowPage.objects.filter(page__depth=1).exists()
    make_roles(hub_a)
    assert hub_a.site.root_page.get_workflow().name == names.moderation_name(hub_a)


def test_a_workflow_that_an_administrator_switched_off_stays_off(hub_a):
    make_roles(hub_a)
    workflow = Workflow.objects.get(name=names.moderation_name(hub_a))
    workflow.deactivate()
    assert make_roles(hub_a) == []
    assert not WorkflowPage.objects.filter(page=hub_a.site.root_page).exists()
