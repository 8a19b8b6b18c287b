"""Our API beside Wagtail's own, and beside the least that any answer can cost: requests per second as ratios.

    python benchmarks/throughput.py [--pages N] [--rounds N] [--seconds N] [--only-counts 1]

Everything is asked in turns, round after round, in one run: absolute figures move with the machine, ratios
within a round hardly do. DATABASE_URL chooses the database server, where a database of its own is made and
dropped; with REDIS_URL the kept answers are measured in Redis too. With `--only-counts 1` a ratio that is missed is
shown but is no failure, as on a machine that does other things meanwhile; counts of queries have to hold.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from contextlib import ExitStack
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / part) for part in ("", "src", "example_site")]

from benchmarks.asking import Asker
from benchmarks.running import Report, analyse, database, options
from benchmarks.servers import requests_per_second, server, warm_up

LIST = "/api/hub/v1/work-groups?include=body"
OURS, KEPT, V2, V2X = "ours, not kept", "ours, kept in ", "v2", "v2x"
CONSTANT, SELECT = "floor: constant bytes", "floor: one SELECT of 20 rows"
STAMPED = "floor: one short SELECT and a hit in "
LEAST = {V2X: 10.0, V2: 5.0}
LEAST_OF_FLOOR = 0.7
MOST_QUERIES, MOST_QUERIES_OF_DETAIL = 15, 12
Rates = dict[str, list[float]]


def addresses() -> dict[str, str]:
    """The list of 20 with everything, from each of the three."""
    from benchmarks.vanilla import EVERYTHING
    from wagtail_mathshub.taxonomy import academic_years

    year = academic_years.current()
    same = f"order=first_starts_at&academic_year={year}"
    return {
        OURS: f"{LIST}&limit=20",
        V2: f"/v2/work-groups/?fields=*&limit=20&{same}",
        V2X: f"/v2x/work-groups/?{EVERYTHING}&rich_text_format=html&limit=20&{same}",
    }


def check_the_same(asker: Asker) -> dict[str, int]:
    """All three give the same pages with as many blocks; their bytes."""
    bytes_of, shown = {}, {}
    for name, address in addresses().items():
        body, _statements = asker.answer(address)
        bytes_of[name] = len(body)
        shown[name] = [
            (item["id"], item["title"], len(item["body"]), len(item["sessions"]), len(item["leads"]))
            for item in json.loads(body)["items"]
        ]
    assert len(shown[OURS]) == 20, "The hub holds too few pages."
    assert shown[OURS] == shown[V2] == shown[V2X], "The three do not give the same pages."
    return bytes_of


def count_queries(asker: Asker) -> dict[str, list[int]]:
    """Queries of each list at 5, 20 and 100 items, and of one page."""
    first = json.loads(asker.answer(addresses()[OURS])[0])["items"][0]["id"]
    details = {
        OURS: f"/api/hub/v1/work-groups/{first}",
        V2: f"/v2/work-groups/{first}/",
        V2X: f"/v2x/work-groups/{first}/?rich_text_format=html",
    }
    found = {}
    for name, address in addresses().items():
        lists = [address.replace("limit=20", f"limit={limit}") for limit in (5, 20, 100)]
        found[name] = [asker.queries(one) for one in (*lists, details[name])]
    return found


def rates_of(host: str, rounds: int, seconds: int) -> Rates:
    """Requests per second of everything, round after round."""
    from django.db import connection

    from benchmarks import floors

    rates: Rates = {}
    kept = {"BENCH_CACHE_SECONDS": "3600"}
    stores = {"memory": kept} | (
        {"Redis": kept | {"REDIS_URL": os.environ["REDIS_URL"]}} if "REDIS_URL" in os.environ else {}
    )
    os.environ["BENCH_DATABASE"] = connection.settings_dict["NAME"]
    connection.close()
    with ExitStack() as stack:
        port = stack.enter_context(server())
        asked = [(name, port, address, seconds) for name, address in addresses().items()]
        asked += [(CONSTANT, port, "/floor/constant/", 1), (SELECT, port, "/floor/select/", 1)]
        for store, environment in stores.items():
            port = stack.enter_context(server(**environment))
            asked.append((f"{KEPT}{store}", port, addresses()[OURS], 1))
            asked.append((f"floor: hit in {store}", port, "/floor/hit/", 1))
            asked.append((f"{STAMPED}{store}", port, "/floor/select-and-hit/", 1))
        for _name, port, address, _length in asked:
            warm_up(port, host, address)
        for _round in range(rounds):
            for name, port, address, length in asked:
                rates.setdefault(name, []).append(requests_per_second(port, host, address, length))
    floors.drop()
    return rates


def ratio(rates: Rates, one: str, other: str) -> float:
    """The median of the ratios within each round."""
    if not all(rates[other]):
        raise SystemExit(f"{other!r} gave no answer in its window. Use longer windows: --seconds 10.")
    return round(statistics.median(a / b for a, b in zip(rates[one], rates[other], strict=True)), 2)


def add_query_goals(report: Report, queries: dict[str, list[int]]) -> None:
    """How many queries our answers may take."""
    *lists, detail = queries[OURS]
    words = f"queries of a list: at most {MOST_QUERIES}, the same at 5, 20 and 100"
    report.goal(words, lists, max(lists) <= MOST_QUERIES and len(set(lists)) == 1)
    words = f"queries of a detail: at most {MOST_QUERIES_OF_DETAIL}"
    report.goal(words, detail, detail <= MOST_QUERIES_OF_DETAIL)


def add_ratio_goals(report: Report, rates: Rates) -> None:
    """How fast our answers have to be beside Wagtail's own, and beside the floors."""
    for other, least in LEAST.items():
        found = ratio(rates, OURS, other)
        report.goal(f"a list that is not kept: at least {least:g} times {other}", found, found >= least)
    for name in rates:
        if name.startswith(KEPT):
            store = name.removeprefix(KEPT)
            # A kept answer asks the database whether content has changed, and then the store.
            found = ratio(rates, name, f"{STAMPED}{store}")
            words = f"{name}: at least {LEAST_OF_FLOOR} of one short SELECT and a hit there"
            report.goal(words, found, found >= LEAST_OF_FLOOR)


