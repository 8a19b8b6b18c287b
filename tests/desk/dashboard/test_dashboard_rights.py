"""Whose dashboard it is, and what it costs."""

from __future__ import annotations

from itertools import count

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Page

from tests.desk.dashboard.first_page import CANARY, TODAY, at, fill, home, panel, titles
from tests.factories import (
    UserFactory,
    index_of,
    make_group,
)
from wagtail_mathshub.desk.dashboard import own_hubs, queries
from wagtail_mathshub.desk.dashboard.panel import DashboardPanel, panels_of
from wagtail_mathshub.desk.roles import make_leads, make_publishers, make_registrars
from wagtail_mathshub.pages.models import WorkGroupPage, WorkGroupSession

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


def test_nothing_of_another_hub_is_shown(hub_a, hub_b, publisher_a):
    fill(hub_b, 1, CANARY)
    fill(hub_a, 1)
    page = home(publisher_a)
    assert CANARY not in page
    assert hub_b.name not in page
    (one,) = panels_of(publisher_a)
    assert all(shown.lines for shown in one.panels)


def test_the_rights_are_what_keeps_the_other_hubs_pages_away(hub_a, hub_b, publisher_a, monkeypatch):
    fill(hub_b, 1, CANARY)
    monkeypatch.setattr(queries, "editable", lambda model, user: model.objects.all())
    assert CANARY not in home(publisher_a)  # What is grouped by hub has no place for it.
    monkeypatch.setattr("wagtail_mathshub.desk.dashboard.panel.hubs_of", lambda user: own_hubs.all_hubs())
    assert CANARY in home(publisher_a)


def test_a_right_on_one_page_shows_what_is_about_that_page_alone(hub_a):
    mine = make_group(hub_a, title="Mine")
    make_group(hub_a, title="Theirs", slug="theirs")
    user, group = UserFactory(), Group.objects.create(name="One page")
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=mine, permission=change)
    user.groups.add(group, make_leads(hub_a))
    assert titles(user, "dateless") == ["Mine"]


@pytest.mark.parametrize("make", [make_registrars, make_leads])
def test_who_changes_no_page_has_no_dashboard(hub_a, make):
    user = UserFactory()
    user.groups.add(make(hub_a))
    assert panels_of(user) == []
    assert "mh-dashboard" not in home(user).replace("mathshub/admin/dashboard.css", "")


def test_several_hubs_stand_below_each_other_under_their_names(hub_a, hub_b):
    user = UserFactory()
    user.groups.add(make_publishers(hub_a), make_publishers(hub_b))
    make_group(hub_a, title="Of alder")
    make_group(hub_b, title="Of birch")
    assert [one.hub.key for one in panels_of(user)] == ["alder", "birch"]
    assert titles(user, "dateless", hub_a) == ["Of alder"]
    assert titles(user, "dateless", hub_b) == ["Of birch"]
    assert home(user).count("<details open") == 2


def test_a_hub_inside_another_hubs_tree_keeps_its_pages_to_itself(hub_a, hub_b):
    hub_b.site.root_page.move(hub_a.site.root_page, pos="last-child")
    inner = type(hub_b).objects.get(pk=hub_b.pk)
    make_group(inner, title="Inside")
    superuser = UserFactory(is_superuser=True)
    assert titles(superuser, "dateless", hub_a) == []
    assert titles(superuser, "dateless", hub_b) == ["Inside"]


def queries_of(user):
    fresh = type(user).objects.get(pk=user.pk)
    with CaptureQueriesContext(connection) as made:
        DashboardPanel(fresh).get_context_data()
    return len(made)


def test_the_dashboard_takes_no_more_queries_for_a_thousand_groups_than_for_ten(hub_a, publisher_a):
    fill(hub_a, 2)
    queries_of(publisher_a)
    few = queries_of(publisher_a)
    group, number = WorkGroupPage.objects.first(), count(1)
    steps = len(group.path) // Page.steplen
    parent = index_of(hub_a)
    rows = [
        WorkGroupPage(
            title=f"Many {key}",
            slug=f"many-{key}",
            path=parent._get_path(parent.path, steps, 500 + key),
            depth=group.depth,
            content_type=group.content_type,
            locale=group.locale,
            url_path=f"{parent.url_path}many-{key}/",
            academic_year="2026-27",
            live=True,
            has_unpublished_changes=True,
        )
        for key, _row in zip(number, range(1000), strict=False)
    ]
    for row in rows:
        Page.save_base(row, raw=False)
    WorkGroupSession.objects.bulk_create(
        WorkGroupSession(page=row, date=TODAY, starts_at=at(TODAY, 13), ends_at=at(TODAY, 14)) for row in rows
    )
    assert panel(publisher_a, "dateless").more > 900
    assert queries_of(publisher_a) == few
    assert few <= 15


def test_the_dashboard_takes_no_more_queries_for_more_hubs(hub_a, hub_b):
    one, two = UserFactory(), UserFactory()
    one.groups.add(make_publishers(hub_a))
    two.groups.add(make_publishers(hub_a), make_publishers(hub_b))
    for hub in (hub_a, hub_b):
        fill(hub, 1)
    queries_of(one)
    assert queries_of(one) == queries_of(two)
