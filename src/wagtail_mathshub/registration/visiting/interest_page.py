"""The form with which somebody registers interest, and the page on which they take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub.feeds.ical import one_line
from wagtail_mathshub.hubs.page_meta import meta_for
from wagtail_mathshub.registration import abuse, flows
from wagtail_mathshub.registration.privacy import notice_of
from wagtail_mathshub.registration.visiting.form_data import YES
from wagtail_mathshub.registration.visiting.forms import Field
from wagtail_mathshub.registration.visiting.groups import address_of_group, crumbs_to
from wagtail_mathshub.registration.visiting.sign_up_page import Said, summary

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from wagtail_mathshub.hubs.models import HubSettings

TEXTS = ("email", "name", "school_name")


def read(post: QueryDict) -> dict[str, Any]:
    """What was typed."""
    return {name: one_line(post.get(name, "")) for name in TEXTS} | {"consent": post.get("consent") == YES}


def blank() -> dict[str, Any]:
    """Nothing typed yet."""
    return dict.fromkeys(TEXTS, "") | {"consent": False}


def note(group: Any, data: dict[str, Any], post: QueryDict, address: str) -> None:
    """Keep the address. Faults, Refused and Problem 429 as for a sign-up."""
    abuse.check_person(post.get(abuse.TRAP, ""), post.get("stamp", "")[:200])
    abuse.check_limits(address, page_id=group.pk, email=data["email"])
    flows.note_interest(page=group, **data)


def fields(data: dict[str, Any], faults: dict[str, str]) -> list[Field]:
    """The fields of the form."""
    return [
        Field(
            "email",
            _("Your work email"),
            data["email"],
            faults.get("email", ""),
            _("We write to you once, when sign-up opens."),
            kind="email",
            autocomplete="email",
        ),
        Field("name", _("Your full name"), data["name"], autocomplete="name", optional=True),
        Field(
            "school_name",
            _("Name of your school or college"),
            data["school_name"],
            autocomplete="organization",
            optional=True,
        ),
    ]


def form_context(
    request: HttpRequest,
    hub: HubSettings,
    group: Any,
    data: dict[str, Any],
    *,
    faults: dict[str, str] | None = None,
    said: Said | None = None,
    sent: bool = False,
) -> dict[str, Any]:
    """The form, or that it was sent."""
    found = faults or {}
    heading = _("We'll tell you when sign-up opens") if sent else _("Tell me when sign-up opens")
    title = _("{heading} ({group})").format(heading=heading, group=group.title)
    return {
        "page": group,
        "state": group.state,
        "crumbs": crumbs_to(group, hub.site),
        "heading": heading,
        "sent": sent,
        "fields": fields(data, found),
        "data": data,
        "faults": found,
        "said": said,
        "stamp": abuse.stamp(),
        "trap": abuse.TRAP,
        "notice": notice_of(hub),
        "meta": meta_for(
            request,
            hub,
            title=_("Error: {title}").format(title=title) if found or said else title,
            indexed=False,
        ),
        **summary(found),
    }


def own_context(request: HttpRequest, hub: HubSettings, group: Any, *, gone: bool = False) -> dict[str, Any]:
    """The page behind the link in the email: what we hold, and how to have it forgotten."""
    heading = _("We have forgotten your address") if gone else _("We'll tell you when sign-up opens")
    address = address_of_group(group, hub.site)
    return {
        "page": group,
        "group_address": address,
        "heading": heading,
        "gone": gone,
        "crumbs": [],
        "paper_address": request.build_absolute_uri(address or "/"),
        "meta": meta_for(request, hub, title=heading, indexed=False, path="/", canonical=""),
    }
