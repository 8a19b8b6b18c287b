"""Brings the pages of a hub's old website."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, OperationalError
from django.utils.text import Truncator

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import hubs
from wagtail_mathshub.importing import report
from wagtail_mathshub.importing.flows import import_site, try_site
from wagtail_mathshub.importing.opening import Brought
from wagtail_mathshub.importing.plans import PlanKind
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import SourceKind
from wagtail_mathshub.importing.tables import ImportItem, ImportRun

WIDTH = 30


def _count(text: str) -> int:
    """A number of pages; argparse says what is wrong with any other text."""
    if (number := int(text)) < 1:
        raise ValueError
    return number


def _printable(text: str) -> str:
    """Text whose characters a terminal shows and does not obey."""
    return "".join(character for character in text if character.isprintable() or character == "\n")


class Command(BaseCommand):
    help = (
        "Brings the pages of a hub's old website, as drafts: from a WordPress export, saved web pages, Wix pages, a "
        "feed, or the old site itself. Run it again whenever you like: it changes only what has changed on the old "
        "site and what nobody has edited here."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to bring, and where to."""
        parser.add_argument(
            "source", nargs="+", help="Files, folders or ZIP files; with --as crawl the old site's address."
        )
        parser.add_argument("--hub", help="The key of the hub. Not needed where there is one hub.")
        parser.add_argument(
            "--as",
            dest="kind",
            choices=SourceKind.values,
            help="What it is, if that is not recognised by itself.",
        )
        parser.add_argument(
            "--address", default="", help="The old site's address, for files that do not say it."
        )
        parser.add_argument(
            "--media",
            action="append",
            default=[],
            metavar="PATH|download",
            help="A folder or ZIP file with the old site's uploads. “download” asks the old site for what is missing.",
        )
        parser.add_argument(
            "--media-host",
            action="append",
            default=[],
            metavar="HOST",
            help="Another host that “--media download” may ask, where the old site keeps its files.",
        )
        parser.add_argument("--publish", action="store_true", help="Publish what was public on the old site.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Write nothing, and say what would be done."
        )
        parser.add_argument(
            "--only",
            action="append",
            default=[],
            help=f"Types ({', '.join(PlanKind.values)}) or ids of the source.",
        )
        parser.add_argument("--limit", type=_count, help="At most that many pages.")
        parser.add_argument("--report", type=Path, help="Also write the report here: .csv, .json or .html.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, with a bar while it runs, and say what became of each page."""
        given: dict[str, Any] = {
            "hub": self._hub(options["hub"]),
            "brought": self._brought(options),
            "name": ", ".join(Path(path).name or path for path in options["source"]),
            "publish": options["publish"],
            "only": _only(options["only"]),
            "limit": options["limit"],
            "progress": self._progress if self._shows_a_bar() else None,
        }
        self._ending(options["report"])
        try:
            if options["dry_run"]:
                text = try_site(look=lambda run: self._outcome(run, options["report"]), **given)
                text = f"{text}\nThis was a trial: nothing was written."
            else:
                text = self._outcome(import_site(**given), options["report"])
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        except (IntegrityError, OperationalError) as error:
            raise CommandError(
                "Something else was changing the same pages, perhaps another import of this site. The page that was "
                f"being written is not there; run this again to go on. ({error})"
            ) from error
        self.stdout.write(f"{self._clear()}{text}")
        for name in _unknown(given["only"], given["hub"]):
            self.stderr.write(
                f"Nothing is called {name!r}. Types are {', '.join(PlanKind.values)}; ids are in the report."
            )

    def _hub(self, key: str | None) -> HubSettings:
        found = list(hubs())
        if key is None and len(found) == 1:
            return found[0]
        named = [hub for hub in found if hub.key == key]
        if named:
            return named[0]
        keys = ", ".join(str(hub.key) for hub in found) or "none yet: run mathshub_setup first"
        raise CommandError(f"Say with --hub which hub: {keys}.")

    def _brought(self, options: dict[str, Any]) -> Brought:
        kind = SourceKind(options["kind"]) if options["kind"] else None
        media = [Path(path) for path in options["media"] if path != "download"]
        download = "download" in options["media"]
        sources = options["source"]
        if kind == SourceKind.CRAWL:
            return Brought(address=sources[0], kind=kind, media=media, hosts=options["media_host"])
        if any(source.startswith(("http://", "https://")) for source in sources):
            raise CommandError("To read an old site over the net, ask for it with --as crawl.")
        paths = [Path(source) for source in sources]
        return Brought(paths, options["address"], kind, media, download, options["media_host"])

    def _ending(self, path: Path | None) -> None:
        if path is not None and path.suffix.lower() not in report.WRITERS:
            raise CommandError("A report ends in .csv, .json or .html.")
        if path is not None and not path.parent.is_dir():
            raise CommandError(f"There is no folder {path.parent} for the report.")

    def _outcome(self, run: ImportRun, path: Path | None) -> str:
        if path is not None:
            report.write(run, path)
        lines = [
            f"{line.state}: {line.title} ({line.type}) {line.new_address}"
            + "".join(
                f"\n    ! {Truncator(' '.join(warning.split())).chars(200)}" for warning in line.warnings
            )
            for line in report.lines_of(run)
        ]
        return _printable("\n".join([*lines, "", report.summary(run)]))

    def _shows_a_bar(self) -> bool:
        return bool(getattr(self.stdout, "isatty", bool)())

    def _progress(self, done: int, total: int | None, title: str) -> None:
        part = min(done / total, 1) if total else 0
        bar = "#" * round(part * WIDTH)
        self.stdout.write(f"\r[{bar:<{WIDTH}}] {done}/{total or '?'} {_printable(title[:40]):<40}", ending="")
        self.stdout.flush()

    def _clear(self) -> str:
        return "\r\x1b[K" if self._shows_a_bar() else ""


def _only(given: list[str]) -> frozenset[str]:
    """Types may stand together with commas; ids of a source may hold commas themselves."""
    found: set[str] = set()
    for text in given:
        parts = {part.strip() for part in text.split(",")}
        found |= parts if parts <= set(PlanKind.values) else {text}
    return frozenset(found)


def _unknown(only: frozenset[str], hub: HubSettings) -> list[str]:
    ids = ImportItem.objects.filter(site=hub.site, source_id__in=only).values_list("source_id", flat=True)
    return sorted(only - set(PlanKind.values) - set(ids))
