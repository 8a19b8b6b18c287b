"""An import from the admin, in steps that each fit into one request."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import IntegrityError, OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.importing import flows
from wagtail_mathshub.importing.fetching.keeping import Keeping
from wagtail_mathshub.importing.office import folders, rights
from wagtail_mathshub.importing.opening import Brought
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import SourceKind
from wagtail_mathshub.importing.tables import ImportRun, RunState

SECONDS = 5.0
MOST_SECONDS = 15.0
OPEN = (RunState.WAITING, RunState.RUNNING)
logger = logging.getLogger(__name__)


class StepOver(BaseException):
    """Enough for one request. No Exception, so that nothing which bears with failing pages swallows it."""


@dataclass
class Budget:
    """The time of one step. What earlier steps have done is passed over again, which does not count.

    As reading that far takes longer on a large site, a step may then also be longer.
    """

    before: int
    done: int = 0
    asked: int = 0
    began: float = 0.0
    ends: float | None = None

    def page_done(self, done: int, total: int | None, title: str) -> None:
        """A page is written; StepOver when the time is over."""
        self.done, now = done, time.monotonic()
        if done <= self.before:
            return
        if self.ends is None:
            self.ends = now + min(max(SECONDS, now - self.began), MOST_SECONDS)
        elif now >= self.ends and done != total:
            raise StepOver

    def before_asking(self) -> None:
        """The old site is about to be asked for a page; StepOver when the time is over."""
        if self.asked and time.monotonic() >= self.began + SECONDS:
            raise StepOver
        self.asked += 1


def brought_by(run: ImportRun, folder: Path) -> Brought:
    """What was uploaded for the run, to be opened."""
    options = run.options
    kind = SourceKind(options["kind"]) if options.get("kind") else None
    return Brought(
        paths=folders.files_in(folder, "files"),
        address=options.get("address", ""),
        kind=kind,
        media=folders.files_in(folder, "media"),
        download=bool(options.get("download")),
    )


def can_go_on(run: ImportRun) -> bool:
    """Whether the run can be continued in the admin: it has not ended, and was begun here."""
    return run.state in OPEN and "folder" in run.options


def go_on(run: ImportRun, user: Any) -> str:
    """Work on the run for a while; "" or why nothing was done, in words."""
    run.refresh_from_db()
    if not can_go_on(run):
        return ""
    folder = folders.path_of(run.options["folder"])
    if folder is None:
        return _give_up(run)
    with folders.worked_with(folder) as mine:
        if not mine:
            return _("Somebody else is going on with this import at this moment.")
        run.refresh_from_db()
        if not can_go_on(run):
            return ""
        said = _step(run, run.user or user, folder)
    if run.state not in OPEN:
        folders.remove(run.options["folder"])
    return said


def _step(run: ImportRun, user: Any, folder: Path) -> str:
    hub = hub_of_site(run.site)
    if hub is None:
        return _("This import belongs to a site that is no hub.")
    budget = Budget(run.done, began=time.monotonic())
    keeping = Keeping(folder / "answers", budget.before_asking)
    try:
        flows.import_site(
            row=run,
            hub=hub,
            brought=replace(brought_by(run, folder), keeping=keeping),
            name=run.options.get("name", ""),
            publish=run.publish and rights.may_publish(user, hub),
            user=user,
            progress=budget.page_done,
        )
    except StepOver:
        done = max(budget.before, budget.done)
        ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, done=done)
        run.refresh_from_db()
    except ImportRefused as error:
        return str(error)
    except (IntegrityError, OperationalError):
        logger.warning("A step of import %s met another one.", run.pk, exc_info=True)
        ImportRun.objects.filter(pk=run.pk, done__lt=budget.before).update(done=budget.before)
        run.refresh_from_db()
        return _("Something else was changing the same pages. Nothing is lost: go on again.")
    return ""


def _give_up(run: ImportRun) -> str:
    run.state, run.finished_at = RunState.FAILED, clock.now()
    run.error = _(
        "The files of this import are no longer there. Upload them again: what is done stays as it is."
    )
    run.save(update_fields=["state", "error", "finished_at"])
    return run.error


def stage_words(run: ImportRun) -> str:
    """How far the run has come, in words."""
    if run.done and run.total:
        return _("{done} of {total} pages are done.").format(done=min(run.done, run.total), total=run.total)
    if run.done:
        return ngettext("{count} page is done.", "{count} pages are done.", run.done).format(count=run.done)
    folder = folders.path_of(run.options.get("folder"))
    if folder and run.options.get("kind") == SourceKind.CRAWL:
        count = sum(1 for path in (folder / "answers").iterdir() if path.suffix != ".part")
        words = ngettext(
            "{count} page of the old site is read.", "{count} pages of the old site are read.", count
        )
        return words.format(count=count)
    return _("The import is about to begin.")
