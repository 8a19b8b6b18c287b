"""A page as all kinds look at it: its pieces, sentences and the context that its facts share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.source_pages import SourcePage
from wagtail_mathshub.importing.understanding.date_sentences import Sentence, names_sessions, sentences_of
from wagtail_mathshub.importing.understanding.facts import HubFacts
from wagtail_mathshub.importing.understanding.outline import Piece
from wagtail_mathshub.importing.understanding.sections import Section, sections_of
from wagtail_mathshub.importing.understanding.years_in_context import Said, YearGuess, said_of, year_of
from wagtail_mathshub.taxonomy.codes import parse_code

_SITE = re.compile(r"\s+[|\u2013\u2014-]\s+[^|]*\bmaths? hub\b[^|]*$", re.I)


@dataclass
class PageReading:
    """A page, the pieces that are looked at (all of them, or one group's), and the hub.

    Of several groups, `common` is the text that all share, and `for_all` what one says of all their sessions.
    """

    page: SourcePage
    pieces: Sequence[Piece]
    facts: HubFacts
    heading: str = ""
    common: Sequence[Piece] = ()
    for_all: Sequence[Piece] = ()

    @cached_property
    def title(self) -> str:
        """The page's title without the site's name."""
        return _SITE.sub("", " ".join(self.page.title.split())) or self.page.title

    @cached_property
    def sections(self) -> list[Section]:
        """Headings and what stands below them."""
        return sections_of(self.pieces)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences and joined lines."""
        return list(sentences_of(self.pieces))

    @cached_property
    def texts(self) -> list[str]:
        """The sentences' words."""
        return [sentence.text for sentence in self.sentences]

    @cached_property
    def headings(self) -> list[str]:
        """The words of all headings."""
        return [piece.text for piece in self.pieces if piece.level]

    @cached_property
    def slug(self) -> str:
        """The slug, or the end of the address."""
        return self.page.slug or self.page.address.rstrip("/").rsplit("/", 1)[-1]

    @cached_property
    def session_sentences(self) -> list[Sentence]:
        """Those whose days are days of a session."""
        return [sentence for sentence in self.sentences if names_sessions(sentence)]

    @cached_property
    def code(self) -> tuple[str, str]:
        """The project code and the words that hold it: of the group, the title, the slug or the text."""
        for text in [self.heading, *self.texts, self.title, self.slug]:
            if code := parse_code(text):
                return code, text
        return "", ""

    @cached_property
    def year(self) -> YearGuess:
        """The academic year of the dates."""
        return year_of(self._said, self.page, self.facts)

    @property
    def _said(self) -> Said:
        days = [day for sentence in self.session_sentences for day in sentence.days]
        # Deadlines alone tell the year only where no session does.
        days = days or [day for sentence in self.sentences for day in sentence.days]
        shared = [text for piece in self.common for text in [line.text for line in piece.lines]]
        return said_of(
            title=self.title,
            slug=self.slug,
            code=self.code[0],
            texts=[self.heading, *self.texts, *shared],
            days=days,
        )

    @property
    def year_notices(self) -> tuple[Notice, ...]:
        """What looks odd about the academic year."""
        return self.year.notices
