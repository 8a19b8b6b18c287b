"""A page points only to rows of its own hub, and to rows that all hubs share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Site


def belongs(row: Any, site: Site | None) -> bool:
    """Whether `row` is of `site`'s hub or shared; without a site (yet), anything does."""
    return row is None or site is None or row.site_id in (None, site.pk)


def foreign_message(row: Any) -> str:
    """Why `row` cannot be chosen, without telling anything about it."""
    return _("This {kind} belongs to another hub. Choose one of your own.").format(
        kind=row._meta.verbose_name
    )


def check_own_hub(owner: Any, fields: Iterable[str], site: Site | None) -> dict[str, str]:
    """Errors by field for the rows in `fields` of `owner` that belong to another hub."""
    rows = {name: getattr(owner, name) for name in fields}
    return {name: foreign_message(row) for name, row in rows.items() if not belongs(row, site)}
