"""Who was there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.registration.tables.applications import Participant


class Attendance(models.Model):
    """Whether somebody was at a session. The session is named and not pointed to: it may be deleted later."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="attendance")
    session = models.PositiveBigIntegerField()
    session_label = models.CharField(_("session"), max_length=120, blank=True)
    session_date = models.DateField(_("date"), null=True)
    present = models.BooleanField(_("was there"))
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["session_date", "session", "participant"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "session"], name="mathshub_attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.session}"
