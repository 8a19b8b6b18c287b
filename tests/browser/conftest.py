"""A real Chromium, driven against a live server."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import serve_front_end
from django.core.handlers.wsgi import WSGIHandler
from example_site.front_end import Place
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import factories
from tests.browser.logging_in import log_in
from wagtail_mathshub import clock
from wagtail_mathshub.desk.roles import make_publishers
from wagtail_mathshub.hubs.models import HubTerm
from wagtail_mathshub.taxonomy import academic_years

WINDOW = {"width": 1280, "height": 900}
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def _one_request_at_a_time() -> Iterator[None]:
    # The threads of the live server share the one connection of the database in memory, which a browser
    # that asks for several things at once would break.
    turn, answer = threading.Lock(), WSGIHandler.get_response

    def in_turn(self, request):
        with turn:
            return answer(self, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "get_response", in_turn)
        yield


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


@pytest.fixture(autouse=True)
def _own_media_folder(request, settings, tmp_path) -> None:
    # The files of a site that is served to a whole module stay where they are.
    if "serve" not in request.fixturenames:
        settings.MEDIA_ROOT = tmp_path / "media"


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
    """A window in which somebody who writes and publishes the hub's pages is logged in."""
    user = factories.UserFactory(username="editor")
    user.groups.add(make_publishers(hub))
    window = browser.new_context(base_url=live_server.url, viewport=WINDOW).new_page()
    faults: list[str] = []
    window.on("pageerror", lambda error: faults.append(str(error)))
    log_in(window, "editor")
    yield window
    window.context.close()
    assert faults == []


@pytest.fixture
def front_end(live_server) -> Iterator[str]:
    """The address of the example front end, on a port of its own."""
    place = Place(base="/", api=f"{live_server.url}/api/hub/v1/")
    with serve_front_end.server(0, place, quiet=True) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture
def visit(browser: Browser, hub, front_end) -> Iterator[Callable[..., Page]]:
    """Open a path of the front end. Nothing else than `expects` may be said in the console."""
    said: list[str] = []
    contexts = []

    def opened(path: str, *, expects: tuple[str, ...] = (), **options: object) -> Page:
        context = browser.new_context(**({"base_url": front_end, "viewport": WINDOW} | options))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "console",
            lambda note: None if any(text in note.text for text in expects) else said.append(note.text),
        )
        page.goto(path)
        # On a busy machine the first page of a process has taken more than the usual five seconds.
        expect(page.locator("main:not([aria-busy])")).to_be_visible(timeout=20_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def groups(hub):
    """One group that fits Year 6, spring and places; each other one misses one of the three."""
    today = clock.today()
    year = academic_years.current()
    hub.site.root_page.get_children().update(show_in_menus=True)
    spring, summer = today + timedelta(days=20), today + timedelta(days=120)
    for term, first in (("spring", spring), ("summer", summer)):
        HubTerm.objects.create(
            settings=hub, academic_year=year, term=term, first_day=first, last_day=first + timedelta(days=80)
        )
    common = {
        "academic_year": year,
        "apply_via": "link",
        "apply_url": "https://example.org/form",
        "capacity": 12,
        "stated_confirmed": 6,
        "capacity_unit": "schools",
        "year_from": 5,
        "year_to": 8,
    }
    rows = {
        "Continuity": {},
        "Full house": {"stated_confirmed": 12, "has_waiting_list": False},
        "Sixth form": {"year_from": 12, "year_to": 13},
        "Summer only": {"first": summer},
    }
    made = {}
    for title, row in rows.items():
        first = row.pop("first", spring) + timedelta(days=5)
        sessions = [
            factories.on(first, label="Day 1", mode="online"),
            factories.on(
                first + timedelta(days=7), label="Day 2", venue_text="Fen Edge School", mode="face_to_face"
            ),
        ]
        made[title] = factories.make_group(hub, title=title, sessions=sessions, **(common | row))
    return made
