"""The rows of a form in which somebody of the hub names those who take part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub.registration.models import Application, Participant
from wagtail_mathshub.registration.wishes import EMAIL, MOST_PEOPLE, NAME, ROLE
from wagtail_mathshub.taxonomy.years import parse_year, year_key

BLANK_ROWS = 2
ROWS = "rows"


class PersonForm(forms.Form):
    """One person. What is missing or wrong is said by the rules that hold for every way to sign up."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=NAME)
    email = forms.CharField(label=gettext_lazy("Email"), required=False, max_length=EMAIL)
    role = forms.CharField(label=gettext_lazy("Role"), required=False, max_length=ROLE)
    years = forms.CharField(
        label=gettext_lazy("Years taught"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Like 5, 6 or R."),
    )
    trn = forms.CharField(label=gettext_lazy("Teacher reference number"), required=False, max_length=20)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written into it."""
        names = ("name", "email", "role", "years", "trn")
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)


class PeopleRows:
    """All rows of one form, with a few to spare."""

    def __init__(
        self, page: Any, *, data: Any = None, application: Application | None = None, see_trn: bool = False
    ) -> None:
        self.page, self.data, self.see_trn = page, data, see_trn
        people = application.participants.filter(erased_at=None) if application else []
        self.known: dict[int, Participant] = {person.pk: person for person in people}
        self.forms = self._bound() if data is not None else self._empty()
        for form in self.forms:
            self._ask_for_trn(form)
        self._used: list[PersonForm] = []

    @property
    def count(self) -> int:
        """How many rows there are, for the form to bring back."""
        return len(self.forms)

    def given(self) -> list[dict[str, Any]]:
        """The people in the rows, as `wishes` reads them."""
        self._used = [form for form in self.forms if not form.is_blank]
        return [self._person(form) for form in self._used]

    def show(self, faults: dict[str, str]) -> list[str]:
        """Put what is wrong beside each box; what belongs to no box comes back."""
        left = []
        for path, text in faults.items():
            number, _dot, name = path.removeprefix("participants.").partition(".")
            if number.isdigit() and int(number) < len(self._used) and name in PersonForm.base_fields:
                self._used[int(number)].add_error(name if name in self._fields(number) else None, text)
            else:
                left.append(text)
        return left

    def is_valid(self) -> bool:
        """Whether every row can be read at all."""
        # Each is looked at, so that each can say what is wrong.
        return not [form for form in self.forms if not form.is_valid()]

    def _fields(self, number: str) -> Any:
        return self._used[int(number)].fields

    def _bound(self) -> list[PersonForm]:
        try:
            asked = int(self.data.get(ROWS, 1))
        except ValueError:
            asked = 1
        count = min(max(asked, 1) + (BLANK_ROWS if "more" in self.data else 0), MOST_PEOPLE)
        return [PersonForm(self.data, prefix=f"person-{number}") for number in range(count)]

    def _empty(self) -> list[PersonForm]:
        known = [self._initial(person) for person in self.known.values()]
        least = max(self.page.per_school_min or 1, len(known) + BLANK_ROWS)
        rows = [*known, *({} for _spare in range(least - len(known)))]
        return [
            PersonForm(prefix=f"person-{number}", initial=initial)
            for number, initial in enumerate(rows[:MOST_PEOPLE])
        ]

    def _initial(self, person: Participant) -> dict[str, Any]:
        years = ", ".join(year_key(year).upper() for year in person.years)
        shown = {"trn": person.trn} if self.see_trn else {}
        return {
            "key": person.pk,
            "name": person.name,
            "email": person.email,
            "role": person.role,
            "years": years,
            **shown,
        }

    def _ask_for_trn(self, form: PersonForm) -> None:
        if not self.page.trn_asked:
            del form.fields["trn"]
        elif not self.see_trn and self.known:
            form.fields["trn"].help_text = _("Leave it empty to keep the number that is on record.")

    def _person(self, form: PersonForm) -> dict[str, Any]:
        cleaned = getattr(form, "cleaned_data", {})
        # The key names somebody of this application or nobody.
        former = self.known.get(cleaned.get("key") or 0)
        trn = cleaned.get("trn", "") or (former.trn if former and not self.see_trn else "")
        return {
            "name": cleaned.get("name", ""),
            "email": cleaned.get("email", ""),
            "role": cleaned.get("role", ""),
            "years": years_in(cleaned.get("years", "")),
            "trn": trn,
        }


def years_in(text: str) -> list[int | str]:
    """The years in "5, 6, R"; a word that is no year stays as it is, for the rules to refuse."""
    found: list[int | str] = []
    for word in text.replace(";", ",").replace(" and ", ",").split(","):
        if word.strip():
            try:
                found.append(parse_year(word))
            except ValueError:
                found.append(word.strip())
    return found
