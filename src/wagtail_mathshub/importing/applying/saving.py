"""A page with its values: made, or brought up to date. Through the page's own save, one revision each time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import chain, count
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.signals import page_published

from wagtail_mathshub import clock
from wagtail_mathshub.importing.applying.values import Values
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.refusals import PageRefused

LONGEST_SLUG = 120
MOST_REPAIRS = 6
_PARTNERS = {"year_from": "year_to", "year_to": "year_from"}
_OF_THE_TREE = ["path", "depth", "numchild", "url_path", "content_type", "locale", "slug"]


def make(
    model: Any,
    parent: Any,
    values: Values,
    *,
    slug: str,
    live: bool,
    published_at: datetime | None,
    user: Any,
) -> Any:
    """A new page below `parent`, as a draft or as it was published then. PageRefused says what cannot be stored."""
    now = clock.now()
    page = model(live=live, has_unpublished_changes=not live, owner=user)
    fill(page, values)
    page.slug = free_slug(parent, slug or page.title)
    if live:
        page.first_published_at = page.last_published_at = min(published_at or now, now)
    repair(page, values)
    try:
        parent.add_child(instance=page)
    except ValidationError as error:
        raise PageRefused(_refusal(error)) from error
    revise(page, user=user, now=now)
    log(instance=page, action="wagtail.create", user=user, content_changed=True)
    if live:
        page_published.send(sender=type(page), instance=page, revision=page.live_revision)
    return page


def fill(page: Any, values: Values, only: Collection[str] | None = None) -> None:
    """Set the values, or those of the names `only`."""
    for name, value in {**values.columns, **values.relations}.items():
        if only is None or name in only:
            setattr(page, name, value)
    for name, rows in values.rows.items():
        if only is None or name in only:
            _set_rows(page, name, rows)


def _set_rows(page: Any, name: str, rows: list[Any]) -> None:
    # A row keeps its key, which calendars know it by.
    keys = [row.pk for row in getattr(page, name).all()] if page.pk else []
    for number, row in enumerate(rows):
        row.pk = keys[number] if number < len(keys) else None
        row.sort_order = number
    setattr(page, name, rows)


def revise(page: Any, *, user: Any, now: datetime) -> None:
    """Write the page as its newest revision, the live one if it is live.

    What `save_revision` and `publish` do together, without saving the page twice more.
    """
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        content=page.serializable_data(),
        object_str=str(page),
    )
    page.latest_revision, page.latest_revision_created_at = revision, revision.created_at
    page.draft_title = page.title
    columns = ["latest_revision", "latest_revision_created_at", "draft_title"]
    if page.live:
        page.live_revision = revision
        columns.append("live_revision")
    set_columns(page, **{name: getattr(page, name) for name in columns})


def set_columns(page: Any, **values: Any) -> None:
    """Write columns that all pages have, without saving the page."""
    base = page._meta.get_field("page_ptr").related_model if _has_parent(page) else type(page)
    base._base_manager.filter(pk=page.pk).update(**values)


def _has_parent(page: Any) -> bool:
    return any(field.name == "page_ptr" for field in page._meta.fields)


def free_slug(parent: Any, wish: str, but: int | None = None) -> str:
    """A slug like `wish` that no other page below `parent` has."""
    # WordPress keeps the slugs of other alphabets percent-encoded.
    stem = (slugify(unquote(wish), allow_unicode=_may_be_unicode()) or "page")[:LONGEST_SLUG].strip("-")
    others = parent.get_children().filter(slug__startswith=stem).exclude(pk=but)
    taken = set(others.values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in count(2))
    above = parent.get_url_parts()
    return next(
        slug for slug in chain([stem], numbered) if slug not in taken and not _leads_elsewhere(above, slug)
    )


def _leads_elsewhere(above: tuple[int, str, str] | None, slug: str) -> bool:
    """Whether the site answers there with something that is no page, such as its admin."""
    if above is None or above[2] is None:
        return False
    try:
        return resolve(f"{above[2]}{slug}/").url_name != "wagtail_serve"
    except Resolver404:
        return False


def _may_be_unicode() -> bool:
    return bool(getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True))


def repair(page: Any, values: Values, only: Collection[str] | None = None) -> None:
    """Take out what no editor could save, of the page and of its rows, or of those named `only`, and say so."""
    names = values.names() if only is None else values.names() & set(only)
    _repair_one(page, set(values.columns) & names - {"title"}, values.notices)
    for name in values.rows.keys() & names:
        for row in values.rows[name]:
            _repair_one(row, {field.name for field in row._meta.fields} - {"page"}, values.notices)


def _repair_one(row: Any, names: set[str], notices: list[Notice]) -> None:
    # Once a value is gone, what contradicted it may be right, or wrong in another way.
    for _turn in range(MOST_REPAIRS):
        errors = {name: found for name, found in _errors(row).items() if name in names}
        if not errors:
            return
        # Half a range of years is no range.
        errors |= {_PARTNERS[name]: found for name, found in errors.items() if _PARTNERS.get(name) in names}
        for name, found in errors.items():
            notices.append(_not_taken(name, getattr(row, name), found))
            setattr(row, name, row._meta.get_field(name).get_default())
            names = names - {name}


def _errors(row: Any) -> dict[str, list[ValidationError]]:
    try:
        row.clean_fields(exclude=[*_OF_THE_TREE, "page"])
        row.clean()
    except ValidationError as error:
        return getattr(error, "error_dict", {})
    return {}


def _not_taken(name: str, value: Any, errors: list[ValidationError]) -> Notice:
    reasons = " ".join(str(message) for error in errors for message in error.messages)
    message = _("This could not be stored: {reason}").format(reason=reasons)
    return Notice("not_taken", message, f"{name}: {value}"[:500])


def _refusal(error: ValidationError) -> str:
    return _("The page could not be stored: {reasons}").format(reasons=" ".join(error.messages))
