"""A real Chromium, driven against a live server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import factories
from wagtail_mathshub.desk.roles import make_editors

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    if not shutil.which(CHROMIUM):
        pytest.fail(f"{CHROMIUM} is not installed; set CHROMIUM to another one.")
    # Playwright's loop runs in this thread, which Django takes for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def hub(transactional_db, live_server):
    """A hub that is the default site of the live server."""
    from django.core.management import call_command
    from wagtail.models import Collection, Locale, Site
    from wagtail.models import Page as WagtailPage

    Locale.objects.get_or_create(language_code="en-gb")
    if not WagtailPage.objects.filter(depth=1).exists():
        WagtailPage.add_root(instance=WagtailPage(title="Root", slug="root"))
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    Site.objects.all().delete()
    hub = factories.make_hub("alder", email="hub@alder.example.org")
    Site.objects.filter(pk=hub.site_id).update(
        hostname="localhost", port=int(live_server.url.rsplit(":", 1)[1]), is_default_site=True
    )
    call_command("check", verbosity=0)
    hub.refresh_from_db()
    return hub


@pytest.fixture
def page(browser: Browser, live_server, hub) -> Iterator[Page]:
    """A window in which the hub's editor is logged in."""
    user = factories.UserFactory(username="editor")
    user.groups.add(make_editors(hub))
    window = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}).new_page()
    faults: list[str] = []
    window.on("pageerror", lambda error: faults.append(str(error)))
    window.goto("/admin/login/")
    window.fill("input[name=username]", "editor")
    window.fill("input[name=password]", "password")
    window.click("button[type=submit]")
    window.wait_for_url("**/admin/")
    yield window
    window.context.close()
    assert faults == []
