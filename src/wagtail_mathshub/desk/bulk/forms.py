"""What is asked before many pages are changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub import clock
from wagtail_mathshub.scheduling.date_boxes import DateBox
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.models import Audience

LONGEST_NOTE = 300
PAST_YEARS = 6
NOTE_HELP = _("Shown to visitors.")


def _past_years() -> list[tuple[str, Any]]:
    keys = [academic_years.shifted(academic_years.current(), -back) for back in range(1, PAST_YEARS + 1)]
    return [("", _("Leave those out")), *((key, academic_years.label(key)) for key in keys)]


def _no_past_day(day: date | None) -> date | None:
    if day and day < clock.today():
        raise forms.ValidationError(_now("This day is over. Choose today or a later day."))
    return day


class OpenForm(forms.Form):
    """A new closing day, for groups whose old one is over."""

    closes_on = forms.DateField(
        label=_("New closing day"),
        required=False,
        widget=DateBox,
        help_text=_("Only for groups whose closing date is over: they close at the end of this day."),
    )

    def clean_closes_on(self) -> date | None:
        """Not in the past."""
        return _no_past_day(self.cleaned_data["closes_on"])


class NoteForm(forms.Form):
    """An optional reason."""

    note = forms.CharField(
        label=_("Reason"), required=False, max_length=LONGEST_NOTE, help_text=NOTE_HELP, strip=True
    )


class PostponeForm(forms.Form):
    """The reason, and until when it is known to hold."""

    note = forms.CharField(label=_("Reason"), max_length=LONGEST_NOTE, help_text=NOTE_HELP, strip=True)
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=DateBox,
        help_text=_("The last day on which the groups show as postponed. Empty: until you change it."),
    )

    def clean_until(self) -> date | None:
        """Not in the past."""
        return _no_past_day(self.cleaned_data["until"])


class ArchiveForm(NoteForm):
    """What the package cannot know of groups that dates alone do not take off the lists."""

    academic_year = forms.ChoiceField(
        label=_("Academic year of groups that have no year and no dates"),
        choices=_past_years,
        required=False,
    )
    ends_early = forms.BooleanField(
        label=_("Groups of earlier years with sessions ahead: these will not take place"),
        required=False,
        help_text=_("They are shown as cancelled, with the reason below."),
    )
    field_order = ("academic_year", "ends_early", "note")


class AudienceForm(forms.Form):
    """One audience or several."""

    audiences = forms.ModelMultipleChoiceField(
        queryset=Audience.objects.all(), label=_("Audiences"), widget=forms.CheckboxSelectMultiple
    )


class ReviewForm(forms.Form):
    """The day of the last check."""

    last_checked = forms.DateField(
        label=_("Last checked"),
        initial=clock.today,
        widget=DateBox,
        help_text=_("The day on which somebody opened every file and link of these collections."),
    )

    def clean_last_checked(self) -> date:
        """Not in the future."""
        day = self.cleaned_data["last_checked"]
        if day > clock.today():
            raise forms.ValidationError(_now("This day is still to come. Choose today or an earlier day."))
        return day
