"""Starts processes of their own, which do what they are told a line at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class OtherProcess:
    """A process of its own, which does one thing at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def __call__(self, *words: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        assert answer, f"The other process could not {words}."
        return answer


@contextmanager
def other_process(**environment: str) -> Iterator[OtherProcess]:
    """Another process with these variables added to its environment; it ends with the block."""
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("src", ".", "example_site"))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.api.other_process"],
        env=os.environ | {"PYTHONPATH": paths} | environment,
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        yield OtherProcess(process)
        assert process.stdin
        process.stdin.close()


def server_address(database: dict[str, str]) -> str:
    """Where the database of a connection is served, as DATABASE_URL says it."""
    return (
        f"postgres://{database['USER']}:{database['PASSWORD']}"
        f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )
