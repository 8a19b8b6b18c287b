"""A Work Group drawn in counters: its places as an array, its sessions on a line. Each has its words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub import clock

if TYPE_CHECKING:
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

MOST_PLACES, MOST_SESSIONS = 40, 12
ACROSS, FIVE = 10, 5
STEP, GAP = 20, 8
APART, MIDDLE, EDGE = 64, 20, 20


def places_array(group: WorkGroupMixin, mine: range = range(0)) -> SafeString:
    """The places in fives, filled as far as they are taken, those that are `mine`, from nought, set apart.

    "" without a number, or with too many.
    """
    places = group.state.places
    if not places.capacity or places.taken is None or places.capacity > MOST_PLACES:
        return mark_safe("")
    # Places that were taken away again are still held by those who had them.
    capacity = max(places.capacity, mine.stop if mine else 0)
    taken = max(places.taken, mine.stop if mine else 0)
    filled = "".join(_place(n) for n in range(min(taken, capacity)) if n not in mine)
    own = f'<g class="mh-next">{"".join(map(_place, mine))}</g>' if mine else ""
    free = "".join(_place(n) for n in range(min(taken, capacity), capacity))
    width = min(capacity, ACROSS) * STEP + (GAP if capacity > FIVE else 0)
    height = -(-capacity // ACROSS) * STEP
    return mark_safe(  # noqa: S308 - numbers
        f'<svg class="mh-array" aria-hidden="true" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<g class="mh-first">{filled}</g>{own}<g class="mh-free">{free}</g></svg>'
    )


def _place(n: int) -> str:
    column, row = n % ACROSS, n // ACROSS
    x = column * STEP + (GAP if column >= FIVE else 0) + STEP // 2
    return f'<circle cx="{x}" cy="{row * STEP + STEP // 2}" r="7"/>'


def timeline(group: WorkGroupMixin) -> SafeString:
    """One counter for each session on a line; "" for a single one, and for more than fit."""
    sessions = list(group.sessions.all())
    if not 2 <= len(sessions) <= MOST_SESSIONS:
        return mark_safe("")
    width = (len(sessions) - 1) * APART + 2 * EDGE
    marks, number = [], 0
    for n, session in enumerate(sessions):
        number += session.stands
        is_next = session == group.state.next_session
        marks.append(_session(n * APART + EDGE, session, number, is_next))
    name = escape(timeline_words(group))
    return mark_safe(  # noqa: S308 - numbers, and the name is escaped
        f'<svg class="mh-timeline" role="img" aria-label="{name}" viewBox="0 0 {width} 40" width="{width}" height="40">'
        f'<path class="mh-timeline__line" d="M{EDGE} {MIDDLE}H{width - EDGE}"/>{"".join(marks)}</svg>'
    )


def _session(x: int, session: Any, number: int, is_next: bool) -> str:
    if not session.stands:
        cross = f'<path class="mh-cross" d="M{x - 3} {MIDDLE - 3}l6 6m0-6l-6 6"/>'
        return f'<circle class="mh-off" cx="{x}" cy="{MIDDLE}" r="8"/>{cross}'
    if is_next:
        text = f'<text x="{x}" y="{MIDDLE + 5}" text-anchor="middle">{number}</text>'
        return f'<circle class="mh-next" cx="{x}" cy="{MIDDLE}" r="14"/>{text}'
    look = "mh-first" if is_over(session) else "mh-free"
    return f'<circle class="{look}" cx="{x}" cy="{MIDDLE}" r="8"/>'


def is_over(session: Any) -> bool:
    """Whether a session has ended."""
    ends = session.span()[1]
    return ends is not None and ends < clock.now()


def timeline_words(group: WorkGroupMixin) -> str:
    """What the line shows: "3 sessions, 1 done, session 2 is next, 1 cancelled or postponed"."""
    sessions = list(group.sessions.all())
    standing = [session for session in sessions if session.stands]
    done, off = sum(map(is_over, standing)), len(sessions) - len(standing)
    parts = [ngettext("{count} session", "{count} sessions", len(standing)).format(count=len(standing))]
    if done:
        parts.append(_("{count} done").format(count=done))
    if group.state.next_number:
        parts.append(_("session {number} is next").format(number=group.state.next_number))
    if off:
        parts.append(_("{count} cancelled or postponed").format(count=off))
    return ", ".join(parts)
