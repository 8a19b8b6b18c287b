"""Every wagtail-modeladmin screen of the package: status, rights, hostile text, and the number of queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail_modeladmin.options import ModelAdmin

from tests import factories
from tests.registration import office
from tests.scoping.modeladmin_rows import (
    ADMINS,
    FORMS,
    LISTS,
    SCREENS,
    address,
    addresses,
    make_rows,
    name_of,
)
from wagtail_mathshub.importing.office.imports_list import ImportAdmin
from wagtail_mathshub.scoping import policies
from wagtail_mathshub.scoping.model_admin_buttons import ListedButtons
from wagtail_mathshub.scoping.model_admin_views import PlainCellsIndexView
from wagtail_mathshub.taxonomy.admin import AudienceAdmin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
each = pytest.mark.parametrize("admin", ADMINS, ids=name_of)
each_with_forms = pytest.mark.parametrize("admin", FORMS, ids=name_of)
each_list = pytest.mark.parametrize("admin", LISTS, ids=name_of)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7 * 7 }}"


def keeper(admin, hub):
    """Somebody of the hub whose list it is."""
    return office.editor(hub) if admin is ImportAdmin else office.registrar(hub)


def test_every_modeladmin_of_the_package_is_tested_here():
    def below(kind):
        return {kind} | {deeper for sub in kind.__subclasses__() for deeper in below(sub)}

    ours = {
        kind for kind in below(ModelAdmin) if kind.model and kind.__module__.startswith("wagtail_mathshub")
    }
    assert ours == set(ADMINS) == set(SCREENS)


@each
def test_an_administrator_opens_every_screen_with_wagtails_header(admin, hub_a, admin_client):
    row = make_rows(admin, hub_a, 1)[0]
    for screen, url in addresses(admin, row).items():
        answer = admin_client.get(url)
        assert answer.status_code == 200, screen
        content = answer.content.decode()
        assert 'class="w-slim-header ' in content, screen
        assert "w-header__title" not in content, screen
        assert content.count("<h1") == 1, screen


@each_with_forms
def test_an_administrator_makes_changes_and_deletes_a_row(admin, admin_client):
    words = {"key": "new", "label": HOSTILE, "sort_order": "3"}
    made = admin_client.post(address(admin, "create"), words, follow=True)
    row = admin.model.objects.get(key="new")
    changed = admin_client.post(address(admin, "edit", row), words | {"sort_order": "4"}, follow=True)
    row.refresh_from_db()
    assert (row.label, row.sort_order) == (HOSTILE, 4)
    gone = admin_client.post(address(admin, "delete", row), follow=True)
    assert not admin.model.objects.filter(key="new").exists()
    for answer in (made, changed, gone):
        content = answer.content.decode()
        assert "&lt;script&gt;alert(1)" in content
        assert "<script>alert(1)" not in content
        assert "<img src=x" not in content


@each_with_forms
def test_a_faulty_form_comes_back_with_what_was_typed(admin, admin_client):
    make_rows(admin, None, 1)
    answer = admin_client.post(
        address(admin, "create"), {"key": "key-1", "label": "Typed", "sort_order": "x"}
    )
    content = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Typed"' in content
    assert "already exists" in content
    assert admin.model.objects.count() == 1


@each
def test_hostile_text_is_text_on_every_screen(admin, hub_a, admin_client):
    row = make_rows(admin, hub_a, 1, HOSTILE)[0]
    for screen, url in addresses(admin, row).items():
        content = admin_client.get(url).content.decode()
        assert "<script>alert(1)" not in content, screen
        assert "<img src=x" not in content, screen


@each_list
def test_people_of_a_hub_see_their_own_rows_and_no_others(admin, hub_a, hub_b):
    make_rows(admin, hub_a, 1, "Alderline")
    theirs = make_rows(admin, hub_b, 1, "Zanzibar")[0]
    client = keeper(admin, hub_a)
    for query in ({}, {"q": "a"}, {"o": "0"}, {"p": "2"}, {"export": "csv"}, {"export": "xlsx"}):
        answer = client.get(address(admin), query)
        assert answer.status_code == 200
        assert "Zanzibar" not in office.text_of(answer), query
    assert "Alderline" in client.get(address(admin)).content.decode()
    for screen in SCREENS[admin] - {"index"}:
        assert client.get(address(admin, screen, theirs)).status_code == 404


@each
def test_who_has_no_right_to_the_rows_opens_no_screen(admin, hub_a, client):
    row = make_rows(admin, hub_a, 1)[0]
    before = admin.model.objects.values().get(pk=row.pk)
    # A registrar has nothing to do with imports, an editor nothing with the rest.
    somebody = office.registrar(hub_a) if admin is ImportAdmin else office.editor(hub_a)
    forged = {"key": "taken", "label": "Taken", "sort_order": 1}
    for url in addresses(admin, row).values():
        for answer in (
            somebody.get(url),
            somebody.post(url, forged),
            client.get(url),
            client.post(url, forged),
        ):
            assert answer.status_code in (302, 403, 404, 405)
    assert admin.model.objects.values().get(pk=row.pk) == before
    assert admin.model.objects.count() == 1


@each_with_forms
def test_a_list_answers_no_question_about_a_column_that_it_does_not_show(admin, admin_client):
    make_rows(admin, None, 3)
    for question in ("key__startswith=zzz", "no_such_column=1", "sort_order__gt=99", "label__regex=("):
        content = admin_client.get(f"{address(admin)}?{question}").content.decode()
        assert "Row 1" in content, question


def test_without_that_rule_the_list_would_answer(admin_client, monkeypatch):
    make_rows(AudienceAdmin, None, 3)
    monkeypatch.delattr(PlainCellsIndexView, "get_filters_params")
    content = admin_client.get(f"{address(AudienceAdmin)}?key__startswith=zzz").content.decode()
    assert "Row 1" not in content


@each
@pytest.mark.parametrize(
    "query", ["p=-1", "p=x", "p=99", "o=9.x.-1", "o=.", "q=%00", f"q={'x' * 500}", "export=zip"]
)
def test_a_list_bears_whatever_stands_in_its_address(admin, hub_a, admin_client, query):
    make_rows(admin, hub_a, 2)
    assert admin_client.get(f"{address(admin)}?{query}").status_code == 200


def queries(client, url, **query):
    with CaptureQueriesContext(connection) as captured:
        office.text_of(client.get(url, query))
    return len(captured)


ASKED = ({}, {"q": "Row"}, {"o": "0"}, {"p": "2"}, {"export": "csv"}, {"export": "xlsx"})


@each
def test_a_list_of_a_thousand_rows_costs_no_more_queries_than_one_of_sixty(admin, hub_a, admin_client):
    make_rows(admin, hub_a, 150)
    admin_client.get(address(admin))
    few = [queries(admin_client, address(admin), **query) for query in ASKED]
    make_rows(admin, hub_a, 850, first=151)
    many = [queries(admin_client, address(admin), **query) for query in ASKED]
    assert many == few
    # All but about seven are for the menu, the session and the user.
    assert max(many) <= 32


@each_list
def test_it_is_as_cheap_for_people_of_one_hub(admin, hub_a):
    client = keeper(admin, hub_a)
    make_rows(admin, hub_a, 60)
    client.get(address(admin))
    few = [queries(client, address(admin), **query) for query in ASKED]
    make_rows(admin, hub_a, 300, first=61)
    assert [queries(client, address(admin), **query) for query in ASKED] == few
    assert max(few) <= 40


def test_asking_for_each_row_what_may_be_done_would_be_noticed(admin_client, monkeypatch):
    make_rows(AudienceAdmin, None, 5)
    admin_client.get(address(AudienceAdmin))
    before = queries(admin_client, address(AudienceAdmin))
    monkeypatch.setattr(
        ListedButtons,
        "_may",
        lambda self, name, obj: self.permission_helper.user_can_inspect_obj(self.request.user, obj),
    )
    assert queries(admin_client, address(AudienceAdmin)) > before


def test_the_policy_says_the_same_of_sites_as_wagtails_own(hub_a, hub_b, editor_a, editor_b, admin_user):
    from wagtail.permission_policies.sites import SitePermissionPolicy

    from wagtail_mathshub.people.models import Person

    nobody = factories.UserFactory()
    gone = factories.UserFactory(is_active=False)
    gone.groups.add(*editor_a.groups.all())
    both = factories.UserFactory()
    both.groups.add(*editor_a.groups.all(), *editor_b.groups.all())
    ours, theirs = policies.SitePolicy(Person), SitePermissionPolicy(Person)
    for user in (editor_a, editor_b, both, gone, nobody, admin_user):
        for actions in (["add"], ["change", "delete"], ["view"], []):
            expected = set(theirs.sites_user_has_any_permission_for(user, actions))
            assert set(ours.sites_user_has_any_permission_for(user, actions)) == expected, (user, actions)


def test_rights_that_are_given_globally_hold_at_all_hubs(hub_a, hub_b):
    from django.contrib.auth.models import Permission

    from wagtail_mathshub.people.models import Person

    user = factories.UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="change_person"))
    found = policies.SitePolicy(Person).sites_user_has_any_permission_for(user, ["change"])
    assert {hub_a.site, hub_b.site} <= set(found)


def test_nobody_who_is_not_logged_in_sees_a_list(hub_a):
    for admin in ADMINS:
        assert Client().get(address(admin)).status_code == 302
