"""Job adverts as plain data."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.hubs.page_data import page_data
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.jobs.queries import files_of
from wagtail_mathshub.jobs.structured_data import employment_types
from wagtail_mathshub.jobs.wording import apply_link, pay_words
from wagtail_mathshub.publishing.references import Found
from wagtail_mathshub.taxonomy.job_terms import JobKind, Workplace
from wagtail_mathshub.taxonomy.vocabularies import Phase


def _choice(scope: Scope, choices: Any, key: str) -> dict[str, str] | None:
    return scope.labelled(key, choices(key).label) if key and key in choices.values else None


def job_data(advert: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """One advert, complete for a card."""
    link = apply_link(advert, scope.hub_of(advert))
    return page_data(advert, "job", "job", scope) | {
        "summary": advert.summary,
        "state": scope.labelled(advert.state, advert.state.label),
        "kind": _choice(scope, JobKind, advert.kind),
        "phase": _choice(scope, Phase, advert.phase),
        "time_commitment": advert.time_commitment,
        "fte": str(advert.fte) if advert.fte is not None else None,
        "starts": advert.starts,
        "ends": advert.ends,
        "pay": _pay(advert),
        "host": advert.host.name if advert.host else "",
        "location": advert.location,
        "workplace": _choice(scope, Workplace, advert.workplace),
        "who_can_apply": advert.who_can_apply,
        "head_endorsement": advert.head_endorsement,
        "closes_at": advert.closes_at,
        "extended_from": advert.extended_from,
        "interviews": advert.interviews,
        "apply_url": link.address if link else "",
        "employment_type": employment_types(advert),
    }


def _pay(advert: Any) -> dict[str, Any]:
    return {
        "to": advert.pay_to,
        "minimum": advert.pay_min,
        "maximum": advert.pay_max,
        "unit": advert.pay_unit,
        "pro_rata": advert.pay_pro_rata,
        "note": advert.pay_note,
        "words": pay_words(advert),
    }


def job_more(advert: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """What the page of an advert says beside its card."""
    person = advert.contact_person
    return {
        "documents": files_of(advert, scope.viewpoint),
        "contact": advert.contact_text or (person.name if person else ""),
    }
