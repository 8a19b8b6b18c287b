"""The editing screen of an event."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from wagtail_mathshub.events.warnings import date_warnings
from wagtail_mathshub.publishing.checklist_panel import ChecklistPanel
from wagtail_mathshub.publishing.links_panel import LinksPanel
from wagtail_mathshub.publishing.warnings_panel import WarningsPanel
from wagtail_mathshub.scheduling.date_boxes import DateBox, TimeBox

EVENT: list[Panel] = [
    LinksPanel(),
    FieldPanel("kind", help_text=_("Visitors see it as the first word about the event.")),
    FieldPanel("summary"),
    WarningsPanel(date_warnings),
    MultiFieldPanel(
        [
            FieldPanel("date", widget=DateBox),
            FieldRowPanel([FieldPanel("start", widget=TimeBox), FieldPanel("end", widget=TimeBox)]),
            FieldRowPanel([FieldPanel("mode"), FieldPanel("status")]),
            FieldPanel("previous_date", widget=DateBox),
        ],
        heading=_("When"),
        help_text=_("London time. What is not known yet may wait."),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("organisation"), FieldPanel("venue_text")])], heading=_("Where")
    ),
    MultiFieldPanel(
        [
            FieldPanel("audiences", help_text=_("Tick everybody who may come.")),
            FieldRowPanel([FieldPanel("capacity"), FieldPanel("invitation_only")]),
            FieldPanel(
                "booking_url",
                help_text=_(
                    "Where people book, if that is on another website. Not shown while the event is by invitation."
                ),
            ),
        ],
        heading=_("For whom, and how to come"),
    ),
    InlinePanel("speakers", label=_("speaker"), heading=_("Speakers")),
    FieldPanel("body"),
    FieldPanel("lead_image"),
    ChecklistPanel(),
]
