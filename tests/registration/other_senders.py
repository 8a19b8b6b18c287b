"""Senders in other processes, on a copy of the test's database or on the same server."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection

from tests.api.processes import ROOT, server_address
from tests.registration.post_file import FILE, taken

KILLED = -9


@dataclass
class Senders:
    """Other processes that send what is in the outbox."""

    process: subprocess.Popen[str]
    database: Path | None
    post: Path
    calls: int = 0

    def send(self, at: datetime, *lives: int, how: str = "") -> list[int]:
        """Let one or more send at a moment, each for so many calls (0: for ever); how each ended."""
        self._push()
        most = ",".join(str(life) for life in lives or (0,))
        assert self.process.stdin
        self.process.stdin.write(f"{how} {at.isoformat()} {most}\n".lstrip())
        self.process.stdin.flush()
        ends = self._answer()
        self._pull()
        return ends

    def taken(self) -> list[str]:
        """The Message-IDs of all emails that went out, in order."""
        return taken(self.post)

    def _answer(self) -> list[int]:
        assert self.process.stdout
        for line in self.process.stdout:
            first, *rest = line.split()
            if first == "ended":
                return [int(end) for end in rest]
            if first.isdecimal():
                self.calls = int(first)
        raise AssertionError("The senders could not even begin.")

    def _push(self) -> None:
        # A database in memory is this process's alone: the others get a copy, and their work is copied back.
        if self.database:
            with sqlite3.connect(self.database) as copy:
                _in_memory().backup(copy)
            copy.close()

    def _pull(self) -> None:
        if self.database:
            with sqlite3.connect(self.database) as copy:
                copy.backup(_in_memory())
            copy.close()


def _in_memory() -> Any:
    connection.ensure_connection()
    return connection.connection


@contextmanager
def other_senders(folder: Path) -> Iterator[Senders]:
    """Processes that send; they end with the block. The test has to commit (`transaction=True`)."""
    database = folder / "copy.sqlite3" if connection.vendor == "sqlite" else None
    address = f"sqlite:///{database}" if database else server_address(connection.settings_dict)
    post = folder / "post"
    paths = os.pathsep.join(str(ROOT / part) for part in ("src", ".", "example_site"))
    own = {"DATABASE_URL": address, FILE: str(post), "PYTHONPATH": paths}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.registration.sender_process"],
        env=os.environ | own | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == "ready"
        yield Senders(process, database, post)
        assert process.stdin
        process.stdin.close()
