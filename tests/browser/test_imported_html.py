"""Nothing that an old page brings along runs, wherever the imported page is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from html import escape
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from tests import factories
from tests.browser.serving import serve
from tests.feeds.feeding import contents_of
from tests.importing.converting.converted import cleaned, strings
from tests.importing.converting.hostile import FRAGMENTS
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.converting import blocks_of
from wagtail_mathshub.pages.models import HubArticlePage

__all__ = ["serve"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TELLS = "window.ran = []; window.__xss = name => { window.ran.push(name); };"
PASSES_ON = "<script>window.__xss = name => parent.__xss(name)</script>"
# What runs only once somebody points at it or clicks on it.
TOUCH = """() => {
    const things = "a, button, area, summary, input, select, textarea, mi, math, [tabindex]";
    for (const element of document.querySelectorAll(things))
        for (const kind of ["mouseover", "focus", "click"])
            element.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
}"""
# A link's script runs in a task of its own, and an animation begins with a frame.
SETTLES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
Ran = Callable[[Iterable[str]], set[str]]


@pytest.fixture(scope="module")
def site(serve) -> Iterator[tuple[str, list[HubArticlePage]]]:
    """The address of a hub, and an article for each fragment."""
    with serve(_make) as served:
        yield served


def _make(port: int) -> list[HubArticlePage]:
    hub = factories.make_hub("alder")
    hub.site.hostname, hub.site.port, hub.site.is_default_site = "localhost", port, True
    hub.site.save()
    return [_article(hub, fragment.id, fragment.html) for fragment in FRAGMENTS]


def _article(hub: HubSettings, name: str, html: str) -> HubArticlePage:
    body = []
    for wordpress in (False, True):
        found = blocks_of(cleaned(html, wordpress=wordpress).html).items
        body += [item for item in found if "media:" not in json.dumps(item)]
    return factories.make_article(hub, title=name, slug=name, body=body)


@pytest.fixture
def ran(browser: Browser) -> Iterator[Ran]:
    """The names that pieces of HTML tell of, each in a document of its own without any policy."""
    context = browser.new_context()
    context.route("**/*", lambda route: route.abort())
    page = context.new_page()

    def shown(pieces: Iterable[str]) -> set[str]:
        frames = (f'<iframe srcdoc="{escape(PASSES_ON + piece)}"></iframe>' for piece in pieces)
        page.set_content(f"<!doctype html><title>Test</title><script>{TELLS}</script>{''.join(frames)}")
        page.wait_for_load_state("load")
        page.evaluate(SETTLES)
        for frame in page.frames[1:]:
            with suppress(Error):  # Frames inside the frames are gone by now.
                frame.evaluate(TOUCH)
        page.evaluate(SETTLES)
        return set(page.evaluate("() => window.ran"))

    yield shown
    context.close()


def test_half_of_the_raw_fragments_run(ran: Ran):
    # The control: what is shown below is not harmless by itself.
    assert len(ran(fragment.html for fragment in FRAGMENTS)) >= len(FRAGMENTS) / 2


def test_no_cleaned_fragment_runs(ran: Ran):
    assert ran(cleaned(fragment.html).html for fragment in FRAGMENTS) == set()


def test_no_imported_page_runs_anything_at_its_own_address(browser: Browser, site):
    address, articles = site
    # Without its policy, so that the page itself has to be harmless.
    context = browser.new_context(base_url=address, bypass_csp=True)
    context.route(lambda asked: not asked.startswith(address), lambda route: route.abort())
    page = context.new_page()
    page.add_init_script(TELLS)
    runs, lost = {}, []
    for article, fragment in zip(articles, FRAGMENTS, strict=True):
        page.goto(article.get_url(), wait_until="load")
        if fragment.keep not in page.content():
            lost.append(fragment.id)
        page.evaluate("document.addEventListener('click', event => event.preventDefault(), true)")
        page.evaluate(TOUCH)
        if found := page.evaluate("() => window.ran"):
            runs[fragment.id] = found
    context.close()
    assert runs == {}
    assert lost == [one.id for one in FRAGMENTS if _stands_beside_a_file(one.html, one.keep)]


def _stands_beside_a_file(html: str, keep: str) -> bool:
    """Whether the words are those of a picture, which these pages do not have."""
    found = blocks_of(cleaned(html).html).items + blocks_of(cleaned(html, wordpress=True).html).items
    return not any(keep in json.dumps(item) for item in found if "media:" not in json.dumps(item))


def test_no_answer_of_the_api_runs_anything(ran: Ran, site, client):
    answers: list[Any] = [
        client.get(f"/api/hub/v1/articles/{article.pk}", HTTP_HOST=_host(site)).json() for article in site[1]
    ]
    pieces = ["".join(text for text in strings(answer) if "<" in text) for answer in answers]
    assert sum("<p>" in piece for piece in pieces) > len(FRAGMENTS) / 2
    assert ran(pieces) == set()


def test_nothing_in_the_feed_runs(ran: Ran, site, client):
    contents = contents_of(client.get("/hub/articles.atom", HTTP_HOST=_host(site)).content)
    assert len(contents) > 10
    assert ran(contents) == set()


def _host(site: tuple[str, Any]) -> str:
    return site[0].removeprefix("http://")
