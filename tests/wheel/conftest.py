"""The built package, an environment with it, and a site of each kind, made side by side."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.wheel.documents import ROOT
from tests.wheel.sites import Built, Environment, Story, live_through, make_site, start_by_readme

KINDS = {
    "by_readme": "made by `wagtail start`, with the lines of the README",
    "custom_models": "own user, image and document models",
    "auto_field": "DEFAULT_AUTO_FIELD = AutoField",
    "welsh": "LANGUAGE_CODE = cy",
    "two_languages": "WAGTAIL_I18N_ENABLED",
    "without_registration": "wagtail_mathshub.registration left out",
    "without_pages": "wagtail_mathshub.pages left out",
    "own_base_page": "WAGTAIL_PAGE_MODEL, the mixins subclassed as the document says",
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The package, built once."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    (wheel,), (source,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return Built(wheel, source)


@pytest.fixture(scope="session")
def environment(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A virtual environment with the wheel and what it depends on."""
    made = Environment(tmp_path_factory.mktemp("environment"))
    venv.create(made.folder, with_pip=True)
    _run(str(made.programs / "pip"), "install", "--quiet", "--disable-pip-version-check", str(built.wheel))
    return made


@pytest.fixture(scope="session")
def stories(
    environment: Environment, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Story]]]:
    """One story for each kind of site; as many at a time as there are cores."""
    parent = tmp_path_factory.mktemp("sites")
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        yield {kind: pool.submit(_story, kind, parent / kind, environment) for kind in KINDS}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """A kind of site."""
    return request.param


@pytest.fixture
def story(kind: str, stories: dict[str, Future[Story]]) -> Story:
    """What happened to that site."""
    return stories[kind].result()


def _story(kind: str, folder: Path, environment: Environment) -> Story:
    by_readme = kind == "by_readme"
    return live_through(
        start_by_readme(folder, environment) if by_readme else make_site(kind, folder, environment)
    )


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
