"""A hub that was set up when every editor published."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from tests import factories
from wagtail_mathshub.desk import roles
from wagtail_mathshub.desk.roles import names, rights
from wagtail_mathshub.desk.roles.flows import make_roles
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.scoping.policies import policy_of


@pytest.fixture
def editor(hub_a):
    """Somebody of the hub's editors as they were: they publish, and change the hub's settings."""
    group = roles.make_editors(hub_a)
    rights.allow_pages(group, hub_a.site.root_page, ["publish"])
    rights.allow_rows(group, hub_a, HubSettings, ["change"])
    user = factories.UserFactory()
    user.groups.add(group)
    return user


def publishes(user, hub):
    return hub.site.root_page.permissions_for_user(fresh(user)).can_publish()


def fresh(user):
    # Wagtail keeps the rights on the object.
    return type(user).objects.get(pk=user.pk)


def test_who_published_publishes_still_and_a_new_editor_submits(hub_a, editor):
    assert "as publishers" in make_roles(hub_a)[0]
    newcomer = factories.UserFactory()
    newcomer.groups.add(Group.objects.get(name=names.editors_name(hub_a)))
    assert (publishes(editor, hub_a), publishes(newcomer, hub_a)) == (True, False)


def test_the_hubs_settings_are_the_hub_leads_from_then_on(hub_a, editor):
    policy = policy_of(HubSettings)
    assert policy.user_has_permission_for_instance(editor, "change", hub_a)
    make_roles(hub_a)
    assert not policy.user_has_permission_for_instance(fresh(editor), "change", hub_a)


def test_what_an_administrator_gives_the_editors_afterwards_stays(hub_a, editor):
    make_roles(hub_a)
    group = Group.objects.get(name=names.editors_name(hub_a))
    rights.allow_pages(group, hub_a.site.root_page, ["publish"])
    assert make_roles(hub_a) == []
    assert group.page_permissions.filter(permission__codename="publish_page").exists()


def test_another_hubs_editors_are_left_alone(hub_a, hub_b, editor):
    group = roles.make_editors(hub_b)
    rights.allow_pages(group, hub_b.site.root_page, ["publish"])
    make_roles(hub_a)
    assert group.page_permissions.filter(permission__codename="publish_page").exists()


def test_the_leads_of_work_groups_keep_their_group_under_its_new_name(hub_a):
    old = Group.objects.create(name="alder leads")
    make_roles(hub_a)
    old.refresh_from_db()
    assert old.name == "alder Work Group leads"
    assert "alder hub leads" in set(Group.objects.values_list("name", flat=True))
