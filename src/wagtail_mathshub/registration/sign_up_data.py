"""What a form for sign-up needs to know of its Work Group, as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from wagtail_mathshub.hubs.scope import Scope, years_data
from wagtail_mathshub.publishing.page_links import page_link
from wagtail_mathshub.registration import wishes
from wagtail_mathshub.registration.interests import can_note_interest
from wagtail_mathshub.registration.privacy import notice_of
from wagtail_mathshub.registration.refusals import Refused, check_open
from wagtail_mathshub.taxonomy.vocabularies import Admission, CapacityUnit, Recruitment
from wagtail_mathshub.taxonomy.years import YEAR_CHOICES
from wagtail_mathshub.workgroups.queries import groups_beside

LENGTHS = {
    "contact.name": wishes.NAME,
    "contact.email": wishes.EMAIL,
    "contact.phone": wishes.PHONE,
    "school.name": wishes.SCHOOL,
    "school.postcode": wishes.POSTCODE,
    "participants.name": wishes.NAME,
    "participants.email": wishes.EMAIL,
    "participants.role": wishes.ROLE,
    "answers": wishes.ANSWER,
}


def sign_up_data(group: Any, scope: Scope) -> dict[str, Any]:
    """What is asked, whether it is open, and what the hub says about it."""
    hub = scope.hub_of(group)
    notice = notice_of(hub)
    successor, _cohorts = groups_beside(group, hub)
    return {
        "work_group": page_link(group, scope.viewpoint),
        "via": group.apply_via,
        **_standing(group),
        "interest_open": can_note_interest(group),
        "successor": page_link(successor, scope.viewpoint) if successor else None,
        **_asked(group),
        "questions": [asdict(question) for question in wishes.questions_of(group)],
        "limits": _limits(group),
        "years": years_data(group.year_from, group.year_to),
        "year_choices": [{"year": year, "label": str(label)} for year, label in YEAR_CHOICES],
        "privacy": {"sentences": notice.sentences, "text": notice.text, "version": notice.version},
    }


def _standing(group: Any) -> dict[str, Any]:
    state = group.state
    try:
        check_open(group, state)
    except Refused as refused:
        return {
            "is_open": False,
            "code": refused.code,
            "reason": refused.reason,
            "instead": refused.instead,
            "waits": False,
        }
    waits = state.recruitment.key == Recruitment.WAITING_LIST
    return {"is_open": True, "code": "", "reason": state.recruitment.reason, "instead": "", "waits": waits}


def _asked(group: Any) -> dict[str, Any]:
    by_people = group.capacity is not None and group.capacity_unit == CapacityUnit.PARTICIPANTS
    return {
        "hub_decides": group.admission == Admission.ROUND,
        "unit": group.capacity_unit,
        "accepts_fewer_asked": bool(by_people and group.has_waiting_list),
        "head_agreement_asked": group.head_agreement_asked,
        "trn_asked": group.trn_asked,
        "trn_reason": group.trn_reason if group.trn_asked else "",
    }


def _limits(group: Any) -> dict[str, Any]:
    most = min(group.per_school_max or wishes.MOST_PEOPLE, wishes.MOST_PEOPLE)
    return {"people_min": group.per_school_min or 1, "people_max": most, "lengths": LENGTHS}
