"""The recruitment filter over 10,000 Work Groups: the statement's own time, median of nine.

    python benchmarks/work_groups.py [--groups N]

DATABASE_URL chooses the database server; a database of its own is made there and dropped.
Results go to benchmarks/results/work_groups-<vendor>.json and are printed as a table.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "example_site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

ROUNDS = 9
LIMIT_MS = 30.0


def measure(groups: Any) -> dict[str, float]:
    """Milliseconds of the list's and the count's own statements, compiled beforehand."""
    from django.db import connection

    found = {}
    listed = groups.order_by("first_starts_at", "pk").values_list("pk", flat=True)[:20]
    for name, queryset in (("first 20", listed), ("all of them", groups.values_list("pk", flat=True))):
        sql, params = queryset.query.sql_with_params()
        times = []
        with connection.cursor() as cursor:
            for _round in range(ROUNDS):
                start = time.perf_counter()
                cursor.execute(sql, params)
                cursor.fetchall()
                times.append((time.perf_counter() - start) * 1000)
        found[name] = round(statistics.median(times), 2)
    return found


def main() -> int:
    """Load, measure, report; exit with 1 when the filter misses its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--groups", type=int, default=10_000)
    options = parser.parse_args()
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    old = setup_databases(verbosity=0, interactive=False)
    try:
        figures = _figures(options.groups)
    finally:
        teardown_databases(old, verbosity=0)
    report = {"database": connection.vendor, "groups": options.groups, "milliseconds": figures}
    folder = ROOT / "benchmarks" / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"work_groups-{connection.vendor}.json").write_text(json.dumps(report, indent=2) + "\n")
    print(f"| {connection.vendor}, {options.groups} Work Groups | ms |\n|---|---|")
    for name, value in figures.items():
        print(f"| {name} | {value} |")
    return 1 if figures["recruitment filter, first 20"] > LIMIT_MS else 0


def _figures(count: int) -> dict[str, float]:
    from django.db import connection

    from benchmarks.loader import load_work_groups
    from tests.factories import make_hub
    from wagtail_mathshub import clock
    from wagtail_mathshub.workgroups.queries import current, work_groups

    hub = make_hub("bench")
    load_work_groups(hub, count)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    with clock.frozen_at(datetime(2026, 11, 23, 12, tzinfo=clock.LONDON)):
        joinable = work_groups(hub=hub).filter(recruitment_state__in=["open", "nearly_full"])
        cases = {
            "recruitment filter": joinable,
            "recruitment filter, without archived": current(joinable),
            "all hubs": work_groups().filter(recruitment_state__in=["open", "nearly_full"]),
        }
        return {
            f"{name}, {part}": value
            for name, groups in cases.items()
            for part, value in measure(groups).items()
        }


if __name__ == "__main__":
    sys.exit(main())
