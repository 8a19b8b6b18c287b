"""What all benchmarks share: a database of their own, medians, and reports as Markdown and JSON."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
ROUNDS = 9
# What a busy machine may take longer, where `--only-counts 1` says that times are no measure.
BUSY = 10


def options(description: str | None, **more: int) -> argparse.Namespace:
    """The arguments `--pages`, `--results` and the numbers of `more`; without them a full run.

    With `--only-counts 1`, as on a machine that does other things meanwhile, a time may be ten times its limit.
    """
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--results", type=Path, default=RESULTS, help="the folder for the results")
    for name, default in ({"pages": 10_000, "only_counts": 0} | more).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=default)
    return parser.parse_args()


def limit_ms(limit: float, chosen: argparse.Namespace) -> float:
    """The longest that something may take in this run, in milliseconds."""
    return limit * BUSY if chosen.only_counts else limit


@contextmanager
def database() -> Iterator[None]:
    """A new database at the server that DATABASE_URL names, or a file of SQLite; dropped at the end."""
    with tempfile.TemporaryDirectory(prefix="mathshub-bench-") as folder:
        os.environ["BENCH_FOLDER"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
        import django

        django.setup()
        from django.test.utils import setup_databases, setup_test_environment, teardown_databases

        setup_test_environment(debug=False)
        old = setup_databases(verbosity=0, interactive=False)
        try:
            yield
        finally:
            teardown_databases(old, verbosity=0)


def analyse() -> None:
    """Let the server look at its new rows, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")


def median_ms(act: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Milliseconds of one call, once everything that is cached is there."""
    act()
    times = []
    for _round in range(rounds):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(times), 2)


@dataclass
class Report:
    """Figures with what they have to be, written as JSON and as Markdown."""

    name: str
    title: str
    about: dict[str, Any]
    tables: list[tuple[str, list[str], list[list[Any]]]] = field(default_factory=list)
    goals: list[tuple[str, str, bool]] = field(default_factory=list)

    def table(self, title: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Add a table."""
        self.tables.append((title, list(head), [list(row) for row in rows]))

    def goal(self, wanted: str, found: Any, met: bool) -> None:
        """Add a figure that has to be met."""
        self.goals.append((wanted, str(found), met))

    def finish(self, folder: Path) -> int:
        """Write and print; 1 when a goal is missed."""
        from django.db import connection

        about = {"database": _server(), "python": sys.version.split()[0], "cores": os.cpu_count()}
        about |= {"on": datetime.now(UTC).date().isoformat()} | _versions() | self.about
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}-{connection.vendor}"
        goals = [{"goal": wanted, "found": found, "met": met} for wanted, found, met in self.goals]
        tables = {
            title: [dict(zip(head, row, strict=True)) for row in rows] for title, head, rows in self.tables
        }
        path.with_suffix(".json").write_text(
            json.dumps({"about": about, "goals": goals, "tables": tables}, indent=2) + "\n"
        )
        text = self._markdown(about)
        path.with_suffix(".md").write_text(text)
        print(text)
        return 0 if all(met for _wanted, _found, met in self.goals) else 1

    def _markdown(self, about: dict[str, Any]) -> str:
        parts = [f"# {self.title}", ", ".join(f"{name}: {value}" for name, value in about.items()) + "."]
        goals = [[wanted, found, "met" if met else "NOT MET"] for wanted, found, met in self.goals]
        for title, head, rows in [("Goals", ["goal", "found", "verdict"], goals), *self.tables]:
            if rows:
                lines = [head, ["---"] * len(head), *rows]
                parts.append(f"## {title}")
                parts.append(
                    "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
                )
        return "\n\n".join(parts) + "\n"


def _server() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("select sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}"
        cursor.execute("show server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def _versions() -> dict[str, str]:
    import django
    import wagtail

    return {"django": django.get_version(), "wagtail": wagtail.__version__}
