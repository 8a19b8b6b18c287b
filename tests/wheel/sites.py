"""Sites that have the wheel installed: what their developer types, and what comes of it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.wheel.documents import fenced

PROJECTS = Path(__file__).parent / "projects"
SET_UP = 'python manage.py mathshub_setup --hub-key fenmarsh --hub-name "Fenmarsh Maths Hub"'
SIGN_UP = """shell --no-imports -c "exec(open('sign_up.py').read())" """
PRINTED_ADDRESS = re.compile(r"^\s*https?://localhost(/\S*)", re.MULTILINE)
COUNTERS = 'INSERT INTO "sqlite_sequence"'
PATIENCE = 60.0


@dataclass(frozen=True)
class Built:
    """What `python -m build` made: the wheel was built from the source distribution."""

    wheel: Path
    source: Path


@dataclass(frozen=True)
class Environment:
    """A virtual environment with the wheel, and without the source tree."""

    folder: Path

    @property
    def programs(self) -> Path:
        """Where its programs are."""
        return self.folder / "bin"


@dataclass(frozen=True)
class Said:
    """What a command printed, and whether it was content."""

    code: int
    text: str

    @property
    def end(self) -> str:
        """The last lines, where a traceback says what is wrong."""
        return "\n".join(["", *self.text.splitlines()[-12:]])


@dataclass
class Site:
    """A project folder with one module of settings."""

    folder: Path
    environment: Environment
    settings: str
    set_up: str = SET_UP

    def run(self, line: str) -> Said:
        """Type a line in the project's folder, as its developer would."""
        done = subprocess.run(  # noqa: S602
            line,
            shell=True,
            cwd=self.folder,
            env=self.variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
        return Said(done.returncode, done.stdout)

    def manage(self, words: str) -> Said:
        """Run a management command."""
        return self.run(f"python manage.py {words}")

    def variables(self) -> dict[str, str]:
        """The environment variables of a shell with the virtual environment switched on."""
        return {
            "PATH": f"{self.environment.programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONUNBUFFERED": "1",
        }

    def rows(self) -> list[str]:
        """All that the database holds, but for the counters that SQLite keeps for itself."""
        with contextlib.closing(sqlite3.connect(self.folder / "db.sqlite3")) as database:
            return [line for line in database.iterdump() if not line.startswith(COUNTERS)]

    @contextlib.contextmanager
    def served(self) -> Iterator[Callable[[str], int]]:
        """Serve the site; gives a function that asks for a path and returns the status."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        log = self.folder / "server.log"
        with log.open("w") as output:
            server = subprocess.Popen(
                [
                    self.environment.programs / "python",
                    "manage.py",
                    "runserver",
                    "--noreload",
                    f"127.0.0.1:{port}",
                ],
                cwd=self.folder,
                env=self.variables(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                _wait_for(server, port, log)
                yield lambda path: _status(port, path)
            finally:
                server.terminate()
                server.wait(PATIENCE)


@dataclass(repr=False)
class Story:
    """What happened from the installation to the first visitor."""

    check: Said
    missing_migrations: Said
    migrate: Said
    first_set_up: Said
    second_set_up: Said
    unchanged: bool
    check_with_database: Said
    pages: list[str]
    sign_up: Said
    answers: dict[str, int] = field(default_factory=dict)


def live_through(site: Site) -> Story:
    """All that a developer does with a new site, up to looking at its pages."""
    check = site.manage("check")
    missing = site.manage("makemigrations --check --dry-run")
    migrate = site.manage("migrate --verbosity 0 --no-input")
    first = site.run(site.set_up)
    before = site.rows()
    second = site.run(site.set_up)
    pages = [path for path in PRINTED_ADDRESS.findall(second.text) if path != "/admin/"]
    story = Story(
        check=check,
        missing_migrations=missing,
        migrate=migrate,
        first_set_up=first,
        second_set_up=second,
        unchanged=site.rows() == before,
        check_with_database=site.manage("check --database default"),
        pages=pages,
        sign_up=site.manage(SIGN_UP),
    )
    if migrate.code:
        return story
    with site.served() as ask:
        story.answers = {path: ask(path) for path in ["/", "/admin/login/", "/hub/hub.css", *pages]}
    return story


def make_site(kind: str, folder: Path, environment: Environment) -> Site:
    """The project in projects/, with the settings `kind` and migrations for its own models."""
    shutil.copytree(PROJECTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    site = Site(folder, environment, f"mysite.settings.{kind}")
    if kind == "own_base_page":
        (example,) = fenced("docs/own-page-types.md", "python")
        (folder / "hubpages" / "models.py").write_text(example)
    for app in OWN_APPS.get(kind, []):
        said = site.manage(f"makemigrations {app}")
        assert said.code == 0, said.end
    return site


OWN_APPS = {"custom_models": ["accounts", "media_models"], "own_base_page": ["hubpages"]}


def start_by_readme(folder: Path, environment: Environment) -> Site:
    """A site made by `wagtail start`, with the lines that the README gives."""
    folder.mkdir()
    shutil.copy(PROJECTS / "sign_up.py", folder)
    site = Site(folder, environment, "mysite.settings.dev")
    said = site.run("wagtail start mysite .")
    assert said.code == 0, said.end
    for block, module in zip(fenced("README.md", "python"), ("settings/base.py", "urls.py"), strict=True):
        with (folder / "mysite" / module).open("a") as end:
            end.write("\n" + block)
    site.set_up = fenced("README.md", "shell")[-1].splitlines()[-1]
    return site


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
    raise AssertionError(f"The server did not start within {PATIENCE} seconds: {log.read_text()}")


def _status(port: int, path: str) -> int:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": "localhost"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
