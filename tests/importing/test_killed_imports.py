"""Imports that are killed at any moment: run again, they come to the same."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from wagtail.models import Page, ReferenceIndex

from tests.api.cases import make_ground
from tests.api.processes import server_address
from tests.factories import make_hub

ROOT = Path(__file__).parents[2]
KILLED = -9


class Imports:
    """Another process that imports."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.calls = 0

    def run(self, key: str, calls: int = 0, how: str = "") -> int:
        """How an import ended: 0, or KILLED."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{how} {key} {calls}\n".lstrip())
        self.process.stdin.flush()
        for line in self.process.stdout:
            words = line.split()
            if words[0] == "calls":
                self.calls = int(words[1])
            if words[0] == "ended":
                return int(words[1])
        raise AssertionError("The process that imports has ended.")


@contextmanager
def imports(address: str, media: Path) -> Iterator[Imports]:
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("src", ".", "example_site"))
    environment = os.environ | {
        "PYTHONPATH": paths,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "MEDIA_ROOT": str(media),
    }
    command = [sys.executable, "-m", "tests.importing.import_process"]
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield Imports(process)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def ground(transactional_db, tmp_path: Path, settings):
    """Makes hubs in a database that other processes can open; gives their imports, and what is in a hub then."""
    make_ground()

    @contextmanager
    def made(*keys: str) -> Iterator[tuple[Imports, Any]]:
        for key in keys:
            make_hub(key)
        if connection.vendor == "postgresql":
            with imports(server_address(connection.settings_dict), settings.MEDIA_ROOT) as found:
                yield found, contents
            return
        path = tmp_path / "imports.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        with imports(f"sqlite:///{path}", settings.MEDIA_ROOT) as found:
            yield found, lambda key: in_file(path, key)

    return made


def in_file(path: Path, key: str) -> list[tuple]:
    """The same of a database in a file."""
    held = connections["default"]
    other = held.copy()
    other.settings_dict = held.settings_dict | {"NAME": str(path)}
    connections["default"] = other
    try:
        return contents(key)
    finally:
        other.close()
        connections["default"] = held


def contents(key: str) -> list[tuple]:
    """All that the import has made in the hub, by names that are the same in every hub."""
    from wagtail.contrib.redirects.models import Redirect

    from wagtail_mathshub.importing.tables import ImportItem
    from wagtail_mathshub.pages.models import HubContentPage, HubHomePage

    home = HubHomePage.objects.get(slug=f"{key}-hub")
    pages = list(HubContentPage.objects.descendant_of(home).order_by("path"))
    names = {page.pk: page.slug for page in pages}
    found: list[tuple] = [
        (
            page.url_path.removeprefix(home.url_path),
            page.path.removeprefix(home.path),
            page.title,
            page.live,
            page.revisions.count(),
            page.live_revision_id == page.latest_revision_id,
            named(str(page.body.raw_data[:]), names),
            named(page.latest_revision.content["body"] if page.latest_revision else "", names),
            ReferenceIndex.get_references_for_object(page).count(),
        )
        for page in pages
    ]
    redirects = Redirect.objects.filter(site__root_page=home).order_by("old_path")
    found += [(row.old_path, names.get(row.redirect_page_id), bool(row.redirect_link)) for row in redirects]
    items = ImportItem.objects.filter(site__root_page=home).order_by("source_id")
    found += [
        (item.source_id, names[item.page_id], item.order, item.open_links, item.indexed, item.state)
        for item in items
    ]
    searched = HubContentPage.objects.descendant_of(home).search("page", order_by_relevance=False)
    found.append(("found", sorted(page.slug for page in searched)))
    assert not any(Page.find_problems())
    return found


def named(text: str, names: dict[int, str]) -> str:
    """The text with names for keys of pages; keys of images differ between hubs, and so do ids."""
    text = re.sub(r'id=\\*"(\d+)\\*"', lambda found: f"id={names[int(found[1])]}", text)
    return re.sub(r"""(["']image["']: )\d+|["']id["']: ["'][^"']+["']""", r"\1", text)


def check_kills(ground, kills: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    keys = [f"killed-{number}" for number in range(kills)]
    with ground("whole", *keys) as (importer, read):
        assert importer.run("whole") == 0
        wanted, calls = read("whole"), importer.calls
        killed = 0
        for key in keys:
            killed += importer.run(key, chance.randint(1, calls)) == KILLED
            assert importer.run(key) == 0
            assert read(key) == wanted
            assert importer.run(key) == 0
            assert read(key) == wanted
        assert killed >= kills * 0.9
    if kills >= 50:
        record({"kills": killed, "came_to_the_same": kills})


def record(figures: dict[str, int]) -> None:
    """Keep the figures of a long round that held."""
    path = ROOT / "benchmarks" / "results" / f"killed-imports-{connection.vendor}.json"
    path.write_text(json.dumps(figures, indent=2) + "\n")


def test_an_import_that_was_killed_comes_to_the_same_when_it_is_run_again(ground):
    check_kills(ground, 5, seed=3)


@pytest.mark.soak
def test_an_import_that_was_killed_fifty_times_comes_to_the_same_each_time(ground):
    check_kills(ground, 50, seed=11)


def test_an_import_in_several_transactions_does_not_come_to_the_same(ground):
    chance = random.Random(5)  # noqa: S311
    keys = [f"naive-{number}" for number in range(4)]
    with ground("whole", *keys) as (importer, read):
        assert importer.run("whole", how="naive") == 0
        wanted, calls = pages_of(read("whole")), importer.calls
        found = []
        for key in keys:
            importer.run(key, chance.randint(calls // 4, calls), how="naive")
            importer.run(key, how="naive")
            found.append(pages_of(read(key)))
        assert any(pages != wanted for pages in found)


def pages_of(found: list[tuple]) -> list[tuple]:
    return [(row[0], row[3], row[4]) for row in found if len(row) == 9]
