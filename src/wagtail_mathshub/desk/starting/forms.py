"""The forms in which Work Groups of a project are begun: what they share, and each cohort."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub.desk.roles import has_sign_up
from wagtail_mathshub.desk.starting.flows import Cohort, Offer
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.scheduling.london_forms import london_field
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia, CapacityUnit
from wagtail_mathshub.workgroups.models import Project
from wagtail_mathshub.workgroups.pasting.reading import Pasted, Setting, read_sessions

MOST_COHORTS = 20
COHORTS = "group"


class OfferForm(forms.Form):
    """The project, the year and the sign-up that all cohorts share."""

    project = forms.ModelChoiceField(
        Project.objects.none(), label=gettext_lazy("Project"), empty_label=gettext_lazy("Choose a project")
    )
    academic_year = forms.ChoiceField(
        label=gettext_lazy("Academic year"),
        required=False,
        help_text=gettext_lazy("The project's own year, unless you choose another."),
    )
    apply_via = forms.ChoiceField(label=gettext_lazy("Sign-up by"), required=False)
    publish = forms.BooleanField(
        label=gettext_lazy("Publish at once"),
        required=False,
        help_text=gettext_lazy("Otherwise they are made as drafts, which only people who edit can see."),
    )

    def __init__(self, hub: HubSettings, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hub = hub
        fields: Any = self.fields
        fields["project"].queryset = projects_of(hub)
        current = academic_years.current()
        years = [current, academic_years.next_key(current)]
        labels = [(year, academic_years.label(year)) for year in years]
        fields["academic_year"].choices = [("", _("As the project says")), *labels]
        fields["apply_via"].choices = _ways(hub)
        if not may_publish:
            del self.fields["publish"]

    @property
    def offer(self) -> Offer:
        """What was chosen; the form is valid."""
        given = self.cleaned_data
        via = given["apply_via"] or ApplyVia.NONE
        return Offer(
            project=given["project"],
            academic_year=year_for(given["academic_year"], given["project"]),
            apply_via=via,
            apply_email=self.hub.email if via == ApplyVia.EMAIL else "",
        )


class CohortForm(forms.Form):
    """One cohort."""

    group_name = forms.CharField(
        label=gettext_lazy("Which group"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("What tells it apart, like Eastholme group. One group alone needs no name."),
    )
    leads = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Led by"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy("Empty: no limit."),
    )
    capacity_unit = forms.ChoiceField(
        label=gettext_lazy("Counted in"),
        choices=CapacityUnit.choices,
        initial=CapacityUnit.PARTICIPANTS,
        required=False,
    )
    closes_at = london_field(
        gettext_lazy("Sign-up closes"), gettext_lazy("London time. Empty: no closing date.")
    )
    sessions = forms.CharField(
        label=gettext_lazy("Dates"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "One session on each line, like: Workshop 1 - Wed 13 January, 1-4.30pm, Online"
        ),
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], offer: OfferForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_form = offer
        field: Any = self.fields["leads"]
        field.queryset = Person.objects.filter(site=offer.hub.site_id)
        # Asked once for all cohorts.
        field.choices = people

    def clean(self) -> dict[str, Any]:
        """Refuse lines of which nothing can be made; what was typed stays as it is."""
        cleaned = super().clean() or {}
        for line in self.pasted.unread:
            self.add_error("sessions", f"“{line.text[:120]}”: {line.why}")
        return cleaned

    @cached_property
    def pasted(self) -> Pasted:
        """What the dates say."""
        shared, own = getattr(self.offer_form, "cleaned_data", {}), self.cleaned_data
        setting = Setting(
            hub=self.offer_form.hub,
            academic_year=year_for(shared.get("academic_year", ""), shared.get("project")),
            people={person.pk: person.name for person in own.get("leads", ())},
        )
        return read_sessions(own.get("sessions", ""), setting)

    @property
    def cohort(self) -> Cohort:
        """What was typed; the form is valid."""
        given = {name: self.cleaned_data[name] for name in ("group_name", "leads", "capacity", "closes_at")}
        unit = self.cleaned_data["capacity_unit"] or CapacityUnit.PARTICIPANTS
        return Cohort(**given, capacity_unit=unit, sessions=self.pasted.rows)


class BaseCohorts(forms.BaseFormSet):
    """The cohorts; all but the first may stay empty, and of several each has a name of its own."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """The people of the hub, looked up once."""
        given = super().get_form_kwargs(index)
        return given | {"people": self._people(given["offer"].hub)}

    def _people(self, hub: HubSettings) -> list[tuple[int, str]]:
        if not hasattr(self, "_known"):
            rows = Person.objects.filter(site=hub.site_id).order_by("name", "pk")
            self._known = list(rows.values_list("pk", "name"))
        return self._known

    @property
    def used(self) -> list[CohortForm]:
        """The cohorts into which something was typed, or the first."""
        filled = [form for form in self.forms if form.has_changed()]
        return filled or self.forms[:1]

    def clean(self) -> None:
        """Each of several groups needs a name, and no two the same."""
        if len(self.used) < 2:
            return
        names: set[str] = set()
        for form in self.used:
            name = form.cleaned_data.get("group_name", "").casefold()
            if not name:
                form.add_error("group_name", _("Give each of several groups a name of its own."))
            elif name in names:
                form.add_error("group_name", _("Another group has this name."))
            names.add(name)


Cohorts = forms.formset_factory(
    CohortForm, formset=BaseCohorts, extra=0, min_num=1, max_num=MOST_COHORTS, absolute_max=MOST_COHORTS
)


def projects_of(hub: HubSettings) -> Any:
    """The projects of which a hub may make Work Groups: its own, and those that all hubs share."""
    return Project.objects.for_site(hub.site).order_by("title", "-academic_year", "pk")


def year_for(chosen: str, project: Project | None) -> str:
    """The academic year: the chosen one, or else the project's, or else this one."""
    return chosen or (project.academic_year if project else "") or academic_years.current()


def _ways(hub: HubSettings) -> list[tuple[str, Any]]:
    ways = [ApplyVia.NONE]
    if has_sign_up():
        ways.append(ApplyVia.OWN_FORM)
    if hub.email:
        ways.append(ApplyVia.EMAIL)
    return [(way.value, way.label) for way in ways]
