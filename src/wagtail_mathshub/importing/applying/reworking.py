"""A page of an import made anew, as what somebody says it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.importing.addresses import addresses_of
from wagtail_mathshub.importing.applying.book import AddressBook
from wagtail_mathshub.importing.applying.desk import Desk
from wagtail_mathshub.importing.applying.facts import facts_of
from wagtail_mathshub.importing.applying.indexing import index_new
from wagtail_mathshub.importing.applying.items import apply_page
from wagtail_mathshub.importing.applying.library import Library
from wagtail_mathshub.importing.applying.people import make_people
from wagtail_mathshub.importing.applying.places import places_of
from wagtail_mathshub.importing.applying.redirecting import Redirects
from wagtail_mathshub.importing.applying.undoing import delete_page, is_edited
from wagtail_mathshub.importing.applying.values import Filler, Names
from wagtail_mathshub.importing.converting import clean
from wagtail_mathshub.importing.keeping import from_json
from wagtail_mathshub.importing.media_files import MediaFile
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import Attachment, SourcePage
from wagtail_mathshub.importing.tables import ImportItem, ImportMade, ImportRun, ItemState, MadeKind
from wagtail_mathshub.importing.understanding import understand
from wagtail_mathshub.people.models import Person

_NO_ATTACHMENTS: Mapping[str, Attachment] = {}


class NoStore:
    """Where nothing can be had any more: the library knows the files that the page had."""

    def find(self, address: str) -> MediaFile | None:
        """Nothing."""
        return None

    def close(self) -> None:
        """Nothing is held."""


@transaction.atomic
def rework(item: ImportItem, kind: PlanKind, *, user: Any = None) -> ImportItem:
    """The item with its page made anew as `kind`; ImportRefused where the present page has to stay."""
    if item.page is not None and is_edited(item, item.page):
        raise ImportRefused(
            _(
                "Somebody has edited “{title}” since. Make a new page of the type and copy what you need."
            ).format(title=item.page)
        )
    page = from_json(item.original)
    parts = _parts(item)
    files = {name: key for row in (*parts, item) for name, key in row.findings.get("files", {}).items()}
    _clear(item, parts, kind, user)
    desk = _desk(item, page, user, files)
    if apply_page(desk, page) != ItemState.CREATED:
        item.refresh_from_db()
        reasons = " ".join(notice["message"] for notice in item.notices)
        raise ImportRefused(_("The page cannot be made as this type. {reasons}").format(reasons=reasons))
    index_new(item.site, item.source_key)
    item.refresh_from_db()
    return item


@transaction.atomic
def people_of(item: ImportItem) -> list[Person]:
    """The people whom an imported page names and whom the hub did not have yet, made now."""
    if item.kind != PlanKind.PEOPLE or not item.original:
        return []
    page = from_json(item.original)
    desk = _desk(item, page, None)
    (plan,) = desk.plan(page, PlanKind.PEOPLE)
    return make_people(plan.rows.get("people", ()), site=item.site, run=desk.run, item=item)


def _parts(item: ImportItem) -> list[ImportItem]:
    rows = ImportItem.objects.filter(
        site=item.site, source_key=item.source_key, source_id__startswith=f"{item.source_id}#"
    )
    # A page of its own may have such a name too, but parts have no old page of their own.
    return [row for row in rows.order_by("pk") if not row.original]


def _clear(item: ImportItem, parts: list[ImportItem], kind: PlanKind, user: Any) -> None:
    """Delete the present page with what leads to it."""
    if item.page is not None:
        key = str(item.page_id)
        delete_page(item, user=user)
        ImportMade.objects.filter(item=item, kind=MadeKind.PAGE, key=key).delete()
    for part in parts:
        delete_page(part, user=user)
    ImportItem.objects.filter(pk__in=[part.pk for part in parts]).delete()
    ImportMade.objects.filter(item=item, kind=MadeKind.CHANGE).delete()
    item.page, item.chosen_kind, item.state, item.accepted = None, kind, ItemState.LEFT_OUT, False
    item.applied, item.findings = {}, {}
    item.save()


def _desk(item: ImportItem, page: SourcePage, user: Any, files: Mapping[str, int] | None = None) -> Desk:
    hub = hub_of_site(item.site)
    if hub is None:
        raise ImportRefused(_("This import belongs to a site that is no hub."))
    facts = facts_of(hub)

    def plans(page: SourcePage, kind: PlanKind | None = None) -> list[Plan]:
        return understand(page, clean(page, _NO_ATTACHMENTS), facts, kind=kind)

    run = item.run or item.first_run or ImportRun.objects.filter(site=item.site).first()
    if run is None:
        raise ImportRefused(_("The import that this page came with is gone."))
    return Desk(
        run=run,
        source_key=item.source_key,
        places=places_of(hub),
        library=Library(hub, NoStore(), known=files),
        book=AddressBook.of(hub, addresses_of(page)),
        redirects=Redirects(item.site),
        filler=Filler(Names(item.site)),
        plan=plans,
        user=user,
        order=max(item.order - 1, 0),
    )
