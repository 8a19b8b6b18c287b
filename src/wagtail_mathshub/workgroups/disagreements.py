"""What a Work Group's page says in one place and contradicts in another: the one list of rules.

The panel on the editing screen asks them of one page, the report of all at once; each builds the same facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.blocks.base import stored
from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.publishing.urging import Texts, body_text, urging_in
from wagtail_mathshub.publishing.wording import moment_words
from wagtail_mathshub.scheduling.warnings import slot_warnings
from wagtail_mathshub.taxonomy.academic_years import (
    end_of,
    is_valid_key,
    label,
    parse_academic_year,
    start_of,
)
from wagtail_mathshub.taxonomy.codes import code_academic_year
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia, Delivery, Recruitment
from wagtail_mathshub.workgroups import seats
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

if TYPE_CHECKING:
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

SHUT = (Recruitment.CLOSED, Recruitment.FULL, Recruitment.CANCELLED)
OVER = (Delivery.FINISHED, Delivery.CANCELLED)
TEXTS = ("summary", *TEXT_FIELDS, "outcomes", "gap_tasks")


@dataclass(frozen=True)
class GroupFacts:
    """What the rules look at. `outside` are sessions beyond the year, `left` names of leads, `urging` texts."""

    title: str = ""
    academic_year: str = ""
    code: str = ""
    first_starts_at: datetime | None = None
    closes_at: datetime | None = None
    accepts_late_joiners: bool = False
    apply_via: str = ""
    apply_url: str = ""
    apply_email: str = ""
    hub_email: str = ""
    has_own_form: bool = False
    is_over: bool = False
    outside: tuple[tuple[str, date], ...] = ()
    left: tuple[str, ...] = ()
    urging: tuple[tuple[str, str], ...] = field(default=())


def sentences(facts: GroupFacts) -> list[str]:
    """Every disagreement, a sentence each."""
    return [sentence for rule in RULES for sentence in rule(facts)]


def _title(facts: GroupFacts) -> Iterator[str]:
    named = parse_academic_year(facts.title)
    if named and facts.academic_year and named != facts.academic_year:
        sentence = _("The title says {named}, but the page's academic year is {year}.")
        yield sentence.format(named=label(named), year=label(facts.academic_year))


def _code(facts: GroupFacts) -> Iterator[str]:
    year = code_academic_year(facts.code)
    if year and facts.academic_year and year != facts.academic_year:
        sentence = _("The code {code} is of {year}, not of this page's academic year.")
        yield sentence.format(code=facts.code, year=label(year))


def _sessions(facts: GroupFacts) -> Iterator[str]:
    for session, day in facts.outside:
        for warning in slot_warnings(day, None, None, academic_year=facts.academic_year):
            if warning.key == "outside_academic_year":
                yield f"{session}: {warning.message}"


def _closing(facts: GroupFacts) -> Iterator[str]:
    first, closes = facts.first_starts_at, facts.closes_at
    if first and closes and closes > first and not facts.accepts_late_joiners:
        sentence = _(
            "Sign-up closes on {closes}, after the first session on {first}, and late joiners are not accepted."
        )
        yield sentence.format(closes=moment_words(closes), first=moment_words(first))


def _leads(facts: GroupFacts) -> Iterator[str]:
    for name in () if facts.is_over else facts.left:
        yield _("{person} leads this group, but has no current role in the hub.").format(person=name)


def _way_to_apply(facts: GroupFacts) -> Iterator[str]:
    via, ends = facts.apply_via, facts.closes_at
    if facts.is_over or (ends and ends <= clock.now()):
        return
    if via == ApplyVia.NONE and ends:
        sentence = _("Sign-up closes on {closes}, but no way to sign up is chosen.")
        yield sentence.format(closes=moment_words(ends))
    elif via == ApplyVia.LINK and not facts.apply_url:
        yield _("People sign up by a form on another website, but its address is missing.")
    elif via == ApplyVia.EMAIL and not facts.apply_email:
        yield _("People sign up by email, but no address is given.")
    elif via == ApplyVia.OWN_FORM and not facts.has_own_form and not facts.hub_email:
        yield _("This site has no sign-up form, and the hub no email address to write to instead.")


def _urging(facts: GroupFacts) -> Iterator[str]:
    for place, words in facts.urging:
        sentence = _("“{words}” still stands in “{place}”, but nobody can sign up any more.")
        yield sentence.format(words=words, place=place)


RULES = (_title, _code, _sessions, _closing, _leads, _way_to_apply, _urging)


def facts_of_page(group: WorkGroupMixin) -> GroupFacts:
    """The facts of one page as it stands in memory, its child rows included."""
    state, hub = group.state, hub_of_page(group)
    sessions = [session for session in group.sessions.all() if session.stands and session.date]
    first = min((start for session in sessions if (start := session.span()[0])), default=None)
    return GroupFacts(
        title=group.title,
        academic_year=group.academic_year,
        code=group.resolved_code,
        first_starts_at=first,
        closes_at=group.closes_at,
        accepts_late_joiners=group.accepts_late_joiners,
        apply_via=group.apply_via,
        apply_url=group.apply_url,
        apply_email=group.apply_email,
        hub_email=hub.email if hub else "",
        has_own_form=bool(seats.form_address(group)),
        is_over=state.delivery.key in OVER,
        outside=tuple((str(session), session.date) for session in sessions if _is_outside(session, group)),
        left=tuple(str(lead.person) for lead in group.leads.all() if lead.person_id and lead.person.has_left),
        urging=urging_in(_texts(group))
        if is_shut(group.live, state.recruitment.key, group.closes_at)
        else (),
    )


def is_shut(live: bool, recruitment: str, closes_at: datetime | None) -> bool:
    """Whether a text that urges to sign up is wrong. A draft is shut only once its closing date has passed."""
    return recruitment in SHUT if live else closes_at is not None and closes_at <= clock.now()


def _is_outside(session: Any, group: Any) -> bool:
    year = group.academic_year
    return is_valid_key(year) and not start_of(year) <= session.date <= end_of(year)


def _texts(group: Any) -> Texts:
    names = {name: group._meta.get_field(name).verbose_name for name in (*TEXTS, "body")}
    yield from ((names[name], getattr(group, name)) for name in TEXTS)
    yield names["body"], body_text(stored(group.body))
    if group.project:
        missing = [name for name in TEXT_FIELDS if not getattr(group, name)]
        yield from project_texts(group.project, missing)


def project_texts(project: Any, names: Any) -> Texts:
    """The texts of these names that a group takes over from its project."""
    for name in names:
        heading = project._meta.get_field(name).verbose_name
        yield _("{heading} (the project's text)").format(heading=heading), getattr(project, name)
