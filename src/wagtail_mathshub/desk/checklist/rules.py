"""What a page should have before it is published: each rule asks what the page holds, and says where it does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from wagtail_mathshub.desk.checklist.contents import Contents, contents_of
from wagtail_mathshub.publishing.checklist_panel import Check
from wagtail_mathshub.publishing.file_facts import FileFacts, facts_words, format_label, size_words
from wagtail_mathshub.publishing.files import facts_of

LARGE = 10_000_000  # bytes: half a minute on a slow connection
FEWEST_WORDS = 50
OLD_FORMATS = frozenset({"doc", "ppt", "xls"})
# Words that say nothing without the sentence around them. Also for Wagtail's own checks in the browser.
VAGUE = (
    *("click here", "click", "click on this link", "here", "this", "this link", "this page", "this website"),
    *("link", "the link", "more", "more here", "more info", "more information", "read more", "read on"),
    *("find out more", "learn more", "see more", "see here", "details", "info", "website", "download"),
)
LIKE_A_FILE = re.compile(
    r"\.(?:avif|gif|jpe?g|png|svg|webp)$|^(?:img|dsc|image|screenshot|photo)[\s_-]*\d", re.I
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.I)

Files = Sequence[tuple[str, Any, FileFacts | None]]


def checks_of(page: Any) -> list[Check]:
    """The checklist of `page`, in a constant number of queries."""
    contents = contents_of(page)
    files = _files(contents)
    return [
        Check("links", _("Links say where they lead"), tuple(_links(contents))),
        Check(
            "pictures", _("Pictures have words for people who cannot see them"), tuple(_pictures(contents))
        ),
        Check("headings", _("Headings are headings, and in order"), tuple(_headings(contents))),
        Check("files", _("Files are small, and everybody can open them"), tuple(_file_faults(files))),
        Check("flyer", _("What a file says, the page says too"), tuple(_beside_files(files, contents))),
        *_summary(page),
    ]


def is_vague(words: str) -> bool:
    """Whether these words of a link say nothing by themselves."""
    return " ".join(words.split()).strip(" .:!>»→-").casefold() in VAGUE


def _links(contents: Contents) -> Iterator[str]:
    for link in contents.links:
        if not link.words:
            yield _("{place}: a link has no words.").format(place=link.place)
        elif is_vague(link.words):
            sentence = _(
                "{place}: the link “{words}” does not say where it leads. Name the page or the file."
            )
            yield sentence.format(place=link.place, words=link.words)
        elif ADDRESS.fullmatch(link.words):
            sentence = _("{place}: “{words}” is an address. Write what is there, and link those words.")
            yield sentence.format(place=link.place, words=link.words[:80])


def _pictures(contents: Contents) -> Iterator[str]:
    for place in contents.wordless_pictures:
        yield _("{place}: a picture has no words. Say what it shows, or tick that it is decoration.").format(
            place=place
        )
    for picture in contents.pictures:
        if LIKE_A_FILE.search(picture.words):
            sentence = _("{place}: “{words}” is the name of a file. Say what the picture shows.")
            yield sentence.format(place=picture.place, words=picture.words)


def _headings(contents: Contents) -> Iterator[str]:
    before = 1
    for heading in contents.headings:
        if not heading.words.strip():
            yield _("A heading is empty.")
        elif heading.level > before + 1:
            sentence = _("“{words}” is a smaller heading with no larger one above it.")
            yield sentence.format(words=heading.words)
        before = heading.level
    for line in contents.bold_lines:
        sentence = _("{place}: “{words}” is a bold line. If it is a heading, use a heading block.")
        yield sentence.format(place=line.place, words=line.words[:80])


def _files(contents: Contents) -> Files:
    documents = list(get_document_model().objects.filter(pk__in=contents.documents).order_by("pk"))
    facts = facts_of(documents)
    return [(contents.documents[row.pk], row, facts.get(row.pk)) for row in documents]


def _file_faults(files: Files) -> Iterator[str]:
    for place, document, facts in files:
        if facts is None:
            continue
        if facts.suspicious:
            sentence = _("{place}: “{file}” is not what its name says, but a file of the kind {kind}.")
            yield sentence.format(place=place, file=document.filename, kind=format_label(facts.format))
        if facts.size > LARGE:
            sentence = _("{place}: “{file}” has {size}. Make its pictures smaller, or split it.")
            yield sentence.format(place=place, file=document.title, size=size_words(facts.size))
        if facts.format in OLD_FORMATS:
            sentence = _("{place}: “{file}” is of an old kind ({facts}). Save it anew in today's format.")
            yield sentence.format(place=place, file=document.title, facts=facts_words(facts))


def _beside_files(files: Files, contents: Contents) -> Iterator[str]:
    if files and contents.words < FEWEST_WORDS:
        yield _(
            "The page says little beside its files. Somebody on a phone, or with a screen reader, may not open them: write the dates, the place and what it is about on the page."
        )


def _summary(page: Any) -> list[Check]:
    if not hasattr(page, "summary"):
        return []
    empty = _("The summary is empty: lists and search engines have nothing to show.")
    return [Check("summary", _("Lists have a summary to show"), () if page.summary else (empty,))]
