"""Reading an old site over the net from the admin, in steps that ask nothing twice."""

from __future__ import annotations

from functools import partial

import pytest
from django.test import override_settings
from wagtail.models import Page

from tests.importing.office import old_sites
from wagtail_mathshub import checks
from wagtail_mathshub.importing import opening
from wagtail_mathshub.importing.fetching.asking import Answer
from wagtail_mathshub.importing.limits import LIMITS
from wagtail_mathshub.importing.office import stepping
from wagtail_mathshub.importing.tables import RunState

OLD = "https://old.example.org"
HTML = "<!doctype html><html lang=en><head><title>{0}</title></head><body><main><h1>{0}</h1>{1}</main></body></html>"


@pytest.fixture
def asked(monkeypatch):
    """What the old site was asked for."""
    links = "".join(f'<p><a href="/talk-{number}/">Talk {number}</a></p>' for number in range(1, 5))
    pages = {f"{OLD}/": HTML.format("Start", links)}
    for number in range(1, 5):
        words = f"<p>Words about talk number {number}, which teachers may like.</p>"
        pages[f"{OLD}/talk-{number}/"] = HTML.format(f"Talk {number}", words)
    seen: list[str] = []

    class Site:
        def __init__(self, allowed, *, limits=LIMITS):
            self.allowed, self.limits = allowed, limits

        def ask(self, address, **options):
            seen.append(address)
            if address not in pages:
                return Answer(address, 404)
            return Answer(address, 200, "text/html", pages[address].encode())

    monkeypatch.setattr(opening, "Asker", Site)
    monkeypatch.setattr(opening, "KeptAnswers", partial(opening.KeptAnswers, sleep=lambda seconds: None))
    return seen


@pytest.mark.django_db
def test_a_crawl_goes_on_where_it_stopped_and_asks_nothing_twice(hub_a, asked, monkeypatch, import_folder):
    monkeypatch.setattr(stepping, "SECONDS", 0)
    client = old_sites.editor(hub_a)
    answer = client.post(old_sites.address("upload"), {"kind": "crawl", "address": f"{OLD}/"})
    run = stepping.ImportRun.objects.get()
    assert answer.url == old_sites.address("run", run.pk)
    words = []
    for _turn in range(40):
        answer = old_sites.go_on(client, run)
        words.append(answer["words"])
        if answer["ended"]:
            break
    run.refresh_from_db()
    assert run.state == RunState.FINISHED
    assert len(words) > 5
    assert "1 page of the old site is read." in words
    pages = [address for address in asked if "/talk-" in address or address == f"{OLD}/"]
    assert len(pages) == len(set(pages)) == 5
    assert Page.objects.filter(title__startswith="Talk ").count() == 4
    assert list(import_folder.iterdir()) == []


@pytest.mark.parametrize("given", ["relative/folder", "/srv/media/imports", 7])
def test_a_folder_for_imports_that_is_served_or_relative_is_an_error(given):
    with override_settings(WAGTAIL_MATHSHUB={"IMPORT_FOLDER": given}, MEDIA_ROOT="/srv/media"):
        assert [error.id for error in checks.check_settings(None)] == ["wagtail_mathshub.E011"]


def test_the_usual_folder_for_imports_is_no_error():
    with override_settings(WAGTAIL_MATHSHUB={}):
        assert checks.check_settings(None) == []
