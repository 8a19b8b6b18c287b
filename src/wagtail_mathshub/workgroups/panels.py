"""The editing screen of a Work Group, in an editor's order."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    TabbedInterface,
)

from wagtail_mathshub.people.contact import contact_panel
from wagtail_mathshub.publishing.checklist_panel import ChecklistPanel
from wagtail_mathshub.publishing.links_panel import LinksPanel
from wagtail_mathshub.publishing.warnings_panel import WarningsPanel
from wagtail_mathshub.scheduling.date_boxes import DateBox
from wagtail_mathshub.workgroups.editing.inherited_text import InheritedTextPanel
from wagtail_mathshub.workgroups.editing.overview import OverviewPanel
from wagtail_mathshub.workgroups.pasting.panel import PastedSessionsPanel
from wagtail_mathshub.workgroups.warnings import date_warnings

WHO: list[Panel] = [
    LinksPanel(),
    MultiFieldPanel(
        [
            FieldPanel("project"),
            FieldPanel("group_name"),
            FieldRowPanel(
                [
                    FieldPanel("code"),
                    FieldPanel(
                        "strand", help_text=_("Its part of the national programme. Visitors filter by it.")
                    ),
                ]
            ),
        ],
        heading=_("Which project"),
    ),
    FieldPanel("summary"),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("year_from"), FieldPanel("year_to")])],
        heading=_("Years"),
        help_text=_("Leave both empty for all years. Phases and key stages follow by themselves."),
    ),
    FieldPanel("audiences", help_text=_("Tick everybody who may come. Visitors filter by these.")),
    InheritedTextPanel("who_can_take_part"),
    InlinePanel(
        "leads",
        label=_("lead"),
        heading=_("Led by"),
        help_text=_(
            "People of your hub, the first one first. Is somebody missing? Add them under Maths Hub, People."
        ),
    ),
    contact_panel(),
]

WHEN: list[Panel] = [
    FieldRowPanel(
        [
            FieldPanel("academic_year"),
            FieldPanel(
                "stage",
                help_text=_("How far schools are with teaching for mastery, if the group is for one stage."),
            ),
        ]
    ),
    WarningsPanel(date_warnings),
    InlinePanel(
        "sessions",
        label=_("session"),
        heading=_("Sessions"),
        help_text=_("All times are London times. A date, time or place may wait until it is known."),
    ),
    PastedSessionsPanel(),
    InheritedTextPanel("what_is_involved"),
    FieldPanel("gap_tasks"),
    FieldPanel("body", help_text=_("What has no place elsewhere: quotes, questions and answers, files.")),
    FieldRowPanel(
        [
            FieldPanel("lead_image", help_text=_("At the top of the page, and beside it in lists.")),
            FieldPanel(
                "flyer",
                help_text=_(
                    "A PDF to print. Write the dates and the place on the page too: on a phone few people open a file."
                ),
            ),
        ]
    ),
]

LEARNING: list[Panel] = [
    InheritedTextPanel("what_you_will_learn"),
    FieldPanel("outcomes"),
    InheritedTextPanel("expectations"),
]

COST: list[Panel] = [
    FieldRowPanel(
        [
            FieldPanel("cost_free"),
            FieldPanel("state_funded_only", help_text=_("The page says so, beside the cost.")),
        ]
    ),
    InheritedTextPanel("cost_note"),
    FieldRowPanel([FieldPanel("funding_to_school"), FieldPanel("non_attendance_charge")]),
    FieldPanel("cost_extras", help_text=_("Like: lunch is provided; bring a laptop.")),
    FieldPanel("cover_note", help_text=_("Like: we pay £120 a day to the school for cover.")),
]

SIGN_UP: list[Panel] = [
    OverviewPanel(heading=_("How it fills up")),
    MultiFieldPanel(
        [
            FieldPanel(
                "apply_via",
                help_text=_(
                    "With the form on this page, places are counted for you, and there can be a waiting list."
                ),
            ),
            FieldPanel("apply_url", help_text=_("Only for a form on another website.")),
            FieldPanel("apply_email", help_text=_("Only for sign-up by email.")),
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            FieldRowPanel(
                [
                    FieldPanel(
                        "accepts_late_joiners", help_text=_("Sign-up stays open after the first session.")
                    ),
                    FieldPanel(
                        "late_joiners_note", help_text=_("Like: please watch the recording of Day 1 first.")
                    ),
                ]
            ),
        ],
        heading=_("How and when"),
    ),
    InheritedTextPanel("what_to_do_next"),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("capacity"),
                    FieldPanel("capacity_unit", help_text=_("What one place is: a person or a school.")),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel("per_school_min", help_text=_("People. Empty: one is enough.")),
                    FieldPanel("per_school_max", help_text=_("People. Empty: as many as there are places.")),
                ]
            ),
            FieldRowPanel([FieldPanel("stated_confirmed"), FieldPanel("stated_waiting")]),
            FieldRowPanel(
                [
                    FieldPanel("minimum_to_run"),
                    FieldPanel(
                        "admission",
                        help_text=_("If you look at all together, nobody has a place until you say so."),
                    ),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel(
                        "has_waiting_list",
                        help_text=_(
                            "When it is full, schools can wait. The first of them is offered a place that becomes free."
                        ),
                    ),
                    FieldPanel("has_interest_form"),
                ]
            ),
        ],
        heading=_("Places"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("override_state"), FieldPanel("override_until", widget=DateBox)]),
            FieldPanel("override_note"),
        ],
        heading=_("Say it yourself"),
        help_text=_("Only when dates and places do not tell the whole story."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("local_authorities"),
            FieldPanel(
                "neighbours_welcome",
                help_text=_("Neighbouring hubs may then show this group to their schools."),
            ),
            FieldPanel("prior_participation"),
            FieldPanel("priority_rule"),
        ],
        heading=_("Which schools"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("head_agreement_asked", help_text=_("A box to tick at sign-up: the head has agreed.")),
            FieldRowPanel(
                [
                    FieldPanel("trn_asked", help_text=_("Only if you need them: they are personal data.")),
                    FieldPanel("trn_reason"),
                ]
            ),
            FieldPanel("extra_questions", help_text=_("Few schools like long forms: ask what you will use.")),
        ],
        heading=_("What you ask at sign-up"),
        classname="collapsed",
    ),
    PageChooserPanel(
        "successor", help_text=_("Visitors of this page find the way there once it is published.")
    ),
    ChecklistPanel(),
]


def work_group_tabs(page_class: Any) -> TabbedInterface:
    """The tabs of the editing screen for a concrete page class."""
    return TabbedInterface(
        [
            ObjectList([*page_class.content_panels, *page_class.who_panels], heading=_("Who")),
            ObjectList(page_class.when_panels, heading=_("What and when")),
            ObjectList(page_class.learning_panels, heading=_("Learning")),
            ObjectList(page_class.cost_panels, heading=_("Cost")),
            ObjectList(page_class.sign_up_panels, heading=_("Signing up")),
            ObjectList(page_class.promote_panels, heading=_("Promote")),
            ObjectList(page_class.settings_panels, heading=_("Settings")),
        ]
    )
