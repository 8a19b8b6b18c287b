"""What an import has done, page by page: as text, CSV, JSON and HTML."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.importing.tables import ImportItem, ImportRun, ItemState

COLUMNS = ("id", "title", "type", "confidence", "state", "old_address", "new_address", "status")
LISTS = ("guesses", "warnings", "losses", "redirects")
# What every later run leaves as it is, and says again.
NEVER_THERE = (ItemState.LEFT_OUT, ItemState.FAILED, ItemState.DISCARDED)
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Line:
    """One page in the report; `guesses`, `warnings`, `losses` and `redirects` are sentences."""

    id: str
    title: str
    type: str
    confidence: float
    state: str
    old_address: str
    new_address: str
    status: str
    guesses: list[str]
    warnings: list[str]
    losses: list[str]
    redirects: list[str]


def items_of(run: ImportRun) -> Any:
    """The run's pages in the order of their source."""
    rows = ImportItem.objects.filter(site=run.site, source_key=run.source_key)
    return rows.select_related("page").order_by("order", "pk")


def lines_of(run: ImportRun) -> Iterator[Line]:
    """The report's lines, read one after the other."""
    for item in items_of(run).iterator(chunk_size=200):
        yield line_of(item, run)


def state_in(item: ImportItem, run: ImportRun) -> ItemState:
    """What the run did with the page: nothing where another one was the last to write it."""
    if item.run_id == run.pk or item.state in NEVER_THERE:
        return ItemState(item.state)
    return ItemState.UNCHANGED


def line_of(item: ImportItem, run: ImportRun) -> Line:
    """What there is to say about one page."""
    found = item.findings
    return Line(
        id=item.source_id,
        title=item.title,
        type=str(item.get_kind_display()),
        confidence=round(item.confidence, 2),
        state=str(state_in(item, run).label),
        old_address=item.address,
        new_address=f"/{item.page.url_path.removeprefix(run.site.root_page.url_path)}" if item.page else "",
        status=item.status,
        guesses=[guess_words(guess) for guess in found.get("guesses", [])],
        warnings=[notice_words(notice) for notice in found.get("notices", [])],
        losses=[f"{loss['what']}: {loss['source']}".rstrip(": ") for loss in found.get("losses", [])],
        redirects=list(found.get("redirects", [])),
    )


def guess_words(guess: dict[str, Any]) -> str:
    """A guess in one line."""
    value = guess["value"] if isinstance(guess["value"], str) else orjson.dumps(guess["value"]).decode()
    words = _("{field}: {value} ({percent}% sure), from “{source}”")
    return words.format(
        field=guess["field"], value=value, percent=round(guess["confidence"] * 100), source=guess["source"]
    )


def notice_words(notice: dict[str, Any]) -> str:
    """A notice in one line."""
    return f"{notice['message']} “{notice['source']}”" if notice.get("source") else notice["message"]


def counts_of(run: ImportRun) -> dict[str, int]:
    """How many pages there are of each state."""
    rows = items_of(run)
    told = rows.filter(Q(run=run) | Q(state__in=NEVER_THERE))
    counts = Counter(told.order_by().values_list("state", flat=True))
    counts[ItemState.UNCHANGED.value] += rows.count() - counts.total()
    return {state: count for state, count in counts.items() if count}


def summary(run: ImportRun) -> str:
    """The outcome in a few lines."""
    counts = counts_of(run)
    lines = [f"{ItemState(state).label}: {count}" for state, count in sorted(counts.items())]
    if run.skipped:
        number = len(run.skipped)
        lines.append(
            ngettext(
                "{count} thing that is no page was left out.",
                "{count} things that are no pages were left out.",
                number,
            ).format(count=number)
        )
    return "\n".join([*lines, *(notice_words(notice) for notice in run.notices)])


def as_csv(run: ImportRun) -> str:
    """A line for each page. Cells that a spreadsheet would run begin with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*COLUMNS, *LISTS])
    for line in lines_of(run):
        data = asdict(line)
        cells = [*(str(data[name]) for name in COLUMNS), *("\n".join(data[name]) for name in LISTS)]
        writer.writerow([_harmless(cell) for cell in cells])
    return text.getvalue()


def as_json(run: ImportRun) -> str:
    """The whole report as data."""
    data = {
        "source": run.source_name,
        "kind": run.kind,
        "counts": counts_of(run),
        "notices": run.notices,
        "skipped": run.skipped,
        "items": [asdict(line) for line in lines_of(run)],
    }
    return orjson.dumps(data, option=orjson.OPT_INDENT_2).decode()


def as_html(run: ImportRun) -> str:
    """The whole report as a page that needs nothing else."""
    context = {"run": run, "lines": list(lines_of(run)), "summary": summary(run)}
    return render_to_string("wagtail_mathshub/importing/report.html", context)


WRITERS = {".csv": as_csv, ".json": as_json, ".html": as_html}


def write(run: ImportRun, path: Path) -> None:
    """Write the report into a file; its ending says how. ValueError for any other ending."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise ValueError(
            _("A report ends in .csv, .json or .html, not in “{ending}”.").format(ending=path.suffix)
        )
    path.write_text(writer(run), encoding="utf-8", newline="")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
