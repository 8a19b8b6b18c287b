"""Looks at one address as a visitor would come to it: politely, and never into a private network."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urldefrag

from wagtail_mathshub import __version__
from wagtail_mathshub.desk.links.verdicts import Kind, Seen
from wagtail_mathshub.importing.fetching.allowed import AnyHost
from wagtail_mathshub.importing.fetching.asking import MOST_REDIRECTS, Answer, Asker, NoAnswer
from wagtail_mathshub.importing.fetching.deadlines import Deadline
from wagtail_mathshub.importing.fetching.pauses import Pauses
from wagtail_mathshub.importing.refusals import (
    BadCertificate,
    MediaRefused,
    NamesSilent,
    NameUnknown,
    PrivateAddress,
)

USER_AGENT = f"wagtail-mathshub/{__version__} (link check of a Maths Hub's own site)"
PAUSE = 1.0
SECONDS_AN_ANSWER = 10.0
SECONDS_IN_ALL = 30.0
FOR_GOOD = (301, 308)
# Asked again with GET they would only be kept busy.
BUSY = (429, 503)
KINDS: tuple[tuple[type[MediaRefused], Kind], ...] = (
    (NameUnknown, Kind.NAME_UNKNOWN),
    (NamesSilent, Kind.OURS),
    (PrivateAddress, Kind.PRIVATE),
    (BadCertificate, Kind.NOT_TRUSTED),
    (NoAnswer, Kind.NO_ANSWER),
)


class Looker:
    """Looks at addresses one after the other, with a pause between two questions to the same host."""

    def __init__(
        self,
        asker: Asker | None = None,
        *,
        pause: float = PAUSE,
        sleep: Callable[[float], object] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._asker = asker or Asker(AnyHost(), agent=USER_AGENT)
        self._monotonic = monotonic
        self._pauses: dict[str, Pauses] = defaultdict(lambda: Pauses(pause, sleep=sleep, monotonic=monotonic))

    def look(self, address: str) -> Seen:
        """What is at `address`, or where its redirects lead to. Never raises because of what others answer."""
        deadline = Deadline(SECONDS_IN_ALL, self._monotonic)
        try:
            return self._followed(address, deadline)
        except MediaRefused as error:
            kind = next((kind for refusal, kind in KINDS if isinstance(error, refusal)), Kind.NOT_ASKED)
            return Seen(kind, words=str(error))
        except TimeoutError:
            return Seen(Kind.NO_ANSWER)

    def _followed(self, address: str, deadline: Deadline) -> Seen:
        place, moved_to, for_good = address, "", True
        for _turn in range(MOST_REDIRECTS + 1):
            answer = self._answer(place, deadline)
            if not answer.location:
                moved = "" if moved_to == address else moved_to
                return Seen(Kind.ANSWERED, status=answer.status, moved_to=moved)
            place = urldefrag(answer.location).url
            for_good = for_good and answer.status in FOR_GOOD
            moved_to = place if for_good else moved_to
        return Seen(Kind.ROUND_AND_ROUND)

    def _answer(self, place: str, deadline: Deadline) -> Answer:
        """What HEAD brings, or else GET, as some servers know only that."""
        try:
            answer = self._asked("HEAD", place, deadline)
        except NoAnswer:
            return self._asked("GET", place, deadline)
        refused = answer.status >= 400 and answer.status not in BUSY
        return self._asked("GET", place, deadline) if refused else answer

    def _asked(self, method: str, place: str, deadline: Deadline) -> Answer:
        pauses = self._pauses[self._asker.allowed.target(place).host]
        pauses.wait()
        try:
            seconds = min(SECONDS_AN_ANSWER, deadline.left())
            answer = self._asker.look(place, method=method, seconds=seconds)
        finally:
            pauses.begin()
        # Who answers with an address that is none has answered all the same.
        return replace(answer, location=answer.location.strip())
