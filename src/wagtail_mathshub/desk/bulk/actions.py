"""The six actions, in the order in which they stand in the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.desk.bulk import forms
from wagtail_mathshub.desk.bulk.archiving import ARCHIVE
from wagtail_mathshub.desk.bulk.labelling import ADD_AUDIENCE, SET_REVIEW_DATE
from wagtail_mathshub.desk.bulk.sign_up import CLOSE_SIGN_UP, OPEN_SIGN_UP, POSTPONE
from wagtail_mathshub.desk.bulk.views import ChangeAction

DRAFTS = _(
    "What is public changes at once. If a page also has changes that are not published yet, "
    "they stay unpublished, and get the same change."
)


class OpenSignUpAction(ChangeAction):
    """Work Groups: open sign-up."""

    change = OPEN_SIGN_UP
    display_name = _("Open sign-up")
    aria_label = _("Open sign-up of the selected Work Groups")
    action_type = "mathshub_open_sign_up"
    action_priority = 110
    form_class = forms.OpenForm
    explained = (
        _("“Closed” or “Full” is taken away where an editor has set it, with its reason."),
        _("Where sign-up would open later, it opens now."),
        _("A closing date that is still to come stays as it is."),
        DRAFTS,
    )


class CloseSignUpAction(ChangeAction):
    """Work Groups: close sign-up."""

    change = CLOSE_SIGN_UP
    display_name = _("Close sign-up")
    aria_label = _("Close sign-up of the selected Work Groups")
    action_type = "mathshub_close_sign_up"
    action_priority = 111
    form_class = forms.NoteForm
    explained = (
        _("The groups show as closed until you open them again. Nobody who has a place loses it."),
        DRAFTS,
    )


class PostponeAction(ChangeAction):
    """Work Groups: postpone, with a reason."""

    change = POSTPONE
    display_name = _("Postpone")
    aria_label = _("Postpone the selected Work Groups")
    action_type = "mathshub_postpone"
    action_priority = 112
    form_class = forms.PostponeForm
    explained = (
        _("The groups show as postponed, and nobody can sign up meanwhile. Their dates stay as they are."),
        DRAFTS,
    )


class ArchiveAction(ChangeAction):
    """Work Groups: off the lists now."""

    change = ARCHIVE
    display_name = _("Archive")
    aria_label = _("Archive the selected Work Groups")
    action_type = "mathshub_archive"
    action_priority = 113
    form_class = forms.ArchiveForm
    explained = (
        _(
            "Lists leave a Work Group out by themselves when its academic year is over and no session lies "
            "ahead. Its page stays at its address, and search still finds it."
        ),
        _(
            "Here you can put right what keeps a group of an earlier year on the lists: an academic year that "
            "is missing or too late, or a session that was left over."
        ),
        DRAFTS,
    )


class AddAudienceAction(ChangeAction):
    """Work Groups and events: one audience more."""

    change = ADD_AUDIENCE
    display_name = _("Add an audience")
    aria_label = _("Add an audience to the selected pages")
    action_type = "mathshub_add_audience"
    action_priority = 114
    form_class = forms.AudienceForm
    explained = (_("The audiences that a page has already stay."), DRAFTS)


class SetReviewDateAction(ChangeAction):
    """Collections: the day of the last check."""

    change = SET_REVIEW_DATE
    display_name = _("Set review date")
    aria_label = _("Set the day of the last check of the selected collections")
    action_type = "mathshub_set_review_date"
    action_priority = 115
    form_class = forms.ReviewForm
    explained = (_("Two years after this day you are reminded to look at them again."), DRAFTS)


ACTIONS = (
    OpenSignUpAction,
    CloseSignUpAction,
    PostponeAction,
    ArchiveAction,
    AddAudienceAction,
    SetReviewDateAction,
)


def possible_here() -> list[type[ChangeAction]]:
    """Those for which the installation has pages."""
    return [action for action in ACTIONS if action.change.is_possible_here()]
