"""Whom the lists and reports show what: never another hub's pages, people or projects, by whatever value."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.desk.listings.asking import LISTS, REPORTS, address, sheet, shown, titles
from tests.factories import (
    PersonFactory,
    ProjectFactory,
    UserFactory,
    index_of,
    make_collection,
    make_group,
    make_job,
    on,
)
from wagtail_mathshub.desk.listings import page_lists, queries
from wagtail_mathshub.desk.roles import make_editors, make_registrars
from wagtail_mathshub.people.models import PersonRole

pytestmark = pytest.mark.usefixtures("reference_time")

CANARY = "Zanzibar"


def fill(hub, name: str) -> dict:
    """A page of each kind, which disagrees with itself, with a person and a project of that name."""
    lead = PersonFactory(site=hub.site, name=f"{name} lead")
    lead.roles.add(PersonRole(role="work_group_lead"))
    lead.save()
    project = ProjectFactory(site=hub.site, title=f"{name} project")
    sessions = [on(date(2027, 1, 14))]
    group = make_group(
        hub,
        title=f"{name} 2024/25",
        academic_year="2026-27" if name == "Own" else "2019-20",
        project=project,
        leads=[lead],
        sessions=sessions,
    )
    make_group(hub, title=f"{name} 2025/26", leads=[lead], sessions=sessions)
    job = make_job(hub, title=f"{name} job", apply_via="link")
    make_collection(hub, title=f"{name} lessons")
    return {"group": group, "lead": lead, "project": project, "job": job}


@pytest.fixture
def both(hub_a, hub_b):
    return fill(hub_a, "Own"), fill(hub_b, CANARY)


def forged(rows: dict, hub) -> list[dict]:
    return [
        {"project": rows["project"].pk},
        {"lead": rows["lead"].pk},
        {"hub": hub.key},
        {"academic_year": "2019-20"},
        {"q": "zanz"},
        {"needs": "disagrees"},
        {"ordering": "hub_name"},
        {"ordering": "leads__person__name"},
    ]


@pytest.mark.parametrize("name", [*LISTS, *REPORTS])
def test_another_hubs_rows_are_neither_listed_nor_offered_nor_exported(client_a, both, hub_b, name):
    _own, other = both
    assert "Own" in shown(client_a, name)
    for query in ({}, *forged(other, hub_b)):
        html = shown(client_a, name, **query)
        assert CANARY not in html, query
        assert CANARY not in str(sheet(client_a, name, **query)), query


@pytest.mark.parametrize("name", [*LISTS, *REPORTS])
def test_without_the_one_function_for_rights_the_other_hubs_rows_would_show(
    client_a, both, name, monkeypatch
):
    from wagtail_mathshub.desk.listings import leading
    from wagtail_mathshub.desk.listings.reports import disagreements

    for module in (queries, page_lists, leading, disagreements):
        monkeypatch.setattr(module, "pages_for", lambda user, model: model.objects.all())
    # Wagtail's own view asks it too, by what can be explored.
    monkeypatch.setattr(
        "wagtail.permission_policies.pages.PagePermissionPolicy.explorable_instances",
        lambda self, user: self.model.objects.all(),
    )
    monkeypatch.setattr(leading, "hubs_of", lambda pages: queries.all_hubs())
    assert CANARY in shown(client_a, name)


@pytest.mark.parametrize("filters", ["project", "lead"])
def test_a_forged_filter_value_of_another_hub_yields_nothing(client_a, both, filters):
    own, other = both
    assert titles(client_a, "work_groups", **{filters: own[filters].pk})
    assert titles(client_a, "work_groups", **{filters: other[filters].pk}) == []
    assert titles(client_a, "work_groups", **{filters: "x"}) == []


def test_a_forged_hub_or_year_yields_nothing_new(client_a, both, hub_b):
    assert titles(client_a, "work_groups", hub=hub_b.key) == titles(client_a, "work_groups")
    assert titles(client_a, "work_groups", academic_year="2019-20") == []


def test_the_explorer_and_the_report_of_page_types_do_not_offer_another_hubs_rows(client_a, both, hub_a):
    for url in (
        reverse("wagtailadmin_explore", args=[index_of(hub_a).pk]),
        reverse("wagtailadmin_pages:type_use", args=["mathshub_pages", "workgrouppage"]),
    ):
        html = client_a.get(url).content.decode()
        assert "Own" in html
        assert CANARY not in html


def test_somebody_who_works_for_two_hubs_sees_the_hub_and_can_choose_it(signed_in, editor_a, both, hub_b):
    client = signed_in(editor_a)
    assert '<input type="checkbox" name="hub"' not in shown(client, "work_groups")
    editor_a.groups.add(make_editors(hub_b))
    html = shown(client, "work_groups")
    assert 'name="hub"' in html
    assert {line["Hub"] for line in sheet(client, "work_groups")} == {"Alder Hub", "Birch Hub"}
    assert {line["Hub"] for line in sheet(client, "jobs", hub="birch")} == {"Birch Hub"}
    assert "Birch Hub" in shown(client, "disagreements")


def test_somebody_who_may_change_one_page_alone_is_shown_that_page(signed_in, both, hub_a):
    own, _other = both
    group = Group.objects.create(name="One page")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=own["group"], permission=change)
    user = UserFactory()
    user.groups.add(group)
    client = signed_in(user)
    assert titles(client, "work_groups") == ["Own 2024/25"]
    assert titles(client, "jobs") == []
    assert [row.title for row in client.get(address("disagreements")).context["object_list"]] == [
        "Own 2024/25"
    ]


def test_a_registrar_neither_sees_the_menu_items_nor_opens_the_lists(signed_in, hub_a, both):
    user = UserFactory()
    user.groups.add(make_registrars(hub_a))
    client = signed_in(user)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    for name in (*LISTS, *REPORTS):
        assert client.get(address(name)).status_code == 302, name
        assert address(name) not in home


def test_an_editor_finds_lists_and_reports_in_the_menu(client_a, hub_a):
    home = client_a.get(reverse("wagtailadmin_home")).content.decode()
    for name in (*LISTS, *REPORTS):
        assert address(name) in home, name


def test_nobody_opens_them_without_logging_in(client, db):
    for name in (*LISTS, *REPORTS):
        assert client.get(address(name)).status_code == 302


def test_the_button_to_add_a_group_leads_to_the_users_own_list_page(client_a, both, hub_a):
    answer = client_a.get(reverse("mathshub_listings_work_groups:choose_parent"))
    assert answer.url == reverse(
        "wagtailadmin_pages:add", args=["mathshub_pages", "workgrouppage", index_of(hub_a).pk]
    )
