"""What would become of a Work Group in another academic year: its title, address, code and project, with notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from string import ascii_lowercase
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.desk.rolling_over.projects import Projects
from wagtail_mathshub.desk.rolling_over.text_notes import names_year, text_notes
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.publishing.wording import month_words
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.codes import code_academic_year, parse_code, shift_code, without_codes
from wagtail_mathshub.workgroups.models import Project

LONGEST_TITLE, LONGEST_SLUG = 255, 120


@dataclass
class Plan:
    """What the copy of `source` differs in, beside what every copy loses, and what an editor should know."""

    source: Any
    title: str
    slug: str
    code: str = ""
    group_name: str = ""
    seo_title: str = ""
    project: Project | None = None
    links: bool = True
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Facts:
    """What plans need to know of other rows.

    The projects, the people by key, which pages are held by somebody, and which are private themselves.
    """

    projects: Projects
    people: dict[int, Person]
    held: set[int]
    private: set[int]

    @property
    def from_year(self) -> str:
        """The year that is copied."""
        return self.projects.from_year

    @property
    def to_year(self) -> str:
        """The year of the copies."""
        return self.projects.to_year


def people_of(sources: Iterable[Any]) -> dict[int, Person]:
    """Those who lead the pages or are their contact, with their roles, in two queries."""
    keys = {lead.person_id for source in sources for lead in source.leads.all()}
    keys |= {source.contact_person_id for source in sources}
    rows = Person.objects.filter(pk__in=keys - {None}).prefetch_related("roles")
    return {person.pk: person for person in rows}


def plan(source: Any, facts: Facts, *, is_taken: Callable[[str], bool]) -> Plan:
    """The plan for one page. `is_taken` says whether a slug is another page's already."""
    years, notes = facts.projects.years, []
    title = shifted(source.title, facts.from_year, years)[:LONGEST_TITLE]
    project = _project(source, facts, notes)
    code = _code(source, project, years, notes)
    made = Plan(
        source,
        title,
        free_slug(_slug(source, title, facts.to_year, years, facts.from_year), is_taken),
        code=code,
        group_name=shifted(source.group_name, facts.from_year, years)[:120],
        seo_title=shifted(getattr(source, "seo_title", ""), facts.from_year, years)[:LONGEST_TITLE],
        project=project,
        links=source.successor_id is None and source.pk not in facts.held,
        notes=notes,
    )
    notes += [*_title_notes(title, facts), *_page_notes(source, facts), *_people_notes(source, facts)]
    notes += text_notes(source, facts.from_year)
    return made


def shifted(text: str, from_year: str, years: int) -> str:
    """The text with its years that many later, where it names the old year; otherwise as it is."""
    return academic_years.shift_years(text, years) if from_year in academic_years.years_named(text) else text


def free_slug(wish: str, is_taken: Callable[[str], bool]) -> str:
    """The slug, with a number behind it where another page has it."""
    stem = wish[:LONGEST_SLUG].strip("-")
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if not is_taken(stem) else next(slug for slug in numbered if not is_taken(slug))


def _slug(source: Any, title: str, to_year: str, years: int, from_year: str) -> str:
    old = re.sub(r"[\s-]+", "-", without_codes(source.slug or "")).strip("-")
    new = shifted(_with_year_in_words(old, from_year), from_year, years)
    if to_year in academic_years.years_named(new):
        return new
    # One calendar year of the two alone, as in "mastery-2025", is the old year all the same.
    first = academic_years.first_year(from_year)
    new = re.sub(rf"-?(?<!\d)(?:{first}|{first + 1})(?!\d)$", "", new)
    stem = new or slugify(title, allow_unicode=True) or "work-group"
    return f"{stem[: LONGEST_SLUG - 8].strip('-')}-{to_year}"


def _with_year_in_words(slug: str, year: str) -> str:
    """The slug with the year written as 2025-26, which a slug made of "2025/26" has as 202526."""
    first = academic_years.first_year(year)
    run_together = f"{first}{first + 1}|{first}{(first + 1) % 100:02}|{first % 100:02}{(first + 1) % 100:02}"
    return re.sub(rf"(?<!\d)(?:{run_together})(?!\d)", year, slug)


