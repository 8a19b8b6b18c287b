"""Puts messages into the outbox. Nothing is written or sent here: `sending` does that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.registration.mailing import tasks
from wagtail_mathshub.registration.models import Application, Interest, Message
from wagtail_mathshub.registration.states import MessageKind


def tell(application: Application, kind: MessageKind, *, once: str = "", **data: Any) -> None:
    """Write to the contact of an application."""
    _put(application.site, kind, application.contact_email, application=application, once=once, data=data)


def tell_everybody(application: Application, kind: MessageKind, *, once: str = "", **data: Any) -> None:
    """Write to the contact and to all who take part, to each address once."""
    for number, address in enumerate(addresses_of(application)):
        own = f"{once}:{number}" if once else ""
        tell_address(application, kind, address, once=own, **data)


def tell_address(
    application: Application, kind: MessageKind, address: str, *, once: str = "", **data: Any
) -> None:
    """Write to one of the addresses of an application."""
    _put(application.site, kind, address, application=application, once=once, data=data)


def tell_interested(interest: Interest, kind: MessageKind) -> None:
    """Write to somebody who wants to be told."""
    _put(interest.site, kind, interest.email, interest=interest)


def tell_leads(application: Application, page: Any) -> None:
    """Write to those who lead the group, or else to the hub."""
    for address in lead_addresses(page, application.site):
        _put(application.site, MessageKind.LEAD_NEW, address, application=application)


def addresses_of(application: Application) -> list[str]:
    """The contact's address, then those of the people who take part, each once."""
    given = [application.contact_email, *(person.email for person in application.participants.all())]
    return list(dict.fromkeys(address for address in given if address))


def lead_addresses(page: Any, site: Any) -> list[str]:
    """Where the leads of a group are reached; the hub's own address when none is known."""
    found = list(dict.fromkeys(_lead_addresses(page)))
    hub = hub_of_site(site)
    return found or ([hub.email] if hub and hub.email else [])


def _lead_addresses(page: Any) -> Iterator[str]:
    for lead in page.leads.select_related("person__user"):
        address = lead.person.user.email if lead.person.user else lead.person.public_email
        if address:
            yield address


def _put(site: Any, kind: MessageKind, to: str, *, once: str = "", **fields: Any) -> None:
    if not to:
        return
    now = clock.now()
    message = Message(
        site=site, kind=kind, to=to, created_at=now, next_try_at=now, once=once or None, **fields
    )
    # Two who find the same reminder due write it once.
    Message.objects.bulk_create([message], ignore_conflicts=bool(once))
    tasks.plan_sending()
