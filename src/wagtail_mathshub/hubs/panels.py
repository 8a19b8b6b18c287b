"""The screen with a hub's settings, in the order in which a hub lead looks for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from wagtail_mathshub.scheduling.date_boxes import DateBox
from wagtail_mathshub.scoping.own_choices import OwnChoicesMixin


class HubSettingsForm(OwnChoicesMixin, WagtailAdminModelForm):
    """Only people and schools of the hub itself."""


HUB = [
    FieldPanel("name"),
    FieldRowPanel([FieldPanel("short_name"), FieldPanel("key")]),
    FieldPanel("hub_lead"),
    InlinePanel("lead_schools", label=_("lead school"), heading=_("Lead schools")),
    FieldPanel("area_text"),
    FieldPanel("local_authorities"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
            FieldPanel("address"),
            FieldPanel("ncetm_url"),
            FieldPanel("newsletter_url"),
            FieldPanel("social_links"),
        ],
        heading=_("How to reach the hub"),
    ),
]

LOOK = [
    FieldPanel("logo"),
    FieldRowPanel([FieldPanel("colour_1"), FieldPanel("colour_2")]),
    FieldPanel("figure"),
    FieldPanel("labels"),
    FieldPanel("front_end_url"),
]

DAYS = FieldRowPanel([FieldPanel("first_day", widget=DateBox), FieldPanel("last_day", widget=DateBox)])
TERM = [FieldRowPanel([FieldPanel("academic_year"), FieldPanel("term")]), DAYS]
HOLIDAY = [DAYS, FieldPanel("name")]

CALENDAR = [
    InlinePanel("terms", label=_("term"), heading=_("Terms")),
    InlinePanel("holidays", label=_("holiday"), heading=_("Holidays")),
]

SIGN_UP = [
    FieldPanel("nearly_full_percent"),
    FieldRowPanel([FieldPanel("confirm_hours"), FieldPanel("offer_hours")]),
    FieldPanel("default_licence"),
]

PRIVACY = [
    FieldPanel("privacy_controller"),
    FieldPanel("privacy_processor"),
    FieldPanel("privacy_basis"),
    FieldPanel("retention_months"),
    FieldPanel("privacy_notice"),
    FieldPanel("privacy_notice_version"),
]

TABS = TabbedInterface(
    [
        ObjectList(HUB, heading=_("The hub")),
        ObjectList(LOOK, heading=_("Look and words")),
        ObjectList(CALENDAR, heading=_("Terms and holidays")),
        ObjectList(SIGN_UP, heading=_("Sign-up and files")),
        ObjectList(PRIVACY, heading=_("Privacy")),
    ],
    base_form_class=HubSettingsForm,
)
