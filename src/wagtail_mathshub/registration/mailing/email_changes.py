"""What has become of a session, in the words of the email that tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.feeds.ical import one_line
from wagtail_mathshub.publishing.wording import slot_words
from wagtail_mathshub.registration.mailing.announcing import Change, session_data
from wagtail_mathshub.registration.mailing.email_words import SessionWords, session_words
from wagtail_mathshub.taxonomy.vocabularies import SlotStatus


@dataclass(frozen=True)
class ChangeWords:
    """One session: what changed, how it was ("" where that says nothing), and how it is, unless it is off."""

    what: str
    label: str
    before: str
    now: SessionWords | None
    note: str = ""


def change_words(change: Change) -> ChangeWords:
    """One change in words."""
    before, session = change.before, change.session
    label = session.label if session is not None else (before or {}).get("label", "")
    off = session is None or session.status != SlotStatus.SCHEDULED
    return ChangeWords(
        what=_what(before, session),
        label=one_line(label),
        before=_before(before, session),
        now=None if off else session_words(session, with_link=True),
        note=one_line(session.note) if session is not None and off else "",
    )


def _what(before: dict[str, Any] | None, session: Any) -> str:
    if session is None or session.status == SlotStatus.CANCELLED:
        return _("Cancelled")
    if session.status == SlotStatus.POSTPONED:
        return _("Postponed: a new date will follow")
    if before is None or before["status"] != SlotStatus.SCHEDULED:
        return _("A new session") if before is None else _("Goes ahead")
    here = session_data(session)
    for names, words in (
        (("date",), _("New date")),
        (("start", "end", "arrive"), _("New time")),
        (("place", "mode"), _("New place")),
    ):
        if any(before[name] != here[name] for name in names):
            return words
    return _("New joining link")


def _before(before: dict[str, Any] | None, session: Any) -> str:
    if before is None:
        return ""
    when = slot_words(
        date.fromisoformat(before["date"]) if before["date"] else None,
        time.fromisoformat(before["start"]) if before["start"] else None,
        time.fromisoformat(before["end"]) if before["end"] else None,
    )
    here = session_data(session) if session is not None else None
    if here and (before["place"], before["mode"]) != (here["place"], here["mode"]):
        return f"{when}, {one_line(before['where'])}"
    same_time = here and all(before[name] == here[name] for name in ("date", "start", "end"))
    stands = session is not None and session.status == SlotStatus.SCHEDULED
    return "" if same_time and stands else when
