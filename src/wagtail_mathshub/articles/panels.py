"""The editing screen of an article, in an author's order."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from wagtail_mathshub.publishing.checklist_panel import ChecklistPanel
from wagtail_mathshub.publishing.links_panel import LinksPanel
from wagtail_mathshub.scheduling.date_boxes import DateBox

ARTICLE: list[Panel] = [
    LinksPanel(),
    FieldPanel("summary"),
    InlinePanel(
        "authors",
        label=_("author"),
        heading=_("Written by"),
        help_text=_("In the order of the by-line. People who have left the hub are still shown."),
    ),
    FieldRowPanel([FieldPanel("date", widget=DateBox), FieldPanel("date_precision")], heading=_("When")),
    FieldPanel("lead_image", help_text=_("At the top of the article, and beside it in lists.")),
    FieldPanel("body"),
    FieldPanel("references"),
    MultiFieldPanel(
        [
            FieldPanel("topics"),
            FieldRowPanel([FieldPanel("year_from"), FieldPanel("year_to")]),
        ],
        heading=_("What it is about"),
        help_text=_("Readers find articles by these. Leave both years empty for all years."),
    ),
    MultiFieldPanel(
        [FieldPanel("series_name"), FieldRowPanel([FieldPanel("series_part"), FieldPanel("series_parts")])],
        heading=_("Part of a series"),
        classname="collapsed",
    ),
    InlinePanel(
        "related_articles",
        label=_("article"),
        heading=_("Read next"),
        help_text=_("Empty: similar or recent articles are shown."),
        classname="collapsed",
    ),
    FieldPanel("canonical_address"),
    ChecklistPanel(),
]
