"""What an advert says in one place and contradicts in another: the one list of rules, for panel and report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.blocks.base import stored
from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.publishing.urging import Texts, body_text, urging_in
from wagtail_mathshub.taxonomy.job_terms import JobApplyVia

if TYPE_CHECKING:
    from wagtail_mathshub.jobs.mixins import JobAdvertMixin

TEXTS = ("summary", "time_commitment", "pay_note", "who_can_apply")


@dataclass(frozen=True)
class JobFacts:
    """What the rules look at. `over` is why nobody can answer any more, or ""; `urging` the texts that urge."""

    over: str = ""
    apply_via: str = ""
    apply_url: str = ""
    apply_email: str = ""
    hub_email: str = ""
    urging: tuple[tuple[str, str], ...] = ()


def sentences(facts: JobFacts) -> list[str]:
    """Every disagreement, a sentence each."""
    return [sentence for rule in RULES for sentence in rule(facts)]


def over_words(advert: Any) -> str:
    """Why nobody can answer an advert any more; "" while somebody can."""
    closes: datetime | None = advert.closes_at
    if advert.withdrawn:
        return _("the advert is withdrawn")
    if advert.filled:
        return _("the role is filled")
    return _("the advert has closed") if closes and closes <= clock.now() else ""


def _urging(facts: JobFacts) -> Iterator[str]:
    for place, words in facts.urging:
        sentence = _("“{words}” still stands in “{place}”, but {reason}.")
        yield sentence.format(words=words, place=place, reason=facts.over)


def _way_to_apply(facts: JobFacts) -> Iterator[str]:
    if facts.over:
        return
    if facts.apply_via == JobApplyVia.LINK and not facts.apply_url:
        yield _("People apply by a form on another website, but its address is missing.")
    elif facts.apply_via != JobApplyVia.LINK and not (facts.apply_email or facts.hub_email):
        yield _("People apply by email, but neither the advert nor the hub gives an address.")


RULES = (_urging, _way_to_apply)


def facts_of(advert: Any, *, hub_email: str) -> JobFacts:
    """The facts of one advert; its texts are read only when it is over."""
    over = over_words(advert)
    return JobFacts(
        over=over,
        apply_via=advert.apply_via,
        apply_url=advert.apply_url,
        apply_email=advert.apply_email,
        hub_email=hub_email,
        urging=urging_in(_texts(advert)) if over else (),
    )


def advert_warnings(advert: JobAdvertMixin) -> list[str]:
    """The disagreements of an advert that has been saved."""
    if not advert.pk:
        return []
    hub = hub_of_page(advert)
    return sentences(facts_of(advert, hub_email=hub.email if hub else ""))


def _texts(advert: Any) -> Texts:
    for name in TEXTS:
        yield advert._meta.get_field(name).verbose_name, getattr(advert, name)
    yield advert._meta.get_field("body").verbose_name, body_text(stored(advert.body))
