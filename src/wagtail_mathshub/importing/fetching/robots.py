"""What a site's robots.txt allows."""

from __future__ import annotations

from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.fetching.asking import Answer
from wagtail_mathshub.importing.refusals import ImportRefused

AGENT = "wagtail-mathshub"
MOST_BYTES = 512 * 1024
LONGEST_PAUSE = 60.0


class Robots:
    """The rules of one site for this importer. `pause` is in seconds, 0 where none is asked for."""

    def __init__(self, text: str) -> None:
        self._rules = RobotFileParser()
        self._rules.parse(text.splitlines())
        self.sitemaps = list(self._rules.site_maps() or [])
        self.pause = self._pause()
        if self.pause > LONGEST_PAUSE:
            raise ImportRefused(
                _(
                    "The old site's robots.txt asks for {seconds} seconds between two pages, which takes too long. "
                    "Save its pages, or ask whoever runs it to change that."
                ).format(seconds=round(self.pause))
            )

    def allow(self, address: str) -> bool:
        """Whether a page may be read."""
        return self._rules.can_fetch(AGENT, address)

    def _pause(self) -> float:
        rate = self._rules.request_rate(AGENT)
        between = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(float(self._rules.crawl_delay(AGENT) or 0), between)


def robots_address(start: str) -> str:
    """Where the rules for an address lie."""
    return urljoin(start, "/robots.txt")


def robots_of(answer: Answer) -> Robots:
    """The rules that an answer gives: none where there is no such file; ImportRefused where nobody can tell.

    A file that is kept back, or a server that fails, allows nothing, as RFC 9309 has it for the latter.
    """
    if answer.status == 200:
        # What stands there for a file that is missing is often a web page.
        is_page = answer.content.lstrip()[:1] == b"<"
        return Robots("" if is_page else answer.content.decode("utf-8-sig", "replace"))
    if 400 <= answer.status < 500 and answer.status not in (401, 403, 429):
        return Robots("")
    raise ImportRefused(
        _(
            "The old site's robots.txt cannot be read (it answered {status}), so no page of it may be. "
            "Try again later, or save its pages."
        ).format(status=answer.status)
    )
