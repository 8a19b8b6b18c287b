"""Every page of a hub's site in the Nu HTML checker: no errors."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from tests.browser.looking import told
from tests.registration.sign_ups import STEPS
from tests.whole_site import make_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
ROOT = Path(__file__).resolve().parents[2]
CHECKER = Path(os.environ.get("VNU_JAR", ROOT / ".venv/checker/node_modules/vnu-jar/build/dist/vnu.jar"))


@pytest.fixture
def check(tmp_path):
    """Runs the checker once over documents by their names: the messages of each that has some."""
    java = shutil.which("java")
    if java is None or not CHECKER.exists():
        pytest.fail(f"It takes Java and {CHECKER} (make test-browser installs it; VNU_JAR names another).")

    def checked(documents: dict[str, bytes]) -> dict[str, list[str]]:
        names = {}
        for number, (name, document) in enumerate(documents.items()):
            file = tmp_path / f"{number}.html"
            file.write_bytes(document)
            names[file.name] = name
        command = [java, "-jar", str(CHECKER), "--errors-only", "--exit-zero-always", "--format", "json"]
        done = subprocess.run([*command, *map(str, tmp_path.glob("*.html"))], capture_output=True, check=True)
        found = defaultdict(list)
        for message in json.loads(done.stderr)["messages"]:
            name = names[message["url"].rsplit("/", 1)[-1]]
            found[name].append(f"{message['message']} {message.get('extract', '')}")
        return {name: sorted(set(messages)) for name, messages in found.items()}

    return checked


def test_no_page_has_an_error(check, client):
    whole = make_site(80)
    documents = {
        name: client.get(path, headers={"host": "localhost"}).content for name, path in whole.paths.items()
    }
    documents |= {
        name: client.post(whole.views["sign-up"], step, headers={"host": "localhost"}).content
        for name, step in STEPS.items()
    }
    faults = check(documents)
    assert not faults, told(faults)


def test_the_checker_finds_an_error(check):
    page = b"<!doctype html><html lang=en><title>x</title><p><ul role=lizt></ul>"
    assert check({"bad": page, "good": page.replace(b" role=lizt", b"")}).keys() == {"bad"}
