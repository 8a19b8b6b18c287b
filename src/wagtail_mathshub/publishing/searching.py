"""Words as the search knows them: the same in what is indexed and in what is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from wagtail.search import index

_is_put_off: ContextVar[bool] = ContextVar("mathshub_indexing_put_off", default=False)


@contextmanager
def indexing_put_off() -> Generator[None]:
    """Inside, saved pages of a hub are not indexed: whoever saves many indexes them together afterwards."""
    token = _is_put_off.set(True)
    try:
        yield
    finally:
        _is_put_off.reset(token)


def is_put_off() -> bool:
    """Whether somebody else will index what is saved now."""
    return _is_put_off.get()


@lru_cache(maxsize=4096)
def _kept(character: str) -> str:
    return character if unicodedata.category(character)[0] in "LNM" else " "


def spaced(text: str) -> str:
    """The text with a space for everything but letters, digits and the marks on them."""
    return "".join(map(_kept, unicodedata.normalize("NFC", text)))


def words_of(text: str) -> list[str]:
    """The words of `text`, each with at least one letter or digit."""
    return [word for word in spaced(text).split() if any(map(str.isalnum, word))]


class WordBeginnings(index.AutocompleteField):
    """A field whose words are found by their beginnings.

    PostgreSQL reads “KS1/KS2” as a path and the “-23” of a code as a number below zero, SQLite does
    not: as words between spaces they are the same to both.
    """

    def get_value(self, obj: Any) -> str:
        """The words of the field, whatever stands between them."""
        value = super().get_value(obj)
        texts = value if isinstance(value, list) else [value]
        return spaced(" ".join(str(text) for text in texts if text is not None))


def searched(*names: str) -> list[index.BaseField]:
    """The fields `names`, found by whole words and by their beginnings."""
    return [field for name in names for field in (index.SearchField(name), WordBeginnings(name))]
