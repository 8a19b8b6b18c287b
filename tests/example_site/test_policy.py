"""The Content-Security-Policy that the example site sends."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from example_site.policy import ContentPolicyMiddleware

from tests.factories import make_hub

STRICT = (
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; frame-src 'self' "
)
OWN = "default-src 'none'"


@pytest.fixture
def hub(db):
    return make_hub("alder")


@pytest.mark.parametrize(
    "path", ["/", "/work-groups/", "/hub/hub.css", "/hub/calendar.ics", "/nothing-here/"]
)
def test_what_visitors_get_has_the_policy(client, hub, path):
    answer = client.get(path, headers={"host": hub.site.hostname})
    assert answer["Content-Security-Policy"].startswith(STRICT)


def test_frames_come_from_the_websites_of_the_blocks_and_of_the_settings(client, hub, settings):
    settings.WAGTAIL_MATHSHUB = {"EMBED_HOSTS": ["sums.example.org"]}
    frames = client.get("/", headers={"host": hub.site.hostname})["Content-Security-Policy"].split(
        "frame-src "
    )[1]
    assert {"https://www.geogebra.org", "https://player.vimeo.com", "https://sums.example.org"} <= set(
        frames.split()
    )


def test_wagtails_admin_has_none(client, hub):
    assert "Content-Security-Policy" not in client.get("/admin/login/")


def test_an_answer_with_a_policy_of_its_own_keeps_it():
    view = ContentPolicyMiddleware(lambda request: HttpResponse(headers={"Content-Security-Policy": OWN}))
    assert view(RequestFactory().get("/"))["Content-Security-Policy"] == OWN