def main() -> int:
    """Load, check, measure, report; exit with 1 when a goal is missed."""
    chosen = options(__doc__, rounds=5, seconds=4)
    with database():
        from benchmarks import floors
        from benchmarks.loader import load_mix, make_maker
        from tests.factories import make_hub

        hub = make_hub("bench")
        load_mix(make_maker(hub), chosen.pages)
        analyse()
        asker, host = Asker(hub.site.hostname), hub.site.hostname
        sizes, queries = check_the_same(asker), count_queries(asker)
        floors.store(asker.answer(addresses()[OURS])[0])
        rates = rates_of(host, chosen.rounds, chosen.seconds)
        about = {"pages": chosen.pages, "rounds": chosen.rounds, "seconds of a slow window": chosen.seconds}
        report = Report(f"throughput-{chosen.pages}", f"The API over {chosen.pages:,} pages", about)
        add_query_goals(report, queries)
        counts_hold = all(met for _goal, _found, met in report.goals)
        add_ratio_goals(report, rates)
        report.table(
            "Requests per second (gunicorn -w 2 -k sync, wrk -t1 -c2), and ratios within each round",
            ["what", "median", "times v2x", "times v2", "of constant bytes"],
            [
                [
                    name,
                    round(statistics.median(found), 1),
                    *(ratio(rates, name, of) for of in (V2X, V2, CONSTANT)),
                ]
                for name, found in rates.items()
            ],
        )
        report.table(
            "Queries and bytes",
            ["what", "list of 5", "list of 20", "list of 100", "detail", "bytes of 20"],
            [[name, *counts, sizes[name]] for name, counts in queries.items()],
        )
        status = report.finish(chosen.results)
        return int(not counts_hold) if chosen.only_counts else status


if __name__ == "__main__":
    sys.exit(main())
