"""What is to be thought of an address after a look at it. Pure: nothing is asked and nothing stored here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wagtail_mathshub.publishing.outgoing_links import LinkState

GONE = (404, 410)
# A run that begins a little earlier than the day before still counts as the next day's.
ABOUT_A_DAY = timedelta(hours=20)
UNTIL_NEXT_LOOK = timedelta(days=7)
LONGEST_WAIT = timedelta(days=28)
MOST_FAILURES = 1000


class Kind(Enum):
    """What a look at an address came to."""

    ANSWERED = "answered"
    NAME_UNKNOWN = "name unknown"
    NO_ANSWER = "no answer"
    ROUND_AND_ROUND = "round and round"
    NOT_TRUSTED = "not trusted"
    # Whether the address answers nobody can tell: names could not be looked up, or the network is down here.
    OURS = "ours"
    PRIVATE = "private"
    NOT_ASKED = "not asked"


@dataclass(frozen=True)
class Seen:
    """What was seen. `status` is that of the last answer; `moved_to` where redirects for good lead to."""

    kind: Kind
    status: int | None = None
    moved_to: str = ""
    words: str = ""


@dataclass(frozen=True)
class Before:
    """What is stored of the address."""

    state: str = LinkState.UNCHECKED
    failures: int = 0
    failed_since: datetime | None = None


@dataclass(frozen=True)
class Verdict:
    """What is to be stored of it now."""

    state: LinkState
    reason: str
    due_at: datetime
    failures: int = 0
    failed_since: datetime | None = None
    status_code: int | None = None
    moved_to: str = ""


def verdict(before: Before, seen: Seen, now: datetime) -> Verdict:
    """What follows from `seen`.

    Gone (404, 410) is dead at once. A name that nobody knows, a server that fails or gives no answer, and
    redirects without an end are dead when that is seen again about a day later; until then nobody can tell.
    """
    if seen.kind in (Kind.PRIVATE, Kind.NOT_ASKED):
        return _plain(LinkState.REFUSED, seen, now, wait=LONGEST_WAIT)
    if seen.kind is Kind.OURS:
        return _unchanged(before, seen, now)
    if seen.kind is Kind.ANSWERED and seen.status is not None and 200 <= seen.status < 300:
        state = LinkState.MOVED if seen.moved_to else LinkState.WORKS
        return _plain(state, seen, now, wait=UNTIL_NEXT_LOOK)
    if _fails(seen):
        return _failed(before, seen, now)
    return _plain(LinkState.UNSURE, seen, now, wait=UNTIL_NEXT_LOOK)


def _fails(seen: Seen) -> bool:
    if seen.kind is Kind.ANSWERED:
        return seen.status in GONE or (seen.status or 0) >= 500
    return seen.kind is not Kind.NOT_TRUSTED


def _failed(before: Before, seen: Seen, now: datetime) -> Verdict:
    since = before.failed_since or now
    failures = min(before.failures + 1, MOST_FAILURES)
    again = before.failures > 0 and now - since >= ABOUT_A_DAY
    was_dead = before.state == LinkState.DEAD
    dead = again or was_dead or seen.status in GONE
    return Verdict(
        state=LinkState.DEAD if dead else LinkState.UNSURE,
        reason=reason_of(seen),
        due_at=now + wait_after(failures),
        failures=failures,
        failed_since=since,
        status_code=seen.status,
    )


def wait_after(failures: int) -> timedelta:
    """How long to leave an address alone that has failed so often: about a day, and twice as long each time."""
    return min(ABOUT_A_DAY * 2 ** min(failures - 1, 10), LONGEST_WAIT)


def _plain(state: LinkState, seen: Seen, now: datetime, *, wait: timedelta) -> Verdict:
    return Verdict(state, reason_of(seen), due_at=now + wait, status_code=seen.status, moved_to=seen.moved_to)


def _unchanged(before: Before, seen: Seen, now: datetime) -> Verdict:
    known = before.state not in (LinkState.UNCHECKED, "")
    return Verdict(
        state=LinkState(before.state) if known else LinkState.UNSURE,
        reason=reason_of(seen),
        due_at=now + ABOUT_A_DAY,
        failures=before.failures,
        failed_since=before.failed_since,
    )


def reason_of(seen: Seen) -> str:
    """Why, in words for an editor; "" for an address that works."""
    if seen.kind is not Kind.ANSWERED:
        return _(_WORDS[seen.kind]) if seen.kind in _WORDS else seen.words
    status = seen.status or 0
    if 200 <= status < 300:
        return ""
    for statuses, words in _ANSWERS:
        if status in statuses:
            return _(words)
    return _("The website answers with {status}.").format(status=status)


_WORDS = {
    Kind.NAME_UNKNOWN: gettext_noop("There is no website of this name."),
    Kind.NO_ANSWER: gettext_noop("The website did not answer."),
    Kind.ROUND_AND_ROUND: gettext_noop("It leads on and on, and never to a page."),
    Kind.NOT_TRUSTED: gettext_noop("The website has no valid certificate, so browsers warn of it."),
    Kind.OURS: gettext_noop("It could not be asked from here. It will be asked again."),
    Kind.PRIVATE: gettext_noop("It leads to a computer inside a private network."),
}
_ANSWERS: tuple[tuple[range | tuple[int, ...], str], ...] = (
    ((404,), gettext_noop("The page is not there any more.")),
    ((410,), gettext_noop("The page has been taken away for good.")),
    ((401, 403), gettext_noop("The website does not let a program look. Try it yourself.")),
    ((429,), gettext_noop("The website asks to be left alone for a while. Try it yourself.")),
    (range(500, 600), gettext_noop("The website reports a fault of its own.")),
)
