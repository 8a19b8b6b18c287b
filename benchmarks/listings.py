"""What each filter, facet and order of every list costs the database: the statements' own time.

    python benchmarks/listings.py [--pages N] [--only-counts 1]

Each is asked of the API itself, with values that match many rows. Then the statements that the answer took
are run again by themselves, nine times each, and the medians are added up. A facet counts what it takes
beyond the plain list. DATABASE_URL chooses the server; a database of its own is made there and dropped.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / part) for part in ("", "src", "example_site")]

from benchmarks.asking import Asker, Statement
from benchmarks.running import Report, analyse, database, limit_ms, median_ms, options

LIMIT_MS = 30.0


API = "/api/hub/v1/"


def ask(asker: Asker, path: str, **query: Any) -> tuple[dict[str, Any], list[Statement]]:
    """What a list answers, and its statements."""
    body, statements = asker.answer(API + path, **query)
    return json.loads(body), statements


def own_time(statements: list[Statement]) -> tuple[float, float]:
    """Milliseconds of the statements together, and of the slowest, compiled beforehand."""
    from django.db import connection

    times = [0.0]
    for sql, params in statements:
        with connection.cursor() as cursor:

            def run(sql: str = sql, params: Any = params, cursor: Any = cursor) -> None:
                cursor.execute(sql, params)
                cursor.fetchall()

            times.append(median_ms(run))
    return round(sum(times), 2), max(times)


def measured(asker: Asker, path: str, listing: Any, values: dict[str, list[Any]]) -> list[list[Any]]:
    """A row for the plain list, and for each filter, facet and order of one list."""
    ask(asker, path)  # Renditions and facts of files are made at the first sight.
    plain, base = ask(asker, path)
    rows = [_row(path, "plain", "", plain, base)]
    for name in listing.filters:
        value = _most_common(asker, path, listing, name, values)
        answer, statements = ask(asker, path, **{name: value})
        rows.append(_row(path, "filter", f"{name}={_short(value)}", answer, statements))
    for name in listing.facets:
        answer, statements = ask(asker, path, facets=name)
        _, without = ask(asker, path)
        more = statements[len(without) :] if len(statements) > len(without) else statements
        assert answer["facets"][name], f"{path}: the facet {name!r} counts nothing. Let the loader fill it."
        rows.append(_row(path, "facet", name, answer, more))
    for name in listing.orders:
        rows.append(_row(path, "order", name, *ask(asker, path, order=name)))
    return rows


def _row(path: str, what: str, name: str, answer: dict[str, Any], statements: list[Statement]) -> list[Any]:
    together, slowest = own_time(statements)
    return [path, what, name, answer["count"], len(statements), together, slowest]


def _short(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _most_common(asker: Asker, path: str, listing: Any, name: str, values: dict[str, list[Any]]) -> Any:
    """The value of a filter that leaves most rows: of those named, or of the facet's options."""
    given = values.get(f"{path}.{name}") or values.get(name)
    if not given and name in listing.facets:
        counts = ask(asker, path, facets=name)[0]["facets"][name]
        given = [max(counts, key=counts.get)]
    assert given, f"{path}: name values of the filter {name!r} that match many rows, in `values_for`."
    return max(given, key=lambda value: ask(asker, path, **{name: value})[0]["count"])


