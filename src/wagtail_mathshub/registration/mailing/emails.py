"""Writes the email of a message from what holds when it is sent: text, HTML and calendar files."""

from __future__ import annotations

import re
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from wagtail_mathshub.feeds.ical import Party, lines, one_line
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.publishing.installation import install_id
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.registration.mailing.announcing import changes_left
from wagtail_mathshub.registration.mailing.email_context import Occasion, context_of, hub_name, why_sent
from wagtail_mathshub.registration.mailing.email_validity import still_holds
from wagtail_mathshub.registration.mailing.invitations import CalendarFile, Inviter
from wagtail_mathshub.registration.mailing.opening import opened
from wagtail_mathshub.registration.models import Message
from wagtail_mathshub.registration.states import MessageKind, State
from wagtail_mathshub.registration.wishes import is_email
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

FOLDER = "wagtail_mathshub/emails"
LONGEST_SUBJECT = 150
EMPTY_LINES = re.compile(r"\n{3,}")
# Without its link, such an email asks for what nobody can do.
NEEDS_LINK = (MessageKind.CONFIRM_ADDRESS, MessageKind.OFFERED)


class Unwritable(Exception):
    """An email that cannot be written, and why, without anybody's data."""


def email_of(message: Message) -> EmailMultiAlternatives | None:
    """The email of a message as it has to be now; None when what it would tell is no longer so."""
    with one_reading():
        group = _group_of(message)
        if not still_holds(message, group):
            return None
        if not is_email(message.to):
            raise Unwritable("The address is not one that email can be sent to.")
        return _written(Occasion(message, group, hub_of_site(message.site)))


def _group_of(message: Message) -> Any:
    row = message.application or message.interest
    model = get_model(WorkGroupMixin)
    if row is None or model is None:
        return None
    group = model.objects.select_related("successor").filter(pk=row.page_id).first()
    # Who waits for sign-up may be told of next year's group.
    return opened(group) if message.kind == MessageKind.INTEREST_OPEN else group


def _written(occasion: Occasion) -> EmailMultiAlternatives:
    message, context = occasion.message, context_of(occasion)
    if message.kind in NEEDS_LINK and not context["link"]:
        raise Unwritable("Applications have no address: mount wagtail_mathshub.urls, or set the front end.")
    files = _calendar_files(occasion, context)
    context |= {"why": why_sent(occasion, context), "has_calendar": bool(files)}
    hub_email = context["hub_email"]
    email = EmailMultiAlternatives(
        subject=_rendered(message, "txt", context | {"part": "subject"}),
        body=_rendered(message, "txt", context | {"part": "text"}),
        from_email=_sender(hub_name(occasion)),
        to=[message.to],
        reply_to=[hub_email] if is_email(hub_email) else None,
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
    )
    context["subject"] = email.subject
    email.attach_alternative(_rendered(message, "html", context), "text/html")
    for file in files:
        email.attach(file.name, file.text, f"text/calendar; method={file.method}")
    return email


def message_id(message: Message) -> str:
    """The name of an email for ever: who gets it twice can tell."""
    return f"<{message.key}@{install_id()}>"


def _sender(name: str) -> str:
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name, address))


def _rendered(message: Message, kind: str, context: dict[str, Any]) -> str:
    text = render_to_string(f"{FOLDER}/{MessageKind(message.kind)}.{kind}", context)
    if context.get("part") == "subject":
        return one_line(text)[:LONGEST_SUBJECT]
    return text if kind == "html" else EMPTY_LINES.sub("\n\n", lines(text)) + "\n"


def _calendar_files(occasion: Occasion, context: dict[str, Any]) -> list[CalendarFile]:
    message, application = occasion.message, occasion.message.application
    if application is None or application.state != State.CONFIRMED:
        return []
    inviter = Inviter(
        group=occasion.group,
        viewpoint=occasion.viewpoint,
        organiser=Party(_organiser(context), context["hub_name"]),
        attendee=Party(message.to, context["name"]),
    )
    if message.kind == MessageKind.CONFIRMED:
        return inviter.all_dates()
    if message.kind == MessageKind.CANCELLED or message.data.get("group") is not None:
        return inviter.whole_group()
    if message.kind == MessageKind.DATES_CHANGED:
        return inviter.changed(changes_left(message.data, occasion.group))
    return []


def _organiser(context: dict[str, Any]) -> str:
    return context["hub_email"] or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
