"""The lists of articles by topic, series, year group and month: what each is called, and how many there are."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, F, Max
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from wagtail_mathshub.publishing.wording import lower_first, month_words
from wagtail_mathshub.taxonomy.years import FIRST, LAST, year_key, year_label

MOST_SERIES, MOST_MONTHS = 20, 24


class Choice(NamedTuple):
    """One list: its words, how many articles are in it, its address below the index, and whether it is shown."""

    words: str
    count: int
    address: str
    chosen: bool


class Group(NamedTuple):
    """The lists of one kind, with their heading."""

    name: str
    heading: str
    choices: list[Choice]

    @property
    def has_chosen(self) -> bool:
        """Whether one of them is shown."""
        return any(choice.chosen for choice in self.choices)


def archive(rows: Any, given: dict[str, str]) -> list[Group]:
    """Every list that `rows` (articles, without their order) can be parted into, in four queries."""
    rows = rows.order_by()
    groups = [
        ("topic", _("Topic"), _topics(rows)),
        ("series", _("Series"), _series(rows)),
        ("year", _("Year group"), _years(rows)),
        ("month", _("Month"), _months(rows)),
    ]
    return [
        Group(name, heading, [_choice(name, given, *row) for row in found])
        for name, heading, found in groups
        if found
    ]


def heading_of(title: str, words: dict[str, str]) -> str:
    """The heading of the list that one filter makes: "Articles about fractions"; the page's own title otherwise."""
    if len(words) != 1:
        return title
    [(name, value)] = words.items()
    ways = {
        "author": _("Articles by {words}"),
        "topic": _("Articles about {words}"),
        "series": _("Series: {words}"),
        "month": _("Articles from {words}"),
        "year": _("Articles for {words}"),
    }
    return ways[name].format(words=lower_first(value) if name == "topic" else value)


def _choice(name: str, given: dict[str, str], value: str, words: str, count: int) -> Choice:
    return Choice(words, count, f"?{urlencode({name: value})}", given.get(name) == value)


def _topics(rows: Any) -> list[tuple[str, str, int]]:
    found = rows.filter(topics__isnull=False).values_list("topics__key", "topics__label")
    counted = found.annotate(number=Count("pk", distinct=True)).order_by(
        "topics__sort_order", "topics__label"
    )
    return list(counted)


def _series(rows: Any) -> list[tuple[str, str, int]]:
    found = rows.exclude(series_slug="").values_list("series_slug")
    counted = found.annotate(name=Max("series_name"), number=Count("pk"), newest=Max("date"))
    ordered = counted.order_by(F("newest").desc(nulls_last=True), "name")[:MOST_SERIES]
    return [(slug, name, number) for slug, name, number, _newest in ordered]


def _years(rows: Any) -> list[tuple[str, str, int]]:
    # Articles without years are for everybody: they are in each of these lists, and make none by themselves.
    spans = list(rows.values_list("year_from", "year_to").annotate(number=Count("pk")))
    counts = {
        year: sum(number for first, last, number in spans if first is None or first <= year <= last)
        for year in range(FIRST, LAST + 1)
        if any(first is not None and first <= year <= last for first, last, _number in spans)
    }
    return [(year_key(year), year_label(year), count) for year, count in counts.items()]


def _months(rows: Any) -> list[tuple[str, str, int]]:
    found = rows.filter(date__isnull=False).annotate(month=TruncMonth("date")).values_list("month")
    counted = found.annotate(number=Count("pk")).order_by("-month")[:MOST_MONTHS]
    return [(_month_key(month), month_words(month), number) for month, number in counted]


def _month_key(month: date) -> str:
    return f"{month:%Y-%m}"
