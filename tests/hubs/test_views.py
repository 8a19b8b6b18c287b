"""The hub's stylesheet and its mark."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.factories import make_hub
from tests.visitors import read

pytestmark = pytest.mark.django_db


def test_the_icon_is_the_mark_in_the_hubs_own_colours(client):
    hub = make_hub("cedar", colour_1="#6D2F68", colour_2="#9DB65B", figure="odd_numbers")
    icon = etree.fromstring(read(client, hub, "/hub/icon.svg"))
    light = hub.palette["light"]
    assert {group.get("fill") for group in icon} == {light["fill"], light["accent"]}
    assert icon.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_host_that_is_no_hub_has_the_packages_own(client):
    assert client.get("/hub/icon.svg").status_code == 200
    assert b"--brand" in client.get("/hub/hub.css").content
