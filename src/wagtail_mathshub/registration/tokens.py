"""The secret in the links of an email: who holds it speaks for the application."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import NoReverseMatch, reverse

from wagtail_mathshub.conf import conf
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.registration.models import Application, Interest

APPLICATION, INTEREST = "mathshub.application", "mathshub.interest"
LONGEST = 120


def token_of(application: Application) -> str:
    """The token of an application, always the same."""
    return _signed(application.key, APPLICATION)


def interest_token_of(interest: Interest) -> str:
    """The token of an interest."""
    return _signed(interest.key, INTEREST)


def application_of(token: str) -> Application | None:
    """The application that a token stands for; None for a token that is not ours."""
    key = _key(token, APPLICATION)
    rows = Application.objects.select_related("site", "page")
    return rows.filter(key=key, erased_at=None).first() if key else None


def interest_of(token: str) -> Interest | None:
    """The interest that a token stands for; None for a token that is not ours."""
    key = _key(token, INTEREST)
    return Interest.objects.select_related("site", "page").filter(key=key).first() if key else None


def address_of_application(application: Application) -> str:
    """Where somebody with the token reads and changes the application, for an email: absolute."""
    return _address(application.site, "mathshub:application", token_of(application), "token")


def address_of_interest(interest: Interest) -> str:
    """Where somebody with the token withdraws an interest: absolute."""
    return _address(interest.site, "mathshub:interest", interest_token_of(interest), "interest")


def _address(site: Any, view: str, token: str, name: str) -> str:
    hub = hub_of_site(site)
    if hub is not None and hub.front_end_url:
        return f"{hub.front_end_url.rstrip('/')}/{conf.application_path}?{urlencode({name: token})}"
    try:
        return site.root_url + reverse(view, kwargs={"token": token})
    except NoReverseMatch:  # The site has not mounted the package's addresses.
        return ""


def _signed(key: UUID, salt: str) -> str:
    return Signer(salt=salt, sep=".").sign(key.hex)


def _key(token: str, salt: str) -> UUID | None:
    if len(token) > LONGEST:
        return None
    try:
        return UUID(Signer(salt=salt, sep=".").unsign(token))
    except (BadSignature, ValueError):
        return None
