"""What is asked before a step is taken."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.registration import policies
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.office.people import PeopleRows
from wagtail_mathshub.registration.wishes import ANSWER
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia


class StepForm(forms.Form):
    """The form of one step with one application, for one user."""

    def __init__(
        self, application: Application, user: Any, data: Any = None, *, offered: int | None = None
    ) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}_%s")
        self.application, self.user, self.offered = application, user, offered
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the application."""

    def show(self, faults: dict[str, str]) -> None:
        """Put what is wrong where it can be put right."""
        for text in faults.values():
            self.add_error(None, text)


class PlainForm(StepForm):
    """Nothing is asked: the button is enough."""


class ReasonForm(StepForm):
    """A reason, if there is one."""

    why = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=ANSWER,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("You may leave it empty. The school can read it."),
    )


class NeededReasonForm(ReasonForm):
    """A reason that the school is owed."""

    def prepare(self) -> None:
        """Make it needed."""
        why = self.fields["why"]
        why.required, why.help_text = True, _("The school reads this.")
        why.error_messages["required"] = _("Say why. The school reads this.")


class OfferForm(ReasonForm):
    """A reason for whoever comes before others."""

    def prepare(self) -> None:
        """Say when it is needed."""
        self.fields["why"].help_text = _(
            "Needed if others have waited longer: say why this school comes first."
        )


class KeepForm(StepForm):
    """Who takes part, where fewer places are offered than were asked for."""

    keep = forms.MultipleChoiceField(
        label=_("Who takes part"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self) -> None:
        """Offer the application's own people, and only where there is something to choose."""
        people = self.application.participants.all()
        if self.offered is None or self.offered >= self.application.places:
            del self.fields["keep"]
            return
        keep: Any = self.fields["keep"]
        keep.choices = [(str(person.pk), person.name or "—") for person in people]
        keep.initial = [str(person.pk) for person in people[: self.offered]]
        keep.help_text = _("Choose {count}.").format(count=self.offered)

    @property
    def kept(self) -> list[int] | None:
        """The keys that were chosen; None where nothing was to be chosen."""
        return [int(key) for key in self.cleaned_data["keep"]] if "keep" in self.fields else None


class MoveForm(StepForm):
    """Another Work Group of the same hub."""

    to = forms.ModelChoiceField(label=_("To which Work Group"), queryset=None, empty_label=_("Choose one"))
    why = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=ANSWER,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("You may leave it empty. The school can read it."),
    )

    def prepare(self) -> None:
        """Offer the groups of the application's hub in which the user may decide."""
        groups = policies.groups_for(self.user, "change").live().filter(apply_via=ApplyVia.OWN_FORM)
        own_hub = groups.filter(path__startswith=self.application.site.root_page.path)
        to: Any = self.fields["to"]
        to.queryset = own_hub.exclude(pk=self.application.page_id).order_by("title", "pk")
        to.label_from_instance = _title_of
        to.error_messages["invalid_choice"] = _("Choose one of your hub's Work Groups.")


def _title_of(group: Any) -> str:
    return f"{group.title} ({group.academic_year})" if group.academic_year else group.title


class PeopleForm(StepForm):
    """All who take part, one row each."""

    def prepare(self) -> None:
        """Fill the rows with those who are named now."""
        self.rows = PeopleRows(
            self.application.page.specific,
            data=self.data if self.is_bound else None,
            application=self.application,
            see_trn=policies.may_see_trn(self.user, self.application.site_id),
        )

    def is_valid(self) -> bool:
        """Whether every row can be read."""
        return super().is_valid() and self.rows.is_valid()

    def show(self, faults: dict[str, str]) -> None:
        """Put what is wrong beside each box."""
        for text in self.rows.show(faults):
            self.add_error(None, text)
