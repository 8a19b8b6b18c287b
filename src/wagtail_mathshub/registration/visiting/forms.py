"""The fields of the sign-up form: what they are called, why they are asked, what is typed and wrong in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.registration.visiting.form_data import PERSON, is_contact
from wagtail_mathshub.registration.wishes import MOST_PEOPLE, Question
from wagtail_mathshub.taxonomy.vocabularies import CapacityUnit
from wagtail_mathshub.taxonomy.years import FIRST, LAST, year_label

Faults = dict[str, str]


def id_of(path: str) -> str:
    """The id of the field with this path, which links in the summary of errors lead to."""
    return path.replace(".", "-")


@dataclass(frozen=True)
class Choice:
    """One of a field's boxes: its id, the value that it sends, its words."""

    id: str
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Field:
    """One field; `choices` make it a group of boxes, `rows` one of several lines."""

    path: str
    label: str
    value: str = ""
    error: str = ""
    hint: str = ""
    kind: str = "text"
    autocomplete: str = "off"
    optional: bool = False
    choices: tuple[Choice, ...] = ()
    rows: int = 0
    focused: bool = False

    @property
    def id(self) -> str:
        """The id of the field, or of the first of its boxes."""
        return id_of(self.path)

    @property
    def described_by(self) -> str:
        """The ids of what is said about it."""
        said = (("hint", self.hint), ("error", self.error))
        return " ".join(f"{self.id}-{name}" for name, text in said if text)


@dataclass(frozen=True)
class PersonFields:
    """The fields for one of those who take part."""

    number: int
    fields: tuple[Field, ...]
    years: Field
    can_go: bool

    @property
    def index(self) -> int:
        """Their number as the form counts, from nought."""
        return self.number - 1


def school_fields(data: dict[str, Any], faults: Faults) -> tuple[list[Field], list[Field]]:
    """Who signs up, and the school."""
    return _about_contact(data["contact"], faults), _about_school(data["school"], faults)


def _about_contact(contact: dict[str, str], faults: Faults) -> list[Field]:
    def field(name: str, label: str, **more: Any) -> Field:
        path = f"contact.{name}"
        return Field(path, label, contact[name], faults.get(path, ""), **more)

    return [
        field("name", _("Your full name"), autocomplete="name"),
        field(
            "email",
            _("Your work email"),
            kind="email",
            autocomplete="email",
            hint=_(
                "We send you a link to confirm it. All that we have to tell you about your place goes there."
            ),
        ),
        field(
            "phone",
            _("Your phone number"),
            kind="tel",
            autocomplete="tel",
            optional=True,
            hint=_("For a change at short notice."),
        ),
    ]


def _about_school(school: dict[str, str], faults: Faults) -> list[Field]:
    def field(name: str, label: str, **more: Any) -> Field:
        path = f"school.{name}"
        return Field(path, label, school[name], faults.get(path, ""), **more)

    return [
        field("name", _("Name of your school or college"), autocomplete="organization"),
        field(
            "postcode",
            _("Postcode of the school"),
            autocomplete="postal-code",
            optional=True,
            hint=_("It tells two schools of one name apart."),
        ),
        field(
            "urn",
            _("URN of the school"),
            optional=True,
            hint=_("Six digits. Leave it empty if you don't know it."),
        ),
    ]


def most_people(group: Any) -> int:
    """How many people can come from one school."""
    return min(group.per_school_max or MOST_PEOPLE, MOST_PEOPLE)


def least_people(group: Any) -> int:
    """How many people a school has to send."""
    return group.per_school_min or 1


def people_words(group: Any, school: str) -> str:
    """Like "Fen Edge Primary School can bring up to 3 people."."""
    least, most, school = least_people(group), most_people(group), school or _("Your school")
    if least == most:
        text = ngettext("{school} can bring {most} person.", "{school} can bring {most} people.", most)
    elif least > 1:
        text = _("{school} can bring {least} to {most} people.")
    else:
        text = _("{school} can bring up to {most} people.")
    return text.format(school=school, least=least, most=most)


def years_offered(group: Any) -> range:
    """The years that the form offers: those that the group is for."""
    if group.year_from is None or group.year_to is None:
        return range(FIRST, LAST + 1)
    return range(group.year_from, group.year_to + 1)


def people_fields(
    people: list[dict[str, Any]], faults: Faults, group: Any, *, focus: int | None = None
) -> list[PersonFields]:
    """The fields for each person; the name of the one that `focus` counts, from nought, takes the focus."""
    can_go = len(people) > least_people(group)
    return [
        PersonFields(
            number=number + 1,
            fields=tuple(_person(f"participants.{number}", person, faults, group, number == focus)),
            years=_years(f"participants.{number}.years", person, faults, group),
            can_go=can_go,
        )
        for number, person in enumerate(people)
    ]


def _person(path: str, person: dict[str, Any], faults: Faults, group: Any, focused: bool) -> list[Field]:
    asked = [name for name in PERSON if name != "trn" or group.trn_asked]
    words = {
        "name": (_("Full name"), ""),
        "email": (
            _("Work email"),
            _("We send the joining link here. Only the hub and those who lead the group see it."),
        ),
        "role": (_("Role at school"), _("Like maths lead, class teacher or teaching assistant.")),
        "trn": (
            _("Teacher reference number"),
            " ".join([group.trn_reason, _("It has seven digits. You'll find it on your payslip.")]).strip(),
        ),
    }
    return [
        Field(
            f"{path}.{name}",
            words[name][0],
            person[name],
            faults.get(f"{path}.{name}", ""),
            words[name][1],
            kind="email" if name == "email" else "text",
            optional=name == "role",
            focused=focused and name == "name",
        )
        for name in asked
    ]


def _years(path: str, person: dict[str, Any], faults: Faults, group: Any) -> Field:
    first = id_of(path)
    offered = years_offered(group)
    choices = tuple(
        Choice(
            first if number == 0 else f"{first}-{year}", str(year), year_label(year), year in person["years"]
        )
        for number, year in enumerate(offered)
    )
    return Field(path, _("Years they teach"), error=faults.get(path, ""), choices=choices, optional=True)


def can_add(people: list[dict[str, Any]], group: Any) -> bool:
    """Whether one more person can come from the school."""
    return len(people) < most_people(group)


def can_add_contact(data: dict[str, Any]) -> bool:
    """Whether whoever signs up may be put among those who take part with one button."""
    contact = data["contact"]
    named = bool(contact["name"] and contact["email"])
    return named and not any(is_contact(person, contact) for person in data["participants"])


def asks_fewer(people: list[dict[str, Any]], group: Any) -> bool:
    """Whether a school can say that it would take fewer places than it asks for."""
    return group.capacity_unit == CapacityUnit.PARTICIPANTS and len(people) > 1


def question_fields(questions: list[Question], answers: dict[str, str], faults: Faults) -> list[Field]:
    """The group's own questions."""
    return [_question(question, answers.get(question.id, ""), faults) for question in questions]


def _question(question: Question, answer: str, faults: Faults) -> Field:
    path = f"answers.{question.id}"
    choices = tuple(
        Choice(id_of(path) if number == 0 else f"{id_of(path)}-{number}", text, text, text == answer)
        for number, text in enumerate(question.choices)
    )
    return Field(
        path,
        question.question,
        answer,
        faults.get(path, ""),
        question.hint,
        optional=not question.required,
        choices=choices,
        rows=0 if choices else 3,
    )
