"""The command `mathshub_import`, as a developer calls it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from wagtail_mathshub.importing.tables import ImportItem
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.taxonomy.seeds import seed_vocabularies

WIX = Path(__file__).parents[2] / "example_site" / "old_sites" / "wix"


def called(*arguments: object, **options: object) -> str:
    stream = io.StringIO()
    call_command("mathshub_import", *map(str, arguments), stdout=stream, **options)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _vocabularies(db):
    seed_vocabularies()


def test_a_folder_of_saved_pages_becomes_drafts_with_a_report(hub_a, tmp_path):
    path = tmp_path / "report.json"
    said = called(WIX, "--report", path)
    assert "(Work Group)" in said
    assert len(json.loads(path.read_text())["items"]) == ImportItem.objects.count() == 8
    assert not WorkGroupPage.objects.live().exists()
    assert WorkGroupPage.objects.count() == 2
    assert all(group.sessions.count() for group in WorkGroupPage.objects.all())


def test_a_trial_writes_nothing(hub_a, tmp_path):
    path = tmp_path / "report.html"
    assert "nothing was written" in called(WIX, "--dry-run", "--report", path)
    assert "Strategic Board" in path.read_text()
    assert not ImportItem.objects.exists()


def test_only_pages_of_one_type_and_only_so_many(hub_a):
    called(WIX, "--only", "work_group")
    assert ImportItem.objects.filter(page__isnull=False).count() == 2
    called(WIX, "--limit", "3")
    assert ImportItem.objects.filter(page__isnull=False).count() == 5


def test_types_may_stand_together_and_a_misspelt_one_is_said(hub_a):
    called(WIX, "--only", "work_group,article")
    assert ImportItem.objects.filter(page__isnull=False).count() == 4
    said = io.StringIO()
    called(WIX, "--only", "workgroup", stderr=said)
    assert "Nothing is called 'workgroup'" in said.getvalue()
    assert "work_group, article" in said.getvalue()


def test_with_several_hubs_one_is_named(hub_a, hub_b):
    with pytest.raises(CommandError, match="alder, birch"):
        called(WIX)
    called(WIX, "--hub", "birch", "--limit", "1")
    assert ImportItem.objects.get().site == hub_b.site


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["/no/such/file.xml"], "no file or folder"),
        (["https://old.example.org/"], "--as crawl"),
        ([WIX, "--report", "report.pdf"], "csv"),
        ([WIX, "--as", "wordpress"], "WordPress export"),
    ],
)
def test_what_is_wrong_is_said(hub_a, arguments, words):
    with pytest.raises(CommandError, match=words):
        called(*arguments)
    assert not ImportItem.objects.exists()


@pytest.mark.parametrize("limit", ["0", "-1", "many"])
def test_a_limit_is_a_number_of_pages(hub_a, limit):
    with pytest.raises(CommandError, match="limit"):
        called(WIX, "--limit", limit)


def test_a_report_that_cannot_be_written_is_said_before_anything_is(hub_a, tmp_path):
    with pytest.raises(CommandError, match="no folder"):
        called(WIX, "--report", tmp_path / "nowhere" / "report.csv")
    assert not ImportItem.objects.exists()


def test_two_imports_that_meet_are_said_in_words(hub_a, monkeypatch):
    def meet(**values):
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr("wagtail_mathshub.management.commands.mathshub_import.import_site", meet)
    with pytest.raises(CommandError, match="perhaps another import"):
        called(WIX)


def test_a_title_gives_a_terminal_no_orders(hub_a, tmp_path):
    (tmp_path / "one.html").write_text(
        "<title>A \u202etitle</title><main><h1>A \u202etitle</h1><p>Some words to read.</p></main>"
    )
    said = called(tmp_path, "--address", "https://old.example.org/")
    assert "A title" in said
    assert "\u202e" not in said
