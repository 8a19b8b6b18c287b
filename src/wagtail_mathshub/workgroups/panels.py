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
from wagtail_mathshub.publishing.warnings_panel import WarningsPanel
from wagtail_mathshub.workgroups.inherited_panel import InheritedTextPanel
from wagtail_mathshub.workgroups.overview_panel import OverviewPanel
from wagtail_mathshub.workgroups.pasting_panel import PastedSessionsPanel
from wagtail_mathshub.workgroups.warnings import date_warnings

WHO: list[Panel] = [
    MultiFieldPanel(
        [
            FieldPanel("project"),
            FieldPanel("group_name"),
            FieldRowPanel([FieldPanel("code"), FieldPanel("strand")]),
        ],
        heading=_("Which project"),
    ),
    FieldPanel("summary"),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("year_from"), FieldPanel("year_to")])],
        heading=_("Years"),
        help_text=_("Leave both empty for all years. Phases and key stages follow by themselves."),
    ),
    FieldPanel("audiences"),
    InheritedTextPanel("who_can_take_part"),
    InlinePanel("leads", label=_("lead"), heading=_("Led by")),
    contact_panel(),
]

WHEN: list[Panel] = [
    FieldRowPanel([FieldPanel("academic_year"), FieldPanel("stage")]),
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
    FieldPanel("body"),
    FieldRowPanel([FieldPanel("lead_image"), FieldPanel("flyer")]),
]

LEARNING: list[Panel] = [
    InheritedTextPanel("what_you_will_learn"),
    FieldPanel("outcomes"),
    InheritedTextPanel("expectations"),
]

COST: list[Panel] = [
    FieldRowPanel([FieldPanel("cost_free"), FieldPanel("state_funded_only")]),
    InheritedTextPanel("cost_note"),
    FieldRowPanel([FieldPanel("funding_to_school"), FieldPanel("non_attendance_charge")]),
    FieldPanel("cost_extras"),
    FieldPanel("cover_note"),
]

SIGN_UP: list[Panel] = [
    OverviewPanel(heading=_("How it fills up")),
    MultiFieldPanel(
        [
            FieldPanel("apply_via"),
            FieldPanel("apply_url"),
            FieldPanel("apply_email"),
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            FieldRowPanel([FieldPanel("accepts_late_joiners"), FieldPanel("late_joiners_note")]),
        ],
        heading=_("How and when"),
    ),
    InheritedTextPanel("what_to_do_next"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("capacity"), FieldPanel("capacity_unit")]),
            FieldRowPanel([FieldPanel("per_school_min"), FieldPanel("per_school_max")]),
            FieldRowPanel([FieldPanel("stated_confirmed"), FieldPanel("stated_waiting")]),
            FieldRowPanel([FieldPanel("minimum_to_run"), FieldPanel("admission")]),
            FieldRowPanel([FieldPanel("has_waiting_list"), FieldPanel("has_interest_form")]),
        ],
        heading=_("Places"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("override_state"), FieldPanel("override_until")]),
            FieldPanel("override_note"),
        ],
        heading=_("Say it yourself"),
        help_text=_("Only when dates and places do not tell the whole story."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("local_authorities"),
            FieldPanel("neighbours_welcome"),
            FieldPanel("prior_participation"),
            FieldPanel("priority_rule"),
        ],
        heading=_("Which schools"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("head_agreement_asked"),
            FieldRowPanel([FieldPanel("trn_asked"), FieldPanel("trn_reason")]),
            FieldPanel("extra_questions"),
        ],
        heading=_("What you ask at sign-up"),
        classname="collapsed",
    ),
    PageChooserPanel("successor"),
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
