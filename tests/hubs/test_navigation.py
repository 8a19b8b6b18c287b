"""The menu, and what the foot of each page lists."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import index_of, make_group
from tests.visitors import read
from wagtail_mathshub.hubs.navigation import foot_of, menu_of
from wagtail_mathshub.pages.models import HubContentPage

pytestmark = pytest.mark.django_db


def add_text(hub, title, **fields):
    return hub.site.root_page.add_child(instance=HubContentPage(title=title, **fields))


def test_notices_that_are_in_no_menu_stand_in_the_foot(hub_a):
    add_text(hub_a, "About", show_in_menus=True)
    add_text(hub_a, "Accessibility statement")
    add_text(hub_a, "Draft", live=False)
    assert [page.title for page in foot_of(hub_a)] == ["Accessibility statement"]
    assert [page.title for page in menu_of(hub_a)[1]] == ["About"]


def test_a_private_notice_is_in_neither(hub_a):
    page = add_text(hub_a, "Zanzibar")
    assert foot_of(hub_a)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert foot_of(hub_a) == []


def test_a_host_without_a_hub_has_neither(db):
    assert menu_of(None) == (None, [])
    assert foot_of(None) == []


def test_a_page_is_found_below_its_list_and_no_draft_is(client, hub_a):
    group = make_group(hub_a)
    path = group.get_url_parts()[2]
    read(client, hub_a, path)
    for wrong in (f"{path}further/", "/work-groups/none/", "/nowhere/at/all/"):
        assert client.get(wrong, headers={"host": hub_a.site.hostname}).status_code == 404
    group.unpublish()
    assert client.get(path, headers={"host": hub_a.site.hostname}).status_code == 404


def test_a_page_is_not_served_below_a_list_that_is_a_draft(client, hub_a):
    group = make_group(hub_a)
    path = group.get_url_parts()[2]
    index_of(hub_a).unpublish()
    # As Wagtail has it: a draft above takes nothing away from what is published below.
    read(client, hub_a, path)
