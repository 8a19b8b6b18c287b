"""Chips: how the state of a group, an advert or a session looks beside its word."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

LOOKS = {
    "open": "go",
    "upcoming": "go",
    "in_progress": "go",
    "nearly_full": "hurry",
    "closing_soon": "hurry",
    "postponed": "hurry",
    "moved": "hurry",
    "waiting_list": "wait",
    "opening_soon": "wait",
    "dates_tbc": "wait",
    "cancelled": "stop",
}
_RING = '<circle cx="8" cy="8" r="6"/>'
_CLOCK = f'{_RING}<path d="M8 4.8V8l2.2 1.6"/>'
_TICK = '<circle class="f" cx="8" cy="8" r="7"/><path class="t" d="M4.6 8.2l2.3 2.3 4.4-4.7"/>'
_CROSSED = f'{_RING}<path d="M5.8 5.8l4.4 4.4m0-4.4l-4.4 4.4"/>'
_BARRED = f'{_RING}<path d="M5 8h6"/>'
_PAUSED = f'{_RING}<path d="M6.3 5.8v4.4m3.4-4.4v4.4"/>'
_FULL = '<circle class="f" cx="8" cy="8" r="7"/>'
_SHAPES = {
    "open": _TICK,
    "upcoming": _TICK,
    "in_progress": _TICK,
    "nearly_full": f'{_FULL}<path class="g" d="M8 8V1.5A6.5 6.5 0 0 1 13.6 4.8Z"/>',
    "closing_soon": _CLOCK,
    "opening_soon": _CLOCK,
    "dates_tbc": _CLOCK,
    "moved": _CLOCK,
    "waiting_list": '<circle class="f" cx="3" cy="8" r="2.4"/><circle class="f" cx="8" cy="8" r="2.4"/>'
    '<circle cx="13" cy="8" r="1.7"/>',
    "full": _FULL,
    "by_invitation": '<path d="M2 4h12v8H2zl6 4.6L14 4"/>',
    "postponed": _PAUSED,
    "cancelled": _CROSSED,
    "withdrawn": _CROSSED,
}


def look(key: str) -> str:
    """Which of the five colours a state has: go, hurry, wait, off or stop."""
    return LOOKS.get(str(key), "off")


def glyph(key: str) -> SafeString:
    """The state's own shape, which tells it apart without colour."""
    shape = _SHAPES.get(str(key), _BARRED)
    return mark_safe(f'<svg viewBox="0 0 16 16" aria-hidden="true">{shape}</svg>')  # noqa: S308 - fixed text
