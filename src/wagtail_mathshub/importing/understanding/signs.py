"""What speaks for one kind of page or another, each sign with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_mathshub.importing.plans import PlanKind
from wagtail_mathshub.importing.understanding.credits import byline_in, named_authors
from wagtail_mathshub.importing.understanding.document_links import is_document
from wagtail_mathshub.importing.understanding.events import KINDS
from wagtail_mathshub.importing.understanding.lessons import is_years_heading, lessons_in
from wagtail_mathshub.importing.understanding.page_reading import PageReading
from wagtail_mathshub.importing.understanding.people import people_in
from wagtail_mathshub.taxonomy.codes import parse_code
from wagtail_mathshub.taxonomy.years import parse_years

Sign = tuple[PlanKind, float]
_POSTS = {"post", "blog", "blogposting", "article"}
_EVENTS = {"event", "events", "tribe_events", "mec-events", "ajde_events"}
_GROUP_TYPES = {"project", "projects", "work_group", "work-group", "workgroup", "course"}
_GROUP_WORDS = re.compile(r"\bwork ?groups?\b", re.I)
_PROGRAMME = re.compile(
    r"\bSKTM\b|\bmastering number\b|\bteaching for mastery\b|\bcontinuity\b|\bprogramme\b|\bcohorts?\b|\bspecialist knowledge\b|\bmastery\b",
    re.I,
)
_JOB_TITLE = re.compile(
    r"\b(?:vacanc(?:y|ies)|recruit(?:ment|ing)|expressions? of interest|secondment|job|maternity cover|administrator|we are hiring|join our team)\b",
    re.I,
)
_JOB_WORDS = re.compile(
    r"\b(?:secondment|seconded|salary|vacancy|closing date|interviews?|fixed[- ]term|FTE|pro rata|expressions of interest|person specification"
    r"|applications are invited|we are looking for|job description|role description|maternity cover)\b",
    re.I,
)
_PLAIN = re.compile(
    r"^(?:home|about(?: us| the hub)?|contact(?: us)?|privacy.*|cookies?.*|accessibility.*|terms.*|blog(?:\s?\d)?|news|newsletters?|events|work ?groups|resources"
    r"|school term dates.*|term dates.*|covid.*|sitemap|links|faqs?|welcome.*|what is .*\??|useful .*)$",
    re.I,
)
_RESOURCE = re.compile(
    r"\b(?:lessons?|resources?|worksheets?|home learning|tasks|activities|daily sheets|lesson plans)\b", re.I
)
_PEOPLE = re.compile(
    r"\b(?:team|people|board|staff|who we are|who's who|LLMEs?|leads|specialists|governance|contacts)\b", re.I
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|me)\b|\bwe (?:had|were|found|saw|heard|learned|stopped|started|met)\b")
_TOLD = re.compile(
    r"\b(?:was|were|had|did|met|sat|began|filled|spoke|saw|went|took|came|found|heard|thank you to everyone)\b",
    re.I,
)
_NEWS = re.compile(r"^(?:news|blog|articles?|research|stories|reading|latest)\b", re.I)


def signs(reading: PageReading) -> Iterator[Sign]:
    """All signs that a page gives."""
    yield PlanKind.PAGE, 2.0
    yield from _type_signs(reading)
    yield from _title_signs(reading)
    yield from _date_signs(reading)
    yield from _text_signs(reading)
    yield from _list_signs(reading)


def _type_signs(reading: PageReading) -> Iterator[Sign]:
    kind = reading.page.type.lower()
    if kind in _POSTS:
        yield PlanKind.ARTICLE, 3.2
    if kind in _EVENTS:
        yield PlanKind.EVENT, 3.5
    if kind in _GROUP_TYPES:
        yield PlanKind.WORK_GROUP, 1.5
    for category in {*reading.page.categories, *reading.page.tags}:
        if _GROUP_WORDS.search(category):
            yield PlanKind.WORK_GROUP, 2.5
        if _NEWS.match(category):
            yield PlanKind.ARTICLE, 2.0
        if re.match(r"(?:jobs?|vacanc)", category, re.I):
            yield PlanKind.JOB, 4.0
        if re.match(r"events?\b", category, re.I):
            yield PlanKind.EVENT, 3.0
        if re.match(r"resources?\b|lessons?\b", category, re.I):
            yield PlanKind.COLLECTION, 2.5


def _title_signs(reading: PageReading) -> Iterator[Sign]:
    title = reading.title
    named = f"{title} {reading.slug.replace('-', ' ').replace('/', ' ')}"
    if _PLAIN.match(title.strip()):
        yield PlanKind.PAGE, 4.0
    if _GROUP_WORDS.search(named):
        yield PlanKind.WORK_GROUP, 2.0
    if parse_code(reading.title) or parse_code(reading.slug):
        yield PlanKind.WORK_GROUP, 3.0
    if _PROGRAMME.search(named):
        yield PlanKind.WORK_GROUP, 1.0
    if _JOB_TITLE.search(named):
        yield PlanKind.JOB, 3.0
    if any(re.search(pattern, named, re.I) for _key, pattern in KINDS):
        yield PlanKind.EVENT, 2.5
    if re.search(r"\bevents?\b", reading.slug) and not _PLAIN.match(title):
        yield PlanKind.EVENT, 1.5
    if _RESOURCE.search(named):
        yield PlanKind.COLLECTION, 1.0
    if _PEOPLE.search(named):
        yield PlanKind.PEOPLE, 1.0


def _date_signs(reading: PageReading) -> Iterator[Sign]:
    days = len(
        {(day.day, day.month, day.year) for sentence in reading.session_sentences for day in sentence.days}
    )
    undated = sum(
        bool(re.search(r"\b(?:dates?|times?)\b.*\b(?:tbc|tba|to be confirmed)\b", text, re.I))
        for text in reading.texts
    )
    if days >= 2:
        yield PlanKind.WORK_GROUP, min(5.0, 1.5 + days * 0.7)
        yield PlanKind.EVENT, -1.5 if days >= 3 else 0.0
    elif days == 1:
        yield PlanKind.EVENT, 1.5
        yield PlanKind.WORK_GROUP, 0.5
    if undated:
        yield PlanKind.WORK_GROUP, min(2.0, 1.0 * undated)
    if any(parse_code(text) for text in reading.texts if len(text.split()) <= 30):
        yield PlanKind.WORK_GROUP, 1.5
    elif reading.code[0]:
        yield PlanKind.WORK_GROUP, 0.5


def _text_signs(reading: PageReading) -> Iterator[Sign]:
    text = " ".join(reading.texts)
    standard = {section.field_name for section in reading.sections if section.field_name}
    if standard:
        yield PlanKind.WORK_GROUP, min(3.0, 1.2 * len(standard))
    found = byline_in(reading.pieces)
    if found and sum(person.has_role for person in people_in(reading.pieces)) < 2:
        yield PlanKind.ARTICLE, 3.5
    elif named_authors(reading.page.authors):
        yield PlanKind.ARTICLE, 1.0
    if any(re.match(r"references?\b|bibliography", heading, re.I) for heading in reading.headings):
        yield PlanKind.ARTICLE, 1.5
    told = len(_TOLD.findall(text)) + 2 * len(_FIRST_PERSON.findall(text))
    if told >= 3:
        yield PlanKind.ARTICLE, min(2.5, told * 0.4)
        yield PlanKind.EVENT, -1.5
    words = {match.lower() for match in _JOB_WORDS.findall(text)}
    if words:
        yield PlanKind.JOB, min(6.0, 1.8 * len(words))
    if re.search(r"\u00a3\s?\d", text) and words:
        yield PlanKind.JOB, 0.8
    if len(re.findall(r"continue reading|read more", text, re.I)) >= 2:
        yield PlanKind.PAGE, 8.0


def _list_signs(reading: PageReading) -> Iterator[Sign]:
    lessons = lessons_in(reading.pieces, parse_years(reading.title))
    files = sum(is_document(link.address) for lesson in lessons for link in lesson.links)
    with_years = sum(lesson.years is not None for lesson in lessons)
    if files >= 2 and with_years >= 2:
        yield PlanKind.COLLECTION, min(5.0, 2.0 + files * 0.5)
    if sum(is_years_heading(heading) for heading in reading.headings) >= 2 and lessons:
        yield PlanKind.COLLECTION, 2.5
    found = people_in(reading.pieces)
    known = sum(person.has_role for person in found)
    if known >= 2:
        yield PlanKind.PEOPLE, min(6.0, 2.0 + known)
    rows = [line for piece in reading.pieces if piece.shape == "table" for line in piece.lines]
    if len({parse_code(line.text) for line in rows} - {None}) >= 2 and not reading.session_sentences:
        yield PlanKind.PAGE, 5.0
