"""The columns of lists: each says what its cell shows, and what it puts into an exported file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.publishing.chips import look
from wagtail_mathshub.publishing.wording import short_day_words, time_words

Value = Callable[[Any], Any]


@dataclass(frozen=True)
class Exported:
    """One column of an exported file."""

    name: str
    heading: Any
    value: Value


class ListColumn(Column):
    """A column whose cell says what `words` makes of the row, and exports the same.

    `exports` names other columns for the file, such as numbers in place of a sentence.
    """

    def __init__(
        self, name: str, label: Any, words: Value, *, exports: tuple[Exported, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(name, label=label, accessor=words, **kwargs)
        self.exports = exports or (Exported(name, label, words),)

    class Media:
        css = {"all": ["wagtail_mathshub/admin/registration.css", "wagtail_mathshub/admin/listings.css"]}


class ChipColumn(ListColumn):
    """A state as a chip: its word, with a look of its own. `state` gives key and label, or None for no chip."""

    cell_template_name = "wagtail_mathshub/admin/listings/chip_cell.html"

    def __init__(
        self, name: str, label: Any, state: Callable[[Any], tuple[str, Any] | None], **kwargs: Any
    ) -> None:
        super().__init__(name, label, lambda row: (state(row) or ("", ""))[1], **kwargs)
        self.state = state

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add how the chip looks."""
        key, label = self.state(instance) or ("", "")
        return super().get_cell_context_data(instance, parent_context) | {"look": look(key), "label": label}


class LinesColumn(ListColumn):
    """Several sentences, one below the other; a file holds them in one cell."""

    cell_template_name = "wagtail_mathshub/admin/listings/lines_cell.html"

    def __init__(self, name: str, label: Any, lines: Callable[[Any], list[Any]], **kwargs: Any) -> None:
        exported = Exported(name, label, lambda row: " ".join(str(line) for line in lines(row)))
        kwargs.setdefault("classname", "mh-wide")
        super().__init__(name, label, lines, exports=(exported,), **kwargs)


class LinksColumn(ListColumn):
    """Links as pairs of address and words; a file holds the words."""

    cell_template_name = "wagtail_mathshub/admin/listings/links_cell.html"

    def __init__(
        self, name: str, label: Any, links: Callable[[Any], list[tuple[str, Any]]], **kwargs: Any
    ) -> None:
        exported = Exported(name, label, lambda row: "; ".join(str(words) for _url, words in links(row)))
        kwargs.setdefault("classname", "mh-wide")
        super().__init__(name, label, links, exports=(exported,), **kwargs)


class DayColumn(ListColumn):
    """A day in few words; a file holds it as a date."""

    def __init__(self, name: str, label: Any, day: Callable[[Any], date | None], **kwargs: Any) -> None:
        exported = Exported(name, label, day)
        kwargs.setdefault("classname", "mh-short")
        super().__init__(name, label, lambda row: short_day(day(row)), exports=(exported,), **kwargs)


class ListTitleColumn(PageTitleColumn):
    """Wagtail's column with title and buttons, which exports the title."""

    exports = (Exported("title", _("Title"), lambda page: page.get_admin_display_title()),)


class ListStatusColumn(PageStatusColumn):
    """Wagtail's column with live and draft, which exports its words."""

    exports = (Exported("status", _("Status"), lambda page: str(page.status_string)),)


def first_columns() -> list[Any]:
    """What every list of pages begins with: the box for bulk actions, the title, and whether it is live."""
    return [
        BulkActionsColumn("bulk_actions"),
        ListTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        ListStatusColumn("status", label=_("Status"), sort_key="live"),
    ]


def short_day(day: date | None) -> str:
    """A day for a narrow column, with its year; "" for none."""
    return short_day_words(day, year=True) if day else ""


def short_moment(moment: datetime | None) -> str:
    """A moment in London for a narrow column; "" for none."""
    if moment is None:
        return ""
    local = moment.astimezone(LONDON)
    return f"{short_day(local.date())}, {time_words(local.time())}"


def london(moment: datetime | None) -> str:
    """A moment in London for a file, like "2026-12-01 12:00"; "" for none."""
    return moment.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") if moment else ""


def london_day(moment: datetime | None) -> date | None:
    """The day of a moment in London."""
    return moment.astimezone(LONDON).date() if moment else None
