"""Rolling over: begun once, gone on with until all pages have their copy, and undone."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import swapper
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.search import index

from wagtail_mathshub import clock
from wagtail_mathshub.desk.rolling_over import rights, sources
from wagtail_mathshub.desk.rolling_over.copying import make_copy
from wagtail_mathshub.desk.rolling_over.linking import link
from wagtail_mathshub.desk.rolling_over.planning import Facts, Plan, people_of, plan
from wagtail_mathshub.desk.rolling_over.projects import Projects
from wagtail_mathshub.desk.rolling_over.refusals import RollOverRefused
from wagtail_mathshub.desk.rolling_over.rights import Place
from wagtail_mathshub.desk.rolling_over.successors import make_successors
from wagtail_mathshub.desk.rolling_over.tables import RolledPage, RollOver
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.searching import indexing_put_off

MOST_TURNS = 3
BUSY = gettext_lazy("Something else was changing the same pages. Nothing is lost: go on again.")


@dataclass(frozen=True)
class Order:
    """What somebody asks for: pages of `place` by key, and projects that are to get a successor."""

    place: Place
    from_year: str
    to_year: str
    pages: Iterable[int]
    projects: Iterable[int]
    token: UUID
    user: Any


def plans(order: Order) -> list[Plan]:
    """What would become of the chosen pages, in a constant number of queries. Nothing is written."""
    pages = sources.chosen(order.place, order.from_year, order.pages, order.user)
    facts = _facts(_projects_of(order), pages)
    slugs = sources.taken_slugs(order.place)
    made = []
    for page in pages:
        taken = slugs.setdefault(page.path[: -page.steplen], set())
        made.append(plan(page, facts, is_taken=taken.__contains__))
        taken.add(made[-1].slug)
    return made


def _facts(projects: Projects, pages: list[Any]) -> Facts:
    return Facts(projects, people_of(pages), sources.held(pages), sources.private(pages))


def _projects_of(order: Order) -> Projects:
    return Projects(order.place.hub.site, order.from_year, order.to_year, order.user)


def begin(order: Order) -> RollOver:
    """The roll over with a place kept for each page, once for each token. RollOverRefused where nothing is left to do."""
    try:
        with transaction.atomic():
            return _begun(order) or _begin(order)
    except IntegrityError:
        # The same form was sent twice, and the other one was faster.
        if row := _begun(order):
            return row
        raise
    except OperationalError as error:
        raise RollOverRefused(str(BUSY)) from error


def _begun(order: Order) -> RollOver | None:
    row = RollOver.objects.filter(token=order.token).first()
    if row is not None and (row.site_id != order.place.hub.site_id or row.user_id != order.user.pk):
        raise RollOverRefused(_("This form was used already. Choose the Work Groups again."))
    return row


def _begin(order: Order) -> RollOver:
    pages = sources.chosen(order.place, order.from_year, order.pages, order.user)
    if not pages:
        raise RollOverRefused(_("None of these Work Groups can be copied. Choose some in the list."))
    row = RollOver.objects.create(
        site=order.place.hub.site,
        user=order.user,
        from_year=order.from_year,
        to_year=order.to_year,
        started_at=clock.now(),
        token=order.token,
        projects=_projects(order, pages),
    )
    keys = [page.pk for page in pages]
    # Where somebody has deleted the copy, it may be made again.
    gone = RolledPage.objects.filter(source__in=keys, to_year=order.to_year, copy=None)
    gone.filter(done_at__isnull=False).delete()
    # Of two people who choose the same page, the second gets no place for it.
    rows = [
        RolledPage(roll_over=row, source=page, to_year=order.to_year, title=page.title[:255])
        for page in pages
    ]
    RolledPage.objects.bulk_create(rows, ignore_conflicts=True)
    mine = set(RolledPage.objects.filter(roll_over=row).values_list("source_id", flat=True))
    if not mine:
        raise RollOverRefused(_("These Work Groups have been rolled over already. Nothing was copied."))
    reason = _("It was rolled over already.")
    row.left_out = [{"title": page.title, "reason": reason} for page in pages if page.pk not in mine]
    row.save(update_fields=["left_out"])
    return row


def _projects(order: Order, pages: list[Any]) -> list[dict[str, Any]]:
    wanted = set(order.projects)
    found = _projects_of(order).proposals(page.project_id for page in pages)
    allowed = [proposal.project.pk for proposal in found if proposal.is_allowed]
    return [{"project": key, "successor": None, "made": False} for key in allowed if key in wanted]


def waiting(roll_over: RollOver) -> Any:
    """The pages that have no copy yet."""
    return RolledPage.objects.filter(roll_over=roll_over, done_at=None)


def go_on(roll_over: RollOver, user: Any, *, seconds: float | None = None) -> str:
    """Copy what is waiting, each page in a transaction of its own, for about that long; "" or what stopped it, in words."""
    ends = time.monotonic() + seconds if seconds is not None else None
    place = rights.place_of(user, site=roll_over.site)
    if place is None:
        return _("You may not add Work Groups in this hub.")
    try:
        with generation.moved_once():
            make_successors(roll_over, user)
            projects = Projects(roll_over.site, roll_over.from_year, roll_over.to_year, user)
            for row in list(waiting(roll_over)):
                _with_patience(row, place, projects)
                if ends is not None and time.monotonic() >= ends:
                    break
    except (IntegrityError, OperationalError):
        return str(BUSY)
    return ""


def _with_patience(row: RolledPage, place: Place, projects: Projects) -> None:
    for turn in range(1, MOST_TURNS + 1):
        try:
            _copy_one(row, place, projects)
        except IntegrityError:
            # Somebody has made a page at the same place in the tree at the same moment.
            if turn == MOST_TURNS:
                raise
        else:
            return


def _copy_one(row: RolledPage, place: Place, projects: Projects) -> None:
    with transaction.atomic():
        # First of all, so that whoever else goes on with the same page waits here, and then finds it done.
        if not RolledPage.objects.filter(pk=row.pk, done_at=None).update(done_at=clock.now()):
            return
        pages = sources.chosen(place, projects.from_year, [row.source_id], projects.user, in_full=True)
        if not pages:
            _leave_out(row, _("It is no longer there, or you may not change it."))
            return
        try:
            with transaction.atomic():
                copy = _copied(row, pages[0], projects)
        except ValidationError as error:
            _leave_out(row, " ".join(error.messages))
            return
        index.insert_or_update_object(copy)


def _copied(row: RolledPage, source: Any, projects: Projects) -> Any:
    parent = _locked_parent(source)
    facts = _facts(projects, [source])
    others = parent.get_children()

    def is_taken(slug: str) -> bool:
        return others.filter(slug=slug).exists()

    made = plan(source, facts, is_taken=is_taken)
    # A page is saved several times until it is complete: search is told once, at the end.
    with indexing_put_off():
        copy = make_copy(made, parent, projects.to_year, projects.user)
        linked = link(source, copy) if made.links else {}
    row.copy, row.notes, row.title = copy, made.notes, source.title[:255]
    left = {"revision": copy.latest_revision_id, "at": str(copy.latest_revision_created_at)}
    row.before = {"link": linked, "copy": copy.pk, **left}
    row.save(update_fields=["copy", "notes", "title", "before"])
    return copy


def _locked_parent(source: Any) -> Any:
    """The page above, read anew and kept from others who want to add pages there, until this one is in the tree."""
    base = swapper.load_model("wagtailcore", "Page")
    return base.objects.select_for_update().get(path=source.path[: -source.steplen])


def _leave_out(row: RolledPage, reason: str) -> None:
    roll_over = RollOver.objects.select_for_update().get(pk=row.roll_over_id)
    roll_over.left_out = [*roll_over.left_out, {"title": row.title, "reason": reason}]
    roll_over.save(update_fields=["left_out"])
    row.delete()
