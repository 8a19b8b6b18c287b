"""How often something may be tried: counted in Django's cache, in windows of a fixed length."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.api.errors import Problem

PREFIX = "mathshub:tries"


class Tries:
    """At most `most` tries in `seconds` for one key. A cache that every process shares counts for all of them."""

    def __init__(self, key: str, *, most: int, seconds: int) -> None:
        self.most, self.seconds = most, seconds
        now = int(clock.now().timestamp())
        self.wait = seconds - now % seconds
        self.key = f"{PREFIX}:{key}:{now // seconds}"

    def take(self) -> None:
        """Count one more. Problem 429 when there were too many."""
        cache.add(self.key, 0, self.seconds)
        try:
            count = cache.incr(self.key)
        except ValueError:  # The cache has dropped it between the two.
            count = 1
        if count > self.most:
            raise too_many(self.wait)

    def give_back(self) -> None:
        """Count one less: that try did no harm."""
        try:
            cache.decr(self.key)
        except ValueError:
            return


def too_many(wait: int) -> Problem:
    """The problem of somebody who has to wait, in seconds."""
    detail = _("Try again in {minutes} minutes.").format(minutes=-(-wait // 60))
    return Problem(429, _("Too many tries"), detail, headers={"Retry-After": str(wait)})
