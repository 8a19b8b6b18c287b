"""Finding Work Groups on the list's page: the form with its counts, what is chosen, and the sentence over the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import all_terms
from wagtail_mathshub.taxonomy import years
from wagtail_mathshub.taxonomy.academic_years import label as academic_year_label
from wagtail_mathshub.taxonomy.models import Audience
from wagtail_mathshub.taxonomy.vocabularies import Mode, Recruitment, Strand, Term

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

WITH_PLACES = "open,nearly_full"
# The value of each option, its words, and how the sentence goes on with it.
PLACES = (
    (WITH_PLACES, gettext_lazy("Places left now"), gettext_lazy("with places left")),
    (Recruitment.WAITING_LIST, gettext_lazy("Waiting list"), gettext_lazy("with a waiting list")),
    (Recruitment.OPENING_SOON, gettext_lazy("Opening soon"), gettext_lazy("opening soon")),
    (Recruitment.BY_INVITATION, gettext_lazy("By invitation"), gettext_lazy("by invitation")),
)
MODES = (
    (Mode.ONLINE, gettext_lazy("Online"), gettext_lazy("online")),
    (Mode.FACE_TO_FACE, gettext_lazy("Face to face"), gettext_lazy("face to face")),
    (Mode.BLENDED, gettext_lazy("A mix of both"), gettext_lazy("partly online")),
)
OTHERS = ("academic_year", "strand", "key_stage", "area", "code", "delivery", "q")
Words = tuple[str, str]


@dataclass(frozen=True)
class Option:
    """One value of a filter, with how many Work Groups it would leave."""

    name: str
    value: str
    label: str
    words: str
    count: int = 0
    chosen: bool = False


@dataclass(frozen=True)
class Field:
    """A filter of the form."""

    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Pill:
    """A filter that is set, and the address of the list without it."""

    label: str
    address: str


@dataclass(frozen=True)
class Finder:
    """The form, the pills and the sentence."""

    years: Field
    fields: list[Field]
    pills: list[Pill]
    sentence: str
    others: list[tuple[str, str]]

    @property
    def query(self) -> str:
        """The filters as a query, to give to a calendar of the same list."""
        pairs = [
            (option.name, option.value)
            for field in (self.years, *self.fields)
            for option in field.options
            if option.chosen
        ]
        return urlencode([*pairs, *self.others])


def finder_of(
    given: dict[str, list[str]], counts: dict[str, Any], count: int, hub: HubSettings | None
) -> Finder:
    """From what the request chose (values by name), the counts of each option, and how many are left."""
    form = [
        Field(name, label, [_option(name, row, given, counts) for row in rows()])
        for name, label, rows in _form(hub)
    ]
    # In the order of the form; a value that it does not offer is shown by its own key.
    others = [(name, value) for name in OTHERS for value in given.get(name, [])]
    chosen = [option for field in form for option in field.options if option.chosen]
    chosen += [_other(name, value) for name, value in others]
    return Finder(
        years=form[0],
        fields=[field for field in form[1:] if field.options],
        pills=[Pill(one.label, _without(chosen, one)) for one in chosen],
        sentence=_sentence(count, chosen),
        others=others,
    )


def _form(hub: HubSettings | None) -> Iterable[tuple[str, str, Callable[[], Iterable[tuple[Any, Any, Any]]]]]:
    return (
        ("year", _("Year you teach"), _years),
        ("term", _("Meets in"), lambda: _terms(hub)),
        ("mode", _("How you meet"), lambda: MODES),
        ("recruitment", _("Places"), lambda: PLACES),
        ("audience", _("Your role"), lambda: _audiences(hub)),
        ("phase", _("Phase"), _phases),
    )


def _option(
    name: str, row: tuple[Any, Any, Any], given: dict[str, list[str]], counts: dict[str, Any]
) -> Option:
    value, label, words = (str(part) for part in row)
    keys, found = value.split(","), counts.get(name, {})
    return Option(
        name=name,
        value=value,
        label=label,
        words=words,
        count=sum(found.get(key, 0) for key in keys),
        chosen=set(keys) <= {*given.get(name, [])},
    )


def _years() -> Iterable[tuple[str, str, str]]:
    for year, _label in years.YEAR_CHOICES:
        label = years.year_label(year)
        yield years.year_key(year), label, _("for {years}").format(years=label)


def _phases() -> Iterable[tuple[str, Any, str]]:
    for key, (label, _first, _last) in years.PHASES.items():
        yield key, label, _("for {years}").format(years=str(label).lower())


def _terms(hub: HubSettings | None) -> Iterable[tuple[str, str, str]]:
    rows = [row for row in all_terms() if hub and row.settings_id == hub.pk]
    coming: dict[str, Any] = {}
    for row in rows:
        # This term, or the next of its name.
        if row.last_day >= clock.today() or row.term not in coming:
            known = coming.get(row.term)
            if known is None or known.last_day < clock.today():
                coming[row.term] = row
    names = {Term.AUTUMN: _("Autumn"), Term.SPRING: _("Spring"), Term.SUMMER: _("Summer")}
    for key, row in sorted(coming.items(), key=lambda pair: pair[1].first_day):
        label = f"{names[Term(key)]}\u00a0{row.first_day.year}"
        yield key, label, _("meeting in {term}").format(term=label[0].lower() + label[1:])


def _audiences(hub: HubSettings | None) -> Iterable[tuple[str, str, str]]:
    own = hub.labels if hub else {}
    for key, usual in Audience.objects.values_list("key", "label"):
        label = own.get(key) or usual
        yield key, label, _("for {people}").format(people=_in_sentence(label))


def _in_sentence(label: str) -> str:
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _other(name: str, value: str) -> Option:
    label = value
    if name == "academic_year" and value[:1].isdigit():
        label = academic_year_label(value)
    elif name == "strand" and value in Strand.values:
        label = str(Strand(value).label)
    elif name == "key_stage" and value in years.KEY_STAGES:
        label = str(years.KEY_STAGES[value][0])
    elif name == "q":
        label = f"“{value}”"
    return Option(name, value, label, label, chosen=True)


def _without(chosen: list[Option], gone: Option) -> str:
    pairs = [(option.name, option.value) for option in chosen if option is not gone]
    return f"?{urlencode(pairs)}" if pairs else "?"


def _sentence(count: int, chosen: list[Option]) -> str:
    many = ngettext("{count} Work Group", "{count} Work Groups", count) if count else _("No Work Groups")
    words = ", ".join(option.words for option in chosen)
    text = many.format(count=count)
    return f"{text} {words}" if words else text
