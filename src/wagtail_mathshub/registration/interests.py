"""The interest form: somebody wants to be told when sign-up opens."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.feeds.ical import one_line
from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.registration.mailing import outbox
from wagtail_mathshub.registration.models import Interest
from wagtail_mathshub.registration.privacy import notice_of
from wagtail_mathshub.registration.refusals import Faults, Refused
from wagtail_mathshub.registration.seating import transaction_or_busy
from wagtail_mathshub.registration.states import MessageKind
from wagtail_mathshub.registration.wishes import EMAIL, NAME, SCHOOL, is_email
from wagtail_mathshub.workgroups.wording import JOINABLE


def can_note_interest(page: Any) -> bool:
    """Whether the group offers the form now: only while nobody can sign up."""
    return bool(page.has_interest_form) and page.state.recruitment.key not in JOINABLE


def note_interest(
    *, page: Any, email: str, name: str = "", school_name: str = "", consent: bool = False
) -> None:
    """Keep an address until sign-up opens. The same happens, and is answered, for one that is kept already."""
    if not can_note_interest(page):
        raise Refused("no_interest", _("This Work Group has no form to register interest at the moment."))
    email, faults = one_line(email).lower(), {}
    if len(email) > EMAIL or not is_email(email):
        faults["email"] = _("Enter your email address in full, like name@school.sch.uk")
    if not consent:
        faults["consent"] = _("Tick the box to say you have read how we use your details")
    if faults:
        raise Faults(faults)
    hub = hub_of_page(page)
    notice = notice_of(hub)
    said = {
        "site": hub.site if hub else page.get_site(),
        "name": one_line(name)[:NAME],
        "school_name": one_line(school_name)[:SCHOOL],
        "consent_text": notice.whole,
        "consent_version": notice.version,
        "told_at": None,
    }
    with transaction_or_busy():
        interest, _made = Interest.objects.update_or_create(
            page_id=page.pk,
            email=email,
            defaults=said,
            create_defaults={**said, "created_at": clock.now()},
        )
        outbox.tell_interested(interest, MessageKind.INTEREST_NOTED)


def withdraw_interest(*, interest: Interest) -> None:
    """Forget somebody who does not want to be told any more, with all that was to be sent to them."""
    interest.delete()
