"""A visitor who reads the pages of a hub."""

from __future__ import annotations

from typing import Any

from django.test import Client
from wagtail.models import Page

from wagtail_mathshub.hubs.models import HubSettings


def read(client: Client, hub: HubSettings, page: Page | str, /, **query: Any) -> str:
    """The HTML of a page of the hub, or of what is served at a path of it."""
    path = page if isinstance(page, str) else page.get_url_parts()[2]
    answer = client.get(path, query, headers={"host": hub.site.hostname})
    assert answer.status_code == 200
    return answer.content.decode()
