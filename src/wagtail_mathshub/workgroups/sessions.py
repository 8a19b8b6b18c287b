"""One session of a Work Group."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from wagtail_mathshub.organisations.venue import Venue
from wagtail_mathshub.publishing.installation import install_id
from wagtail_mathshub.scheduling.date_boxes import DateBox, TimeBox
from wagtail_mathshub.scheduling.slots import Slot


class WorkGroupSessionMixin(Slot, Venue, Orderable):
    """A session, in the editor's order. Its concrete class adds `page`, related name `sessions`."""

    label = models.CharField(
        _("label"), max_length=120, blank=True, help_text=_("Like Day 1, or Workshops 1 and 2.")
    )
    arrive_from = models.TimeField(_("arrive from"), null=True, blank=True)
    joining_link = models.URLField(
        _("joining link"), blank=True, help_text=_("Only people with a place get to see it.")
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Why it moved, what to bring, who hosts.")
    )

    panels = [
        FieldRowPanel([FieldPanel("label"), FieldPanel("mode")]),
        FieldPanel("date", widget=DateBox),
        FieldRowPanel([FieldPanel("start", widget=TimeBox), FieldPanel("end", widget=TimeBox)]),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("venue_text")]),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("status"),
                        FieldPanel("previous_date", widget=DateBox),
                        FieldPanel("arrive_from", widget=TimeBox),
                    ]
                ),
                FieldPanel("joining_link"),
                FieldPanel("note"),
            ],
            heading=_("Changes, joining link and note"),
            classname="collapsed",
        ),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return self.label or str(self.date or _("Session"))

    @property
    def uid(self) -> str:
        """The name by which calendars know this session for ever."""
        return f"session-{self.pk}@{install_id()}"


class WorkGroupLeadMixin(Orderable):
    """Somebody who leads a Work Group. Its concrete class adds `page`, related name `leads`."""

    person = models.ForeignKey(
        "wagtail_mathshub.Person",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("lead")
        verbose_name_plural = _("leads")

    def __str__(self) -> str:
        return str(self.person)