def values_for(maker: Any) -> dict[str, list[Any]]:
    """Values of those filters that have no facet to take them from."""
    from benchmarks.bodies import EVERYWHERE
    from wagtail_mathshub import clock
    from wagtail_mathshub.taxonomy.job_terms import JobKind, JobState
    from wagtail_mathshub.taxonomy.vocabularies import ApplyVia, Phase, Stage, Term

    now = clock.now()
    library = maker.library
    return {
        "year": ["5", "1,2,3,4,5,6,7"],
        "phase": [phase.value for phase in Phase] + ["primary,secondary"],
        "key_stage": ["ks2", "ks1,ks2,ks3"],
        "stage": [stage.value for stage in Stage],
        "term": [term.value for term in Term] + [",".join(term.value for term in Term)],
        "apply_via": [",".join(way.value for way in ApplyVia)],
        "code": ["NCP26-01", "NCP26-01,NCP26-02,NCP26-03"],
        "project": [project.pk for project in library.projects[:3]],
        "starts_after": [maker.day(-400)],
        "starts_before": [maker.day(400)],
        "closes_before": [maker.day(400)],
        "archived": ["true", "false"],
        "past": ["true", "false"],
        "month": [f"{maker.day(-days)[:7]}" for days in (100, 400)],
        "has_answers": ["true", "false"],
        "minutes_up_to": [60],
        "q": [EVERYWHERE, "fractions"],
        "lessons.q": ["lesson"],
        "jobs.state": [",".join(state.value for state in (JobState.OPEN, JobState.CLOSED))],
        "jobs.kind": [kind.value for kind in JobKind],
        "strand": [],
        "projects.academic_year": [library.projects[0].academic_year],
        "now": [now],
    }


def lists() -> dict[str, Any]:
    """Every list with its filters, by its path."""
    from wagtail_mathshub.articles.api import LISTING as ARTICLES
    from wagtail_mathshub.events.api import LISTING as EVENTS
    from wagtail_mathshub.jobs.api import LISTING as JOBS
    from wagtail_mathshub.resources.api import COLLECTIONS, LESSONS
    from wagtail_mathshub.workgroups.filters import LISTING as WORK_GROUPS

    return {
        "work-groups": WORK_GROUPS,
        "events": EVENTS,
        "articles": ARTICLES,
        "collections": COLLECTIONS,
        "lessons": LESSONS,
        "jobs": JOBS,
    }


def calendar(asker: Asker, maker: Any) -> list[list[Any]]:
    """The ranges of the calendar."""
    questions = {
        "from now on": {},
        "a month": {"starts_after": maker.day(0), "starts_before": maker.day(30)},
        "everything": {"starts_after": maker.day(-1000)},
        "everything, deep": {"starts_after": maker.day(-1000), "offset": 10_000},
        "online": {"starts_after": maker.day(-1000), "mode": "online"},
        "sessions alone": {"starts_after": maker.day(-1000), "kind": "work_group"},
        "events alone": {"starts_after": maker.day(-1000), "kind": "event"},
    }
    return [
        _row("sessions", "range", name, *ask(asker, "sessions", **query)) for name, query in questions.items()
    ]


def main() -> int:
    """Load, measure, report; exit with 1 when anything is over the limit."""
    chosen = options(__doc__)
    with database():
        from benchmarks.loader import load_events, load_mix, make_maker
        from tests.factories import make_hub

        hub = make_hub("bench")
        maker = make_maker(hub)
        load_mix(maker, chosen.pages)
        load_events(maker, chosen.pages // 10)
        analyse()
        asker, values = Asker(hub.site.hostname), values_for(maker)
        rows = [row for path, listing in lists().items() for row in measured(asker, path, listing, values)]
        rows += calendar(asker, maker)
        report = Report(
            "listings", "What filters, facets and orders cost the database", {"pages": chosen.pages}
        )
        limit = limit_ms(LIMIT_MS, chosen)
        slow = [f"{row[0]} {row[1]} {row[2]}: {row[5]} ms" for row in rows if row[5] > limit]
        wanted = f"each of {len(rows)}: at most {limit:g} ms of its statements' own time"
        worst = max(row[5] for row in rows)
        report.goal(wanted, "; ".join(slow) or f"at most {worst} ms", not slow)
        head = ["list", "what", "which", "rows found", "statements", "ms together", "ms of the slowest"]
        report.table("Statements' own time", head, sorted(rows, key=lambda row: -row[5]))
        return report.finish(chosen.results)


if __name__ == "__main__":
    sys.exit(main())
