"""A collection to take away: which files visitors may have, what they are called, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model

from wagtail_mathshub.publishing.file_facts import size_words
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.visibility import in_public_collections
from wagtail_mathshub.publishing.wording import day_words
from wagtail_mathshub.resources.archive import Member
from wagtail_mathshub.resources.file_names import Names, ending_of
from wagtail_mathshub.taxonomy.vocabularies import MaterialKind

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint

README = "README.txt"
# What becomes much smaller when it is packed. Other files are packed already, most of them.
LOOSE = {"bmp", "csv", "doc", "html", "json", "ppt", "rtf", "srt", "svg", "tiff", "tsv", "txt", "vtt", "wav"}
LOOSE |= {"xls", "xml"}
Lessons = list[tuple[Any, list[dict[str, Any]]]]
RULE = "-" * 60


@dataclass(frozen=True)
class Download:
    """What the link to the archive says: how many lessons have files, of how many, and the bytes of all files."""

    lessons: int
    of: int
    size: int

    @property
    def words(self) -> str:
        """Like "Download all 13 lessons", or "Download the files of 12 lessons" where others have none."""
        if self.lessons < self.of:
            words = ngettext(
                "Download the files of {n} lesson", "Download the files of {n} lessons", self.lessons
            )
        elif self.lessons == 1:
            words = _("Download this lesson")
        else:
            words = _("Download all {n} lessons")
        return words.format(n=self.lessons)

    @property
    def facts(self) -> str:
        """Like "ZIP, 6.9 MB"."""
        return _("ZIP, {size}").format(size=size_words(self.size))


def download_of(lessons: Lessons) -> Download | None:
    """What the archive of these lessons holds; None where visitors may have no file."""
    sizes = [[row["document"]["size"] for row in _files(rows)] for _lesson, rows in lessons]
    filled = [of_lesson for of_lesson in sizes if of_lesson]
    return Download(len(filled), len(lessons), sum(map(sum, filled))) if filled else None


def members_of(lessons: Lessons) -> list[Member]:
    """The files in the order of the lessons, in one query."""
    keys = {row["document"]["id"] for _lesson, rows in lessons for row in _files(rows)}
    public = in_public_collections(get_document_model().objects.filter(pk__in=keys))
    documents = {document.pk: document for document in public}
    digits, names = max(2, len(str(len(lessons)))), Names(README)
    members = []
    for number, (lesson, rows) in enumerate(lessons, 1):
        for row in _files(rows):
            document = documents.get(row["document"]["id"])
            if document is not None:
                words = f"{number:0{digits}} {lesson.title} - {_what(row)}"
                members.append(_member(names.unique(words, ending_of(document.filename)), document, row))
    return members


def _files(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (row["value"] for row in rows if row["value"].get("document"))


def _what(row: dict[str, Any]) -> str:
    return row["title"] if row["kind"] == MaterialKind.OTHER else row["kind_label"].lower()


def _member(name: str, document: Any, row: dict[str, Any]) -> Member:
    facts = row["document"]
    return Member(name, document.open_file, facts["size"], document.created_at, facts["type"] in LOOSE)


def readme(collection: Any, lessons: Lessons, viewpoint: Viewpoint) -> Any:
    """The text that comes with the files, as a function of the files that were not there any more."""
    return partial(_readme, collection, lessons, address_of(collection, viewpoint))


def _readme(collection: Any, lessons: Lessons, address: str, missing: list[Member]) -> tuple[str, str]:
    lines = [collection.title, address, *_about(collection), "", *_licence(collection)]
    for number, (lesson, rows) in enumerate(lessons, 1):
        lines += ["", RULE, f"{number:02} {lesson.title}", *_lesson(lesson, rows)]
    if missing:
        lines += ["", RULE, _("These files could not be read, and are not here:")]
        lines += [f"  {member.name}" for member in missing]
    return README, "\r\n".join([*lines, ""])


def _about(collection: Any) -> Iterator[str]:
    if collection.intro:
        yield from ("", collection.intro, "")
    if collection.compiler_names:
        yield _("Made by: {names}").format(names=", ".join(collection.compiler_names))
    if collection.period:
        yield _("Made: {when}").format(when=collection.period)
    if collection.last_checked:
        yield _("Last checked: {day}").format(day=day_words(collection.last_checked, year=True))


def _licence(collection: Any) -> Iterator[str]:
    terms = collection.licence_terms
    yield _("Licence: {licence}").format(licence=terms.label)
    if terms.url:
        yield terms.url
    if terms.attribution:
        yield _("When you share it, write: {line}").format(line=terms.attribution)


def _lesson(lesson: Any, rows: list[dict[str, Any]]) -> Iterator[str]:
    yield lesson.years_label + (f", {lesson.topic.label}" if lesson.topic else "")
    if lesson.objective:
        yield lesson.objective
    for value in (row["value"] for row in rows):
        if not value.get("document"):
            yield f"{value['title']}: {value['url']}"
        if value["licence"]:
            licence = f"{value['licence']['label']} {value['licence']['url']}".strip()
            yield _("{title} has a licence of its own: {licence}").format(
                title=value["title"], licence=licence
            )
