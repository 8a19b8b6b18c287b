"""Dates and times as exports and feeds write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from wagtail_mathshub.clock import LONDON

_SQL = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)\s*")


def sql_moment(universal: str, local: str) -> datetime | None:
    """A moment of a WordPress database: by its column of universal time, else by that of the site's own clock.

    "0000-00-00 00:00:00" stands for no moment. The site's clock is taken to be London's.
    """
    if (moment := _parsed(universal)) is not None:
        return moment.replace(tzinfo=UTC)
    if (moment := _parsed(local)) is not None:
        return moment.replace(tzinfo=LONDON).astimezone(UTC)
    return None


def feed_moment(text: str) -> datetime | None:
    """A moment of RSS ("Tue, 27 Jan 2015 14:56:57 +0000") or Atom ("2015-01-27T14:56:57Z")."""
    text = text.strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)
    except OverflowError:
        return None


def _parsed(text: str) -> datetime | None:
    found = _SQL.fullmatch(text)
    if not found or found[1] == "0000":
        return None
    try:
        return datetime.strptime(" ".join(found.groups()), "%Y %m %d %H %M %S")  # noqa: DTZ007 - wall time
    except ValueError:
        return None
