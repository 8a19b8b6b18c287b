"""What each role may do, right by right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, Site

from tests import factories
from wagtail_mathshub.desk import roles
from wagtail_mathshub.desk.roles.flows import make_roles
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.tables import ImportRun
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.registration.models import Application, Interest, Message
from wagtail_mathshub.registration.policies import may_see_trn
from wagtail_mathshub.scoping.policies import policy_of
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority, Topic
from wagtail_mathshub.workgroups.models import Project

ROOT = Path(__file__).resolve().parents[3]
WRITES = {"add", "change", "delete"}
OWN = {Person, Organisation, Project}
SIGN_UP = {Application, Interest, Message}
# Who may: publish pages, change the hub's settings, write its people, imports, and applications.
MAY = {
    "editor": (roles.make_editors, False, False, True, False),
    "publisher": (roles.make_publishers, True, False, True, False),
    "registrar": (roles.make_registrars, False, False, False, True),
    "lead": (roles.make_leads, False, False, False, False),
    "hub lead": (roles.make_hub_leads, True, True, True, True),
    "administrator": (roles.make_administrators, True, True, True, False),
}


def somebody(*groups: Group):
    user = factories.UserFactory()
    user.groups.add(*groups)
    return user


def rights_on(user, row):
    policy = policy_of(type(row))
    return {action for action in WRITES if policy.user_has_permission_for_instance(user, action, row)}


@pytest.mark.parametrize("role", MAY)
def test_a_role_may_do_what_the_table_says_and_no_more(hub_a, role):
    make, publishes, settings, writes, keeps = MAY[role]
    user, group = somebody(make(hub_a)), factories.make_group(hub_a)
    pages = group.permissions_for_user(user)
    assert (pages.can_publish(), pages.can_edit()) == (publishes, writes)
    assert policy_of(HubSettings).user_has_permission_for_instance(user, "change", hub_a) == settings
    for model in OWN:
        row = model(site=hub_a.site)
        assert rights_on(user, row) == (WRITES if writes else set()), model
    for model in SIGN_UP:
        policy = policy_of(model)
        assert policy.user_has_permission_for_instance(user, "change", hub_a.site) == keeps, model
    assert policy_of(ImportRun).user_has_permission_for_instance(user, "add", hub_a.site) == writes
    assert user.has_perm("wagtailadmin.access_admin")


@pytest.mark.parametrize("role", [role for role in MAY if role != "administrator"])
def test_a_role_of_one_hub_has_no_right_on_another_nor_on_what_all_share(hub_a, hub_b, role):
    user, theirs = somebody(MAY[role][0](hub_a)), factories.make_group(hub_b)
    for page in (theirs, hub_b.site.root_page, Page.objects.get(depth=1)):
        rights = page.permissions_for_user(user)
        may = (rights.can_edit(), rights.can_publish(), rights.can_delete(), rights.can_add_subpage())
        assert not any(may), page
    for model in OWN | SIGN_UP | {ImportRun, HubSettings}:
        sites = policy_of(model).sites_user_has_any_permission_for(user, ["view", *WRITES])
        assert set(sites) <= {hub_a.site}, model
    assert rights_on(user, Project(site=None)) == set()
    for model in (Audience, Topic, LocalAuthority, Site):
        assert not any(policy_of(model).user_has_permission(user, action) for action in WRITES), model


def test_an_administrator_keeps_what_all_hubs_share_and_is_no_superuser(hub_a, hub_b):
    user = somebody(roles.make_administrators(hub_a))
    assert somebody(roles.make_administrators(hub_b)).groups.get() == user.groups.get()
    for model in (Audience, Topic, LocalAuthority, Site):
        assert all(policy_of(model).user_has_permission(user, action) for action in WRITES), model
    assert rights_on(user, Project(site=None)) == WRITES
    for hub in (hub_a, hub_b):
        assert policy_of(HubSettings).user_has_permission_for_instance(user, "change", hub)
        assert factories.make_group(hub).permissions_for_user(user).can_publish()
    assert not Page.objects.get(depth=1).permissions_for_user(user).can_publish_subpage()
    assert not user.is_superuser
    assert not any(user.has_perm(f"auth.{action}_{what}") for action in WRITES for what in ("user", "group"))


@pytest.mark.parametrize("role", MAY)
def test_no_role_brings_sight_of_teacher_reference_numbers(hub_a, role):
    assert not may_see_trn(somebody(MAY[role][0](hub_a)), hub_a.site_id)


def test_a_lead_chooses_among_the_hubs_files_and_adds_none(hub_a, hub_b):
    from wagtail.images import get_image_model

    policy = policy_of(get_image_model())
    user = somebody(roles.make_leads(hub_a))
    collections = policy.collections_user_has_permission_for(user, "choose")
    assert [row.name for row in collections] == [str(hub_a)]
    assert not policy.user_has_any_permission(user, ["add", "change", "delete"])


def test_making_the_roles_again_makes_nothing(hub_a):
    assert len(make_roles(hub_a)) == 7
    assert make_roles(hub_a) == []


WITHOUT_SIGN_UP = """
import django
django.setup()
from django.core.management import call_command
from django.contrib.auth.models import Group
from wagtail_mathshub.desk import roles
from wagtail_mathshub.hubs.models import HubSettings
call_command("migrate", verbosity=0)
call_command("mathshub_setup", hub_key="fenmarsh", verbosity=0)
hub = HubSettings.objects.get(key="fenmarsh")
assert roles.make_registrars(hub) is None
names = set(Group.objects.filter(name__contains="fenmarsh").values_list("name", flat=True))
print(sorted(names))
kinds = Group.objects.get(name="fenmarsh hub leads").site_permissions.values_list("permission__codename", flat=True)
print("applications:", [name for name in kinds if "application" in name])
print("settings:", [name for name in kinds if "settings" in name])
"""


def test_without_the_app_for_sign_up_all_groups_but_the_registrars_are_made():
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings_without_registration",
        "DATABASE_URL": "sqlite://:memory:",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'example_site'}:{ROOT}",
    }
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SIGN_UP],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    groups = ("Work Group leads", "editors", "hub leads", "publishers")
    assert said[-3] == str([f"fenmarsh {name}" for name in groups])
    assert said[-2:] == ["applications: []", "settings: ['change_hubsettings']"]
