"""The editing screen of an event."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from wagtail_mathshub.events.warnings import date_warnings
from wagtail_mathshub.publishing.links_panel import LinksPanel
from wagtail_mathshub.publishing.warnings_panel import WarningsPanel

EVENT: list[Panel] = [
    LinksPanel(),
    FieldPanel("kind"),
    FieldPanel("summary"),
    WarningsPanel(date_warnings),
    MultiFieldPanel(
        [
            FieldPanel("date"),
            FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
            FieldRowPanel([FieldPanel("mode"), FieldPanel("status")]),
            FieldPanel("previous_date"),
        ],
        heading=_("When"),
        help_text=_("London time. What is not known yet may wait."),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("organisation"), FieldPanel("venue_text")])], heading=_("Where")
    ),
    MultiFieldPanel(
        [
            FieldPanel("audiences"),
            FieldRowPanel([FieldPanel("capacity"), FieldPanel("invitation_only")]),
            FieldPanel("booking_url"),
        ],
        heading=_("For whom, and how to come"),
    ),
    InlinePanel("speakers", label=_("speaker"), heading=_("Speakers")),
    FieldPanel("body"),
    FieldPanel("lead_image"),
]
