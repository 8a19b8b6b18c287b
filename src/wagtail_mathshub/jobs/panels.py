"""The editing screen of an advert, in the order in which a reader asks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from wagtail_mathshub.jobs.disagreements import advert_warnings
from wagtail_mathshub.people.contact import contact_panel
from wagtail_mathshub.publishing.checklist_panel import ChecklistPanel
from wagtail_mathshub.publishing.links_panel import LinksPanel
from wagtail_mathshub.publishing.warnings_panel import WarningsPanel
from wagtail_mathshub.scheduling.date_boxes import DateBox

JOB: list[Panel] = [
    LinksPanel(),
    WarningsPanel(advert_warnings),
    FieldRowPanel(
        [
            FieldPanel(
                "kind", help_text=_("A secondment is for somebody who stays employed by their school.")
            ),
            FieldPanel("phase", help_text=_("Leave it empty if it does not matter.")),
        ]
    ),
    FieldPanel("summary"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("time_commitment"), FieldPanel("fte")]),
            FieldRowPanel([FieldPanel("starts", widget=DateBox), FieldPanel("ends", widget=DateBox)]),
        ],
        heading=_("How much time"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("pay_to"),
            FieldRowPanel([FieldPanel("pay_min"), FieldPanel("pay_max"), FieldPanel("pay_unit")]),
            FieldRowPanel([FieldPanel("pay_pro_rata"), FieldPanel("pay_note")]),
        ],
        heading=_("Pay"),
        help_text=_("For a secondment: what the school receives for releasing the person."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("host"),
            FieldRowPanel(
                [
                    FieldPanel(
                        "location", help_text=_("Like: Fenmarsh, with visits to schools across the county.")
                    ),
                    FieldPanel("workplace"),
                ]
            ),
        ],
        heading=_("Where"),
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "who_can_apply",
                help_text=_("Like: teachers with two years of experience in a primary school."),
            ),
            FieldPanel("head_endorsement", help_text=_("Say in the text how the head does this.")),
        ],
        heading=_("People"),
    ),
    FieldPanel("body", help_text=_("What the person will do, what you look for, and how to find out more.")),
    InlinePanel("documents", label=_("file"), heading=_("Files, like the description of the role")),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("closes_at"),
                    FieldPanel("interviews", widget=DateBox, help_text=_("The day, once it is fixed.")),
                ]
            ),
            FieldPanel("apply_via"),
            FieldRowPanel([FieldPanel("apply_url"), FieldPanel("apply_email")]),
        ],
        heading=_("Applying"),
    ),
    contact_panel(),
    MultiFieldPanel(
        [FieldPanel("extended_from"), FieldRowPanel([FieldPanel("filled"), FieldPanel("withdrawn")])],
        heading=_("What has changed since"),
        help_text=_(
            "An advert that is filled or withdrawn leaves the lists, and its page says so. One that is extended says until when it was."
        ),
        classname="collapsed",
    ),
    ChecklistPanel(),
]
