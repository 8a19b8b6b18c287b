"""The first step: an application comes in, once, however often it is sent."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import orjson
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.registration import log
from wagtail_mathshub.registration.mailing import outbox
from wagtail_mathshub.registration.models import Application, Participant, Submission
from wagtail_mathshub.registration.privacy import notice_of
from wagtail_mathshub.registration.refusals import Refused, full
from wagtail_mathshub.registration.seating import Table
from wagtail_mathshub.registration.states import OPEN, MessageKind, State, Step
from wagtail_mathshub.registration.wishes import Person, Wish

# Without letters and figures that are read for one another.
SIGNS = "23456789BCDFGHJKLMNPQRSTVWXZ"
CONFIRM_HOURS = 48


def reference_for(hub: Any) -> str:
    """A new reference, like "FEN-7K3QXR": nobody can tell from it how many there are."""
    prefix = "".join(sign for sign in (hub.key if hub else "") if sign.isalnum())[:3].upper() or "MH"
    return f"{prefix}-{get_random_string(6, SIGNS)}"


def answered_before(key: str, wish: Wish) -> str:
    """The reference that was given for this key; "" for a new one. Refused when it came with something else."""
    row = Submission.objects.filter(key=key).first() if key else None
    if row is None:
        return ""
    if row.fingerprint != fingerprint(wish):
        raise Refused("key_used", _("This key was used for another application. Send a new one."))
    return row.reference


def fingerprint(wish: Wish) -> str:
    """A name for all that is asked for, from which nothing of it can be read."""
    return hashlib.sha256(orjson.dumps(asdict(wish))).hexdigest()


def take_in(table: Table, wish: Wish, *, key: str, who: log.Who) -> tuple[str, Application | None]:
    """Store the wish, with a place or a turn in the queue. Its reference, and the row unless there is one already.

    Somebody who has an open application here gets the same answer, and an email that tells them so.
    """
    hub = hub_of_page(table.page)
    notice = notice_of(hub)
    wish = replace(wish, consent_text=notice.whole, consent_version=notice.version)
    reference = reference_for(hub)
    former = _open_one(table, wish.contact_email)
    # Both ways do the same work, so that the time it takes tells nobody which one was gone.
    with transaction.atomic():
        application = _store(table, wish, reference, hub, who, former is not None)
        if former is not None:
            transaction.set_rollback(True)
    if former is not None:
        outbox.tell(former, MessageKind.ALREADY_APPLIED, reference=reference)
    if key:
        now = clock.now()
        Submission.objects.create(
            key=key,
            fingerprint=fingerprint(replace(wish, consent_text="", consent_version="")),
            reference=reference,
            created_at=now,
        )
    return reference, None if former is not None else application


def _open_one(table: Table, email: str) -> Application | None:
    rows = table.applications.filter(contact_email=email, state__in=OPEN)
    return rows.select_related("site").first()


def _store(table: Table, wish: Wish, reference: str, hub: Any, who: log.Who, rehearsal: bool) -> Application:
    now = clock.now()
    application = Application(
        reference=reference,
        site=hub.site if hub else Site.objects.get(is_default_site=True),
        page_id=table.seats.pk,
        number=table.seats.taken,
        # One address has one open application here; what is rolled back must get past that rule too.
        state=State.WITHDRAWN if rehearsal else State.SUBMITTED,
        places=table.size_of(len(wish.participants)),
        created_at=now,
        confirm_by=now + timedelta(hours=hub.confirm_hours if hub else CONFIRM_HOURS),
        consent_at=now,
        answers=list(wish.answers),
        **{name: getattr(wish, name) for name in COPIED},
    )
    if rehearsal:
        _check_room(table, application.places)
    else:
        seat(table, application)
    log.change(application, Step.APPLIED, who)
    store_people(application, wish.participants)
    outbox.tell(application, MessageKind.CONFIRM_ADDRESS)
    return application


COPIED = (
    *("contact_name", "contact_email", "contact_phone", "school_name", "school_urn", "school_postcode"),
    *("head_agrees", "accepts_fewer", "newsletter", "consent_text", "consent_version"),
)


def seat(table: Table, application: Application) -> None:
    """A place when one is free and nobody waits who would fit; else a turn. Refused without a waiting list."""
    if _check_room(table, application.places):
        table.hold(application, application.places)


def _check_room(table: Table, places: int) -> bool:
    # Refused alike for those who are known already, or the refusal would tell who is not.
    first = not _somebody_waits_for(table, places)
    if first and table.fits(places):
        return True
    if not table.page.has_waiting_list:
        raise full(table.page, table.page.state)
    return False


def _somebody_waits_for(table: Table, places: int) -> bool:
    # In a round the hub gives out what becomes free: those who came earlier are looked at first.
    if table.free is None:
        return False
    return table.queue().filter(places__lte=max(table.free, 0)).exists()


def replace_people(application: Application, people: tuple[Person, ...]) -> None:
    """Write down who takes part from now on. Whoever stays, known by email or else by name, keeps their attendance."""
    former = list(application.participants.all())
    new: list[tuple[int, Person]] = []
    for number, person in enumerate(people):
        row = next((one for one in former if _is_same(one, person)), None)
        if row is None:
            new.append((number, person))
            continue
        former.remove(row)
        row.name, row.email, row.role, row.trn = person.name, person.email, person.role, person.trn
        row.sort_order, row.years = number, list(person.years)
        row.save()
    application.participants.filter(pk__in=[row.pk for row in former]).delete()
    Participant.objects.bulk_create(_row(application, *each) for each in new)


def _is_same(row: Participant, person: Person) -> bool:
    if row.email and person.email:
        return row.email.lower() == person.email.lower()
    return bool(row.name) and row.name.lower() == person.name.lower()


def store_people(application: Application, people: tuple[Person, ...]) -> None:
    """Write down who would take part, in order."""
    Participant.objects.bulk_create(_row(application, *each) for each in enumerate(people))


def _row(application: Application, number: int, person: Person) -> Participant:
    return Participant(
        application=application,
        sort_order=number,
        name=person.name,
        email=person.email,
        role=person.role,
        years=list(person.years),
        trn=person.trn,
    )
