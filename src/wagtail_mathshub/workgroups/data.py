"""Work Groups, sessions and projects as plain data."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.blocks.prose import prose
from wagtail_mathshub.hubs.page_data import image_data, page_data
from wagtail_mathshub.hubs.scope import Scope, years_data
from wagtail_mathshub.organisations.venue import venue_data
from wagtail_mathshub.publishing.page_links import page_link
from wagtail_mathshub.publishing.references import DOCUMENT, Found
from wagtail_mathshub.taxonomy.vocabularies import Mode, SlotStatus, Stage, Strand
from wagtail_mathshub.workgroups.nearby import Nearby, nearby
from wagtail_mathshub.workgroups.queries import groups_beside
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS
from wagtail_mathshub.workgroups.wording import (
    SignUpLink,
    cost_words,
    interest_link,
    places_words,
    sign_up_link,
)

KIND = "work_group"


def group_data(group: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """One group, complete for a card."""
    state, hub = group.state, scope.hub_of(group)
    return page_data(group, KIND, "work_group", scope) | {
        "hub": hub.key if hub else "",
        "group_name": group.group_name,
        "code": group.effective_code,
        "academic_year": group.academic_year,
        "summary": group.summary,
        "project": _project_link(group.project),
        "strand": _choice(scope, Strand, group.strand),
        "stage": _choice(scope, Stage, group.stage),
        "years": years_data(group.year_from, group.year_to),
        "audiences": [scope.labelled(row.key, row.label) for row in group.audiences.all()],
        "image": image_data(group, found),
        "delivery": _state(scope, state.delivery),
        "recruitment": _state(scope, state.recruitment),
        "mode": scope.labelled(state.mode, Mode(state.mode).label),
        "archived": state.archived,
        "places": _places(group),
        "cost": _cost(group),
        "sign_up": _sign_up(group, scope),
        "leads": [_lead(row.person) for row in group.leads.all()],
        "sessions": [session_data(row, scope) for row in group.sessions.all()],
        "sessions_counted": state.sessions_counted,
        "next_session": state.next_session.pk if state.next_session else None,
    }


def _choice(scope: Scope, choices: Any, key: str) -> dict[str, str] | None:
    return scope.labelled(key, choices(key).label) if key in choices.values else None


def _state(scope: Scope, state: Any) -> dict[str, str]:
    return scope.labelled(state.key, state.label) | {"reason": state.reason}


def _project_link(project: Any) -> dict[str, Any] | None:
    return {"id": project.pk, "code": project.code, "title": project.title} if project else None


def _places(group: Any) -> dict[str, Any]:
    places = group.state.places
    return {
        "capacity": places.capacity,
        "unit": group.capacity_unit,
        "taken": places.taken,
        "remaining": places.remaining,
        "waiting": places.waiting,
        "per_school_min": group.per_school_min,
        "per_school_max": group.per_school_max,
        "words": places_words(group),
    }


def _cost(group: Any) -> dict[str, Any]:
    return {
        "free": group.cost_free,
        "funding_to_school": group.funding_to_school,
        "non_attendance_charge": group.non_attendance_charge,
        "extras": group.cost_extras,
        "cover_note": group.cover_note,
        "words": cost_words(group),
    }


def _sign_up(group: Any, scope: Scope) -> dict[str, Any]:
    link, interest = sign_up_link(group, scope.hub_of(group)), interest_link(group)
    return {
        "via": group.apply_via,
        "url": _absolute(link, group, scope),
        "label": link.label if link else "",
        "interest_url": _absolute(interest, group, scope),
        "opens_at": group.opens_at,
        "closes_at": group.closes_at,
        "has_interest_form": group.has_interest_form,
    }


def _absolute(link: SignUpLink | None, group: Any, scope: Scope) -> str:
    hub = scope.hub_of(group)
    return link_address(link, hub.site if hub else scope.site)


def link_address(link: SignUpLink | None, site: Any) -> str:
    """Where a link leads, from anywhere: the site's own forms are at the site itself, whatever its front end."""
    if link is None or not link.address.startswith("/"):
        return link.address if link else ""
    return (site.root_url if site else "") + link.address


def _lead(person: Any) -> dict[str, Any]:
    school = person.school.name if person.school else ""
    return {"name": person.name, "slug": person.slug, "school": school, "email": person.public_email}


def session_data(session: Any, scope: Scope) -> dict[str, Any]:
    """One session, or an event as one. The joining link is for those who take part, and is not in here."""
    starts, ends = session.span()
    return {
        "id": session.pk,
        "uid": session.uid,
        "label": getattr(session, "label", ""),
        "date": session.date,
        "start": session.start,
        "end": session.end,
        "arrive_from": getattr(session, "arrive_from", None),
        "starts_at": starts,
        "ends_at": ends,
        "mode": scope.labelled(session.mode, Mode(session.mode).label),
        "status": scope.labelled(session.status, SlotStatus(session.status).label),
        "previous_date": session.previous_date,
        "venue": venue_data(session),
        "note": getattr(session, "note", ""),
    }


def group_more(group: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """What the page of a group says beside its card."""
    person = group.contact_person
    successor, cohorts = groups_beside(group, scope.hub_of(group))
    return {
        "texts": _texts(group, found),
        "outcomes": group.outcome_list,
        "gap_tasks": group.gap_task_list,
        "state_funded_only": group.state_funded_only,
        "local_authorities": [scope.labelled(row.key, row.label) for row in group.local_authorities.all()],
        "neighbours_welcome": group.neighbours_welcome,
        "prior_participation": group.prior_participation,
        "priority_rule": group.priority_rule,
        "late_joiners_note": group.late_joiners_note,
        "contact": group.contact_text or (person.name if person else ""),
        "flyer": found.get(DOCUMENT, group.flyer_id),
        "successor": page_link(successor, scope.viewpoint) if successor else None,
        "related_cohorts": [page_link(page, scope.viewpoint) for page in cohorts],
        "nearby": [_nearby(row) for row in nearby(group, scope.hub_of(group))],
    }


def _nearby(found: Nearby) -> dict[str, Any]:
    # In the words of the hub whose group it is.
    group, words = found.group, Scope(found.hub, found.hub.site)
    return {
        "hub": {"key": found.hub.key, "label": found.hub.name},
        "id": group.pk,
        "title": group.title,
        "group_name": group.group_name,
        "code": group.effective_code,
        "url": found.address,
        "recruitment": _state(words, group.state.recruitment),
        "places": places_words(group),
        "mode": words.labelled(group.state.mode, Mode(group.state.mode).label),
        "first_starts_at": group.first_starts_at,
        "neighbours_welcome": group.neighbours_welcome,
    }


def _texts(group: Any, found: Found) -> list[dict[str, Any]]:
    return [
        {
            "key": name,
            "heading": str(group._meta.get_field(name).verbose_name),
            "html": prose(group.text(name), found),
            "inherited": not getattr(group, name),
        }
        for name in TEXT_FIELDS
        if group.text(name)
    ]


def project_data(project: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """One project with its texts."""
    return {
        "id": project.pk,
        "code": project.code,
        "title": project.title,
        "strand": _choice(scope, Strand, project.strand),
        "stage": _choice(scope, Stage, project.stage),
        "is_national": project.is_national,
        "is_shared": project.is_shared,
        "academic_year": project.academic_year,
        "ncetm_url": project.ncetm_url,
        "texts": [
            {
                "key": name,
                "heading": str(project._meta.get_field(name).verbose_name),
                "html": prose(getattr(project, name), found),
                "inherited": False,
            }
            for name in TEXT_FIELDS
            if getattr(project, name)
        ],
    }
