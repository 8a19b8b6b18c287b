"""What is kept of one person: handed out, or erased, by email address and in the hubs given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.registration import log, queueing
from wagtail_mathshub.registration.models import Application, Interest, Message, Participant
from wagtail_mathshub.registration.seating import Table, taking
from wagtail_mathshub.registration.states import MessageState, Outcome, State, Step

CONTACT = ("contact_name", "contact_email", "contact_phone")


def applications_of(email: str, sites: Iterable[Site]) -> Any:
    """The applications in which an address stands, as contact or as somebody who takes part."""
    named = Q(contact_email__iexact=email) | Q(participants__email__iexact=email)
    return Application.objects.filter(named, site__in=list(sites)).distinct().order_by("pk")


def export_person(*, email: str, sites: Iterable[Site]) -> dict[str, Any]:
    """All that is kept of a person, as plain data: applications, people, attendance, interests, messages."""
    sites = list(sites)
    rows = applications_of(email, sites).select_related("page", "site")
    interests = Interest.objects.filter(email__iexact=email, site__in=sites).select_related("page")
    sent = Message.objects.filter(to__iexact=email, site__in=sites).order_by("pk")
    return {
        "email": email,
        "exported_at": clock.now().isoformat(),
        "applications": [_application_data(row, email) for row in rows],
        "interests": [
            {
                "work_group": row.page.title,
                "name": row.name,
                "school": row.school_name,
                "noted_at": row.created_at.isoformat(),
                "notice": row.consent_text,
            }
            for row in interests
        ],
        "messages": [
            {
                "kind": str(row.get_kind_display()),
                "state": row.state,
                "written_at": row.created_at.isoformat(),
                "sent_at": row.sent_at.isoformat() if row.sent_at else None,
            }
            for row in sent
        ],
    }


def _application_data(row: Application, email: str) -> dict[str, Any]:
    is_contact = row.contact_email.lower() == email.lower()
    people = [one for one in row.participants.all() if is_contact or one.email.lower() == email.lower()]
    return {
        "reference": row.reference,
        "work_group": row.page.title,
        "state": row.state,
        "school": row.school_name,
        "urn": row.school_urn,
        "applied_at": row.created_at.isoformat(),
        "contact": {name.removeprefix("contact_"): getattr(row, name) for name in CONTACT}
        if is_contact
        else None,
        "answers": row.answers if is_contact else [],
        "newsletter": row.newsletter if is_contact else None,
        "notice": {"text": row.consent_text, "version": row.consent_version},
        "participants": [_person_data(one) for one in people],
        "log": [
            {"at": line.at.isoformat(), "step": line.step, "after": line.after, "why": line.why}
            for line in row.changes.all()
        ],
    }


def _person_data(person: Participant) -> dict[str, Any]:
    return {
        "name": person.name,
        "email": person.email,
        "role": person.role,
        "years": person.years,
        "trn": person.trn,
        "attendance": [
            {"session": mark.session_label, "date": str(mark.session_date or ""), "present": mark.present}
            for mark in person.attendance.all()
        ],
    }


def erase_person(*, email: str, sites: Iterable[Site], user: Any = None) -> int:
    """Erase a person: what counted still counts, without a name. How many rows held something.

    A school for which nobody is left gives its place back. What others told stays.
    """
    sites, count = list(sites), 0
    for found in applications_of(email, sites):
        with taking(found.page_id) as table:
            row = table.applications.get(pk=found.pk)
            count += erase_from(table, row, email, user)
            queueing.promote(table)
    interests = Interest.objects.filter(email__iexact=email, site__in=sites)
    messages = Message.objects.filter(to__iexact=email, site__in=sites)
    count += interests.count() + messages.filter(application=None, interest=None).count()
    interests.delete()
    forget_messages(messages)
    return count


def erase_from(table: Table, row: Application, email: str, user: Any) -> int:
    """Erase one address from one application."""
    is_contact = row.contact_email.lower() == email.lower()
    people = [one for one in row.participants.all() if is_theirs(one, row, email)]
    for person in people:
        erase_participant(person)
    left = row.participants.filter(erased_at=None).count()
    if row.is_open and row.held and left:
        table.hold(row, min(row.held, table.size_of(left)))
    if row.is_open and not left:
        row.offers.filter(outcome=Outcome.OPEN).update(outcome=Outcome.DECLINED, answered_at=clock.now())
        table.release(row)
        row.state = State.WITHDRAWN
    if is_contact:
        erase_contact(row)
    finish(row, user, whole=is_contact and not left)
    return 1


def is_theirs(person: Participant, row: Application, email: str) -> bool:
    """Whether somebody who takes part is the one with this address: the contact may have named themselves without it."""
    if person.erased_at:
        return False
    same_name = row.contact_email.lower() == email.lower() and person.name.lower() == row.contact_name.lower()
    return person.email.lower() == email.lower() or (same_name and not person.email)


def erase_participant(person: Participant) -> None:
    """Empty what tells who somebody is; that somebody was there stays."""
    person.name = person.email = person.role = person.trn = ""
    person.years, person.erased_at = [], clock.now()
    person.save()


def erase_contact(row: Application) -> None:
    """Empty what tells who spoke for the school, with the answers, which they wrote in their own words."""
    row.contact_name = row.contact_email = row.contact_phone = row.reason = ""
    row.answers = [answer | {"answer": ""} for answer in row.answers]
    row.newsletter = False


def finish(row: Application, user: Any, *, whole: bool) -> None:
    """Write down that something was erased; without its texts, which may name people."""
    who = log.hub(user) if user is not None else log.CLOCK
    row.changes.update(why="")
    row.reason = ""
    row.erased_at = clock.now() if whole else None
    log.change(row, Step.ERASED, who, why=_("Personal data was erased."))
    if whole:
        forget_messages(row.messages.all())


def forget_messages(messages: Any) -> None:
    """Empty addresses and texts of messages; those that were not sent yet never will be."""
    unsent = (MessageState.WAITING, MessageState.SENDING, MessageState.FAILED)
    messages.filter(state__in=unsent).update(state=MessageState.DROPPED)
    messages.update(to="", data={}, error="")
