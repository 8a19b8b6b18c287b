"""What a line of a panel says, from the row that was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub import clock
from wagtail_mathshub.publishing.wording import day_words, moment_words, short_day_words, times_words
from wagtail_mathshub.taxonomy.vocabularies import Mode, Recruitment

SOON = timedelta(days=7)
Row = dict[str, Any]
LOOKS = {Recruitment.NEARLY_FULL: "hurry", Recruitment.WAITING_LIST: "wait", Recruitment.FULL: "off"}


@dataclass(frozen=True)
class Item:
    """One line: a title that leads to the page's editor, what is to be said of it, and perhaps a chip."""

    url: str
    title: str
    note: str = ""
    chip: str = ""
    look: str = "off"


def session_item(row: Row) -> Item:
    """When, which group, and where."""
    times = times_words(row["start"], row["end"])
    when = ", ".join(part for part in (_day(row["date"]), times) if part)
    place = ", ".join(part for part in (row["organisation__name"], row["venue_text"]) if part)
    mode = str(Mode(row["mode"]).label) if row["mode"] in Mode.values and row["mode"] != Mode.TBC else ""
    where = " · ".join(part for part in (row["label"], mode, place) if part)
    title = row["page__draft_title"] or row["page__title"]
    chip = _("today") if row["date"] == clock.today() else ""
    return Item(_editor(row["page_id"]), title, _joined(when, where), chip, "hurry")


def closing_item(row: Row) -> Item:
    """When it closes, and in how many days."""
    closes: datetime = row["closes_at"]
    near = closes <= clock.now() + SOON
    words = _("Closes {when}").format(when=moment_words(closes, weekday=True))
    return Item(_editor(row["pk"]), _title(row), words, _in_days(closes), "hurry" if near else "off")


def filling_item(row: Row) -> Item:
    """How many places are left, and who waits."""
    state = Recruitment(row["recruitment_state"])
    capacity, taken, waiting = row["capacity"], row["places_taken"], row["people_waiting"]
    words = ""
    if capacity is not None and taken is not None:
        left = max(0, capacity - taken)
        words = _("{left} of {capacity} places left").format(left=left, capacity=capacity)
    queue = _("{count} waiting").format(count=waiting) if waiting else ""
    return Item(_editor(row["pk"]), _title(row), _joined(words, queue), str(state.label), LOOKS[state])


def draft_item(row: Row, task: str | None) -> Item:
    """What of it is not published, since when, and where it is in moderation."""
    if row["live"]:
        words = _("Changes that are not published")
    elif row["first_published_at"]:
        words = _("Taken off the site")
    else:
        words = _("Not published yet")
    saved = row["latest_revision_created_at"]
    when = _("saved {day}").format(day=day_words(_london(saved))) if saved else ""
    chip = _("In moderation: {task}").format(task=task) if task else _("In moderation")
    return Item(
        _editor(row["pk"]), _title(row), _joined(words, when), chip if task is not None else "", "wait"
    )


def review_item(row: Row) -> Item:
    """When it was last checked, and whether a link is dead."""
    checked = row["last_checked"]
    words = (
        _("Last checked {day}").format(day=day_words(checked, year=True)) if checked else _("Never checked")
    )
    chip = _("Dead link") if row["has_dead_links"] else ""
    return Item(_editor(row["pk"]), _title(row), words, chip, "stop")


def dateless_item(row: Row) -> Item:
    """Which group."""
    return Item(_editor(row["pk"]), _title(row), _("No session has a date yet"))


def over_item(row: Row) -> Item:
    """Since when it is closed, and what to do about it."""
    day = day_words(_london(row["closes_at"]), year=True)
    return Item(_editor(row["pk"]), _title(row), _("Closed {day}: say whether it is filled").format(day=day))


def _editor(key: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[key])


def _title(row: Row) -> str:
    return row["draft_title"] or row["title"]


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _day(day: date) -> str:
    if day == clock.today():
        return _("Today")
    return _("Tomorrow") if day == clock.today() + timedelta(days=1) else short_day_words(day)


def _in_days(moment: datetime) -> str:
    days = (_london(moment) - clock.today()).days
    if days == 0:
        return _("today")
    return ngettext("in {count} day", "in {count} days", days).format(count=days)


def _london(moment: datetime) -> date:
    return moment.astimezone(clock.LONDON).date()
