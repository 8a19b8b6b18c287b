"""A dated slot: the day, times, mode and status that sessions and events share."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.taxonomy.vocabularies import Mode, SlotStatus

WALL_TIMES = frozenset({"date", "start", "end"})
Span = tuple[datetime, datetime] | tuple[None, None]


def span_of(day: date | None, start: time | None, end: time | None) -> Span:
    """The aware UTC moments between which a slot runs, from London wall time.

    No start: from 00:00. No end: until the day ends. Both are None without a day. An end
    before the start (an unfinished draft) is read as the start.
    """
    if day is None:
        return None, None
    starts = _instant(day, start or time.min)
    ends = _instant(day, end) if end else _instant(day + timedelta(days=1), time.min)
    return starts, max(starts, ends)


def _instant(day: date, wall: time) -> datetime:
    return datetime.combine(day, wall, tzinfo=LONDON).astimezone(UTC)


class Slot(models.Model):
    """A day with wall times in London, each of which may still be unknown."""

    date = models.DateField(_("date"), null=True, blank=True)
    start = models.TimeField(_("start"), null=True, blank=True, help_text=_("London time, like 13:00."))
    end = models.TimeField(_("end"), null=True, blank=True)
    previous_date = models.DateField(
        _("previous date"),
        null=True,
        blank=True,
        help_text=_("If this was moved: the day it was planned for, so that calendars can say so."),
    )
    mode = models.CharField(
        _("online or face to face"), max_length=20, choices=Mode.choices, default=Mode.TBC
    )
    status = models.CharField(
        _("status"), max_length=20, choices=SlotStatus.choices, default=SlotStatus.SCHEDULED
    )
    starts_at = models.DateTimeField(null=True, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the aware columns in step with the wall times that are saved."""
        update_fields = kwargs.get("update_fields")
        # A draft of a page saves a few bookkeeping columns: its wall times are not public yet.
        if update_fields is None or WALL_TIMES & set(update_fields):
            self.starts_at, self.ends_at = self.span()
            if update_fields is not None:
                kwargs["update_fields"] = {*update_fields, "starts_at", "ends_at"}
        super().save(*args, **kwargs)

    def span(self) -> Span:
        """When this runs, computed: right in a preview too, where the columns may be stale."""
        return span_of(self.date, self.start, self.end)

    @property
    def stands(self) -> bool:
        """Whether this counts: it is neither cancelled nor postponed."""
        return self.status == SlotStatus.SCHEDULED

    @property
    def has_moved(self) -> bool:
        """Whether this takes place on another day than was first planned."""
        return self.stands and self.previous_date is not None and self.previous_date != self.date

    def clean(self) -> None:
        """Refuse an end that is not after the start."""
        super().clean()
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": _("The end must be after the start. Check the two times.")})
