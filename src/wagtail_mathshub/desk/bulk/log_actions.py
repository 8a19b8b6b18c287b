"""What Wagtail's log of a page says of changes that were made to many."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.desk.bulk.archiving import ARCHIVE
from wagtail_mathshub.desk.bulk.labelling import ADD_AUDIENCE, SET_REVIEW_DATE
from wagtail_mathshub.desk.bulk.sign_up import CLOSE_SIGN_UP, OPEN_SIGN_UP, POSTPONE


def register(actions: Any) -> None:
    """Tell Wagtail the words for each of them."""
    words = (
        (OPEN_SIGN_UP, _("Open sign-up"), _("Sign-up opened, with other pages")),
        (CLOSE_SIGN_UP, _("Close sign-up"), _("Sign-up closed, with other pages")),
        (POSTPONE, _("Postpone"), _("Postponed, with other pages")),
        (ARCHIVE, _("Archive"), _("Taken off the lists, with other pages")),
        (ADD_AUDIENCE, _("Add an audience"), _("Audience added, with other pages")),
        (SET_REVIEW_DATE, _("Set review date"), _("Day of last check set, with other pages")),
    )
    for change, label, message in words:
        actions.register_action(change.action, label, message)
