"""Opens pages that a password protects, for a reader who has no session: by a signed token, for a while."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.models import PageViewRestriction

from wagtail_mathshub import clock
from wagtail_mathshub.conf import conf

SALT = "wagtail_mathshub.unlock"
SCHEME = "Bearer "


class TokenExpired(Exception):
    """The token was right once: its time is over, or the password has changed since."""


def passwords_of(page: Any) -> list[PageViewRestriction] | None:
    """The passwords between a reader and a page, from the top; None where a password is not enough."""
    restrictions = list(page.get_view_restrictions().order_by("page__path").select_related("page"))
    is_enough = all(row.restriction_type == PageViewRestriction.PASSWORD for row in restrictions)
    return restrictions if is_enough else None


def unlock(restrictions: Iterable[PageViewRestriction], password: str) -> list[PageViewRestriction]:
    """Those of the restrictions that the password opens."""
    return [row for row in restrictions if constant_time_compare(row.password, password)]


def token_for(restrictions: Iterable[PageViewRestriction]) -> tuple[str, int]:
    """A token that opens all of them, and the Unix time at which it ends."""
    ends = int(clock.now().timestamp()) + conf.token_seconds
    opened = [[row.pk, _digest(row)] for row in restrictions]
    return Signer(salt=SALT).sign_object([ends, opened]), ends


def opened_by(authorization: str) -> list[PageViewRestriction]:
    """The restrictions that the token in this header opens: none for a token that is not of ours."""
    if not authorization.startswith(SCHEME):
        return []
    try:
        ends, opened = Signer(salt=SALT).unsign_object(authorization.removeprefix(SCHEME).strip())
    except (BadSignature, ValueError, TypeError):
        return []
    digests = dict(opened)
    rows = PageViewRestriction.objects.filter(
        pk__in=digests, restriction_type=PageViewRestriction.PASSWORD
    ).select_related("page")
    found = [row for row in rows if constant_time_compare(_digest(row), digests[row.pk])]
    if ends <= clock.now().timestamp() or len(found) < len(digests):
        raise TokenExpired
    return found


def _digest(restriction: PageViewRestriction) -> str:
    return salted_hmac(SALT, restriction.password, algorithm="sha256").hexdigest()[:20]
