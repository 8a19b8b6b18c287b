"""Asks the addresses that are due, one after the other, and stores what each look came to at once."""

from __future__ import annotations

import logging
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from wagtail_mathshub import clock
from wagtail_mathshub.desk.links.asking import Looker
from wagtail_mathshub.desk.links.deadness import public_has_changed
from wagtail_mathshub.desk.links.verdicts import Before, Kind, Seen, Verdict, verdict
from wagtail_mathshub.publishing.outgoing_links import LinkState, LinkUse, OutgoingLink

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

logger = logging.getLogger(__name__)
AT_ONCE = 200
# Longer than one look can take; a process that was killed gives its address back after it.
CLAIM = timedelta(minutes=2)
NOBODY_ANSWERED = (Kind.NAME_UNKNOWN, Kind.NO_ANSWER)


@dataclass(frozen=True)
class Order:
    """What to ask: of one hub or of all, at most so many, for so long.

    Beside what is due, `older_than` takes what was last looked at longer ago than that.
    """

    hub: HubSettings | None = None
    limit: int | None = None
    older_than: timedelta | None = None
    seconds: float | None = None


@dataclass
class Tally:
    """How many addresses were asked, by what is thought of them now, and how many are left for the next time."""

    states: Counter[str] = field(default_factory=Counter)
    left: int = 0

    @property
    def asked(self) -> int:
        """All of them."""
        return sum(self.states.values())


class Check:
    """One run."""

    def __init__(
        self, order: Order, looker: Looker | None = None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.order, self.tally = order, Tally()
        self._looker = looker or Looker()
        self._monotonic = monotonic
        self._begun, self._begun_at = monotonic(), clock.now()
        self._online: bool | None = None

    def run(self) -> Tally:
        """Ask until nothing is due, or until the limit or the time is reached."""
        while rows := self._next():
            for link in _in_turn(rows):
                if self._is_over():
                    self.tally.left = self._due().count()
                    return self.tally
                if claim(link):
                    self._check(link)
        return self.tally

    def _next(self) -> list[OutgoingLink]:
        longest_ago = F("checked_at").asc(nulls_first=True)
        return list(self._due().order_by(longest_ago, "pk")[:AT_ONCE])

    def _due(self) -> Any:
        now = clock.now()
        due = Q(due_at=None) | Q(due_at__lte=now)
        if self.order.older_than is not None:
            due |= Q(checked_at__lt=self._begun_at - self.order.older_than)
        rows = OutgoingLink.objects.filter(due, _free(now), url__istartswith="http")
        if self.order.hub is not None:
            path = self.order.hub.site.root_page.path
            rows = rows.filter(
                Exists(LinkUse.objects.filter(link=OuterRef("pk"), page__path__startswith=path))
            )
        return rows

    def _is_over(self) -> bool:
        limit, seconds = self.order.limit, self.order.seconds
        too_many = limit is not None and self.tally.asked >= limit
        return too_many or (seconds is not None and self._monotonic() - self._begun >= seconds)

    def _check(self, link: OutgoingLink) -> None:
        try:
            seen = self._seen(link)
        except Exception:  # One address must not keep the others from being asked.
            logger.exception("The address %r could not be looked at.", link.url)
            seen = Seen(Kind.OURS)
        except BaseException:
            give_back(link)
            raise
        found = verdict(Before(link.state, link.failures, link.failed_since), seen, clock.now())
        store(link, found)
        self.tally.states[found.state] += 1

    def _seen(self, link: OutgoingLink) -> Seen:
        seen = self._looker.look(link.url)
        if seen.kind in NOBODY_ANSWERED:
            return seen if self._is_online(link) else Seen(Kind.OURS)
        self._online = self._online or seen.kind is Kind.ANSWERED
        return seen

    def _is_online(self, link: OutgoingLink) -> bool:
        """Whether anything answers from here: otherwise a broken line would make all addresses dead."""
        if self._online is None:
            known = OutgoingLink.objects.filter(state=LinkState.WORKS, url__istartswith="http")
            other = known.exclude(pk=link.pk).order_by(F("checked_at").desc(nulls_last=True)).first()
            self._online = other is None or self._looker.look(other.url).kind is Kind.ANSWERED
        return self._online


def claim(link: OutgoingLink) -> bool:
    """Take an address for this process; False when another has it, or has just asked it."""
    now = clock.now()
    rows = OutgoingLink.objects.filter(_free(now), pk=link.pk, checked_at=link.checked_at)
    return bool(rows.update(claimed_until=now + CLAIM))


def give_back(link: OutgoingLink) -> None:
    """Let others ask an address that was taken and not asked."""
    OutgoingLink.objects.filter(pk=link.pk).update(claimed_until=None)


@transaction.atomic
def store(link: OutgoingLink, found: Verdict) -> None:
    """Keep what a look came to; what readers see of it is made anew."""
    OutgoingLink.objects.filter(pk=link.pk).update(
        **asdict(found), checked_at=clock.now(), claimed_until=None
    )
    if (link.state == LinkState.DEAD) != (found.state == LinkState.DEAD):
        public_has_changed([link.pk])


def _free(now: datetime) -> Q:
    return Q(claimed_until=None) | Q(claimed_until__lte=now)


def _in_turn(links: list[OutgoingLink]) -> Iterator[OutgoingLink]:
    """One of each host after the other, so that a host's pause is over when its turn comes again."""
    by_host: dict[str, deque[OutgoingLink]] = defaultdict(deque)
    for link in links:
        by_host[_host(link.url)].append(link)
    while by_host:
        for host in list(by_host):
            yield by_host[host].popleft()
            if not by_host[host]:
                del by_host[host]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