def _project(source: Any, facts: Facts, notes: list[str]) -> Project | None:
    projects, project = facts.projects, facts.projects.get(source.project_id)
    if project is None:
        return None
    following = projects.next_of(project)
    if following is not None:
        if not projects.is_settled(following):
            words = _("Its next project, {project}, is not of {year}: check it.")
            notes.append(words.format(project=following, year=academic_years.label(facts.to_year)))
        return following
    if not projects.is_settled(project):
        words = _("It keeps its project, {project}: no project for {year} is known.")
        notes.append(words.format(project=project, year=academic_years.label(facts.to_year)))
    return project


def _code(source: Any, project: Project | None, years: int, notes: list[str]) -> str:
    """The group's own code for the new year: only where the project's successor has it."""
    if not source.code:
        return ""
    proposed = shift_code(source.code, years)
    known = parse_code(project.code) if project else None
    # A letter tells cohorts of one project apart.
    if proposed and known in (proposed, proposed.rstrip(ascii_lowercase)):
        return proposed
    named = code_academic_year(source.code)
    words = (
        _("Its own code, {code}, is of {year} and was taken out.")
        if named
        else _("Its own code, {code}, was taken out.")
    )
    notes.append(words.format(code=source.code, year=academic_years.label(named or "")))
    return ""


def _title_notes(title: str, facts: Facts) -> list[str]:
    notes = []
    others = [year for year in academic_years.years_named(title) if year != facts.to_year]
    if others:
        words = _("The title names {year}: check it.")
        notes.append(words.format(year=academic_years.label(others[0])))
    elif names_year(without_years(title), facts.from_year):
        notes.append(_("The title names a year that is over: check it."))
    if parse_code(title):
        notes.append(_("The title names the code {code}: check it.").format(code=parse_code(title)))
    return notes


def without_years(text: str) -> str:
    """The text without its academic years, if it names one."""
    return "" if academic_years.years_named(text) else text


def _page_notes(source: Any, facts: Facts) -> list[str]:
    to_year = academic_years.label(facts.to_year)
    found = [
        (
            source.pk in facts.private,
            _("The old page is private, and so is the new one."),
        ),
        (bool(source.flyer_id), _("Its flyer was taken out, because it carries the old dates.")),
        (
            bool(source.apply_url),
            _("Sign-up still leads to {url}: check that this is the form for {year}.").format(
                url=source.apply_url, year=to_year
            ),
        ),
        (
            source.live and source.has_unpublished_changes,
            _("The old page has changes that nobody has published. They were not copied."),
        ),
        (
            bool(source.go_live_at or source.expire_at),
            _("The times to publish and to unpublish were taken out."),
        ),
        (
            source.pk in facts.held,
            _("The old page is locked or in moderation, so no link to the new page was put on it."),
        ),
        (
            source.successor_id is not None,
            _("The old page links to another page for next year already. That link stays."),
        ),
        (not source.academic_year, _("The old page names no academic year.")),
    ]
    return [words for holds, words in found if holds]


def _people_notes(source: Any, facts: Facts) -> list[str]:
    day = max(clock.today(), academic_years.start_of(facts.to_year))
    notes = []
    leads = dict.fromkeys(lead.person_id for lead in source.leads.all())
    for key in leads:
        person = facts.people.get(key) if key else None
        if person is not None and not _has_role(person, day):
            words = _("{person} leads it, but has no role in {month}. They were kept.")
            notes.append(words.format(person=person, month=month_words(day)))
    contact = facts.people.get(source.contact_person_id) if source.contact_person_id else None
    if contact is not None and contact.pk not in leads and not _has_role(contact, day):
        words = _("{person} is its contact, but has no role in {month}. They were kept.")
        notes.append(words.format(person=contact, month=month_words(day)))
    return notes


def _has_role(person: Person, day: date) -> bool:
    month = day.strftime("%Y-%m")
    return any(
        role.from_month <= month and (not role.to_month or month <= role.to_month)
        for role in person.roles.all()
    )
