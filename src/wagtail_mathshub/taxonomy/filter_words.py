"""The values of filters in a reader's words."""

from __future__ import annotations

from collections.abc import Callable

from wagtail_mathshub.taxonomy.models import Audience, Topic, Vocabulary
from wagtail_mathshub.taxonomy.vocabularies import EventKind
from wagtail_mathshub.taxonomy.years import KEY_STAGES, parse_year, year_label


def in_words(
    given: dict[str, str], others: dict[str, Callable[[str], str | None]] | None = None
) -> dict[str, str]:
    """Each filter that is set with its value in words; the value itself where it means nothing.

    `others` says how to word filters that only one kind of page has.
    """
    known: dict[str, Callable[[str], str | None]] = WORDS | (others or {})
    return {name: _safely(known.get(name), value) for name, value in given.items()}


def given_filters(query: dict[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """The filters of `names` that the query sets."""
    # PostgreSQL refuses a null character, which stands in no value anyway.
    given = {name: query.get(name, "")[:200].replace("\0", "") for name in names}
    return {name: value for name, value in given.items() if value}


def _safely(words: Callable[[str], str | None] | None, value: str) -> str:
    try:
        return (words(value) if words else None) or value
    except ValueError:
        return value


def _label(model: type[Vocabulary]) -> Callable[[str], str | None]:
    return lambda key: model._default_manager.filter(key=key).values_list("label", flat=True).first()


WORDS: dict[str, Callable[[str], str | None]] = {
    "year": lambda value: year_label(parse_year(value)),
    "key_stage": lambda value: str(KEY_STAGES[value][0]) if value in KEY_STAGES else None,
    "topic": _label(Topic),
    "audience": _label(Audience),
    "kind": lambda value: str(EventKind(value).label),
}
