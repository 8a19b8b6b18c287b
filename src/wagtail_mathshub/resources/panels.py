"""The editing screen of a collection."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, Panel

from wagtail_mathshub.publishing.checklist_panel import ChecklistPanel
from wagtail_mathshub.publishing.links_panel import LinksPanel
from wagtail_mathshub.publishing.warnings_panel import WarningsPanel
from wagtail_mathshub.resources.warnings import file_warnings
from wagtail_mathshub.scheduling.date_boxes import DateBox

COLLECTION: list[Panel] = [
    LinksPanel(),
    WarningsPanel(file_warnings),
    FieldPanel("intro", help_text=_("What the lessons are for, in two or three sentences.")),
    FieldRowPanel([FieldPanel("period"), FieldPanel("last_checked", widget=DateBox)]),
    FieldPanel("licence"),
    InlinePanel(
        "compilers",
        label=_("name"),
        heading=_("Compiled by"),
        help_text=_("People of the hub, or a name in words like: a group of teachers."),
    ),
    InlinePanel(
        "lessons",
        label=_("lesson"),
        heading=_("Lessons"),
        help_text=_("In the order in which readers see them. Type, size and pages are read from the files."),
    ),
    FieldPanel("body"),
    FieldPanel("lead_image", help_text=_("At the top of the page, and beside it in lists.")),
    ChecklistPanel(),
]
