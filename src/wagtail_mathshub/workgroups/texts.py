"""The six texts of a project, which its Work Groups inherit until they write their own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]

TEXT_FIELDS = (
    "who_can_take_part",
    "what_is_involved",
    "what_you_will_learn",
    "expectations",
    "cost_note",
    "what_to_do_next",
)
# What of a Work Group no list, calendar or feed of many shows.
LONG_COLUMNS = (*TEXT_FIELDS, "body", "outcomes", "gap_tasks")


class SixTexts(models.Model):
    """The texts under the NCETM's standard headings."""

    who_can_take_part = RichTextField(_("Who can take part?"), blank=True, features=FEATURES)
    what_is_involved = RichTextField(_("What is involved?"), blank=True, features=FEATURES)
    what_you_will_learn = RichTextField(_("What will you learn?"), blank=True, features=FEATURES)
    expectations = RichTextField(_("What are the expectations?"), blank=True, features=FEATURES)
    cost_note = RichTextField(_("What is the cost?"), blank=True, features=FEATURES)
    what_to_do_next = RichTextField(_("What should you do next?"), blank=True, features=FEATURES)

    class Meta:
        abstract = True


def sections_of(group: Any) -> list[dict[str, Any]]:
    """`{name, heading, text}` of each text that a Work Group or its project has."""
    return [
        {"name": name, "heading": group._meta.get_field(name).verbose_name, "text": group.text(name)}
        for name in TEXT_FIELDS
        if group.text(name)
    ]
