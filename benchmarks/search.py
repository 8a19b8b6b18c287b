"""The search over many pages, from the words to the cards with counts: median of nine.

    python benchmarks/search.py [--pages N] [--only-counts 1]

DATABASE_URL chooses the database server; a database of its own is made there and dropped.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / part) for part in ("", "src", "example_site")]

from benchmarks.running import Report, analyse, database, limit_ms, median_ms, options

LIMIT_MS = 300.0


def main() -> int:
    """Load, measure, report; exit with 1 when a figure is over the limit."""
    chosen = options(__doc__)
    with database():
        figures = _figures(chosen.pages)
        report = Report("search", "The search", {"pages": chosen.pages})
        worst = max(figures.values())
        limit = limit_ms(LIMIT_MS, chosen)
        report.goal(f"each: at most {limit:g} ms", f"at most {worst} ms", worst <= limit)
        report.table("Milliseconds from the words to the cards", ["what", "ms"], list(figures.items()))
        return report.finish(chosen.results)


def _figures(count: int) -> dict[str, float]:
    from benchmarks.searchable import EVERYWHERE, load_searchable
    from tests.factories import make_hub
    from wagtail_mathshub.finding.search import search
    from wagtail_mathshub.finding.suggestions import suggestions

    hub = make_hub("bench")
    load_searchable(hub, count)
    analyse()
    found = search(EVERYWHERE, hub=hub)
    assert found.count == sum(found.counts.values()) >= count * 0.99
    part = EVERYWHERE[:4]
    questions: dict[str, Any] = {
        "a word that every page holds": lambda: search(EVERYWHERE, hub=hub),
        "the beginning of it": lambda: search(part, hub=hub),
        "the same in all hubs": lambda: search(EVERYWHERE, hub=None),
        "the last page of the list": lambda: search(EVERYWHERE, hub=hub, offset=count - 20),
        "one kind of page": lambda: search(EVERYWHERE, hub=hub, kinds=["article"]),
        "two words": lambda: search(f"{EVERYWHERE} fractions", hub=hub),
        "a word that one page in ten holds": lambda: search("fractions", hub=hub),
        "a word that no page holds": lambda: search("zzz", hub=hub),
        "help for it": lambda: suggestions(f"{EVERYWHERE} zzz", hub),
    }
    return {name: median_ms(question) for name, question in questions.items()}


if __name__ == "__main__":
    sys.exit(main())
