"""What a school asks for, checked: the same for the form, the API and the admin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.feeds.ical import lines, one_line
from wagtail_mathshub.organisations.models import URN
from wagtail_mathshub.registration.refusals import Faults
from wagtail_mathshub.taxonomy.years import FIRST, LAST

NAME, EMAIL, PHONE, SCHOOL, POSTCODE, ROLE, ANSWER = 120, 254, 40, 200, 10, 80, 1000
MOST_PEOPLE = 20
TRN = re.compile(r"\d{7}")
POSTCODE_SHAPE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")


@dataclass(frozen=True)
class Person:
    """Somebody who would take part."""

    name: str
    email: str = ""
    role: str = ""
    years: tuple[int, ...] = ()
    trn: str = ""


@dataclass(frozen=True)
class Wish:
    """A checked application, not stored yet."""

    contact_name: str
    contact_email: str
    school_name: str
    participants: tuple[Person, ...]
    contact_phone: str = ""
    school_urn: str = ""
    school_postcode: str = ""
    head_agrees: bool = False
    accepts_fewer: bool = False
    newsletter: bool = False
    answers: tuple[dict[str, str], ...] = ()
    consent_text: str = ""
    consent_version: str = ""


@dataclass
class _Reading:
    """Reads given data by path, and gathers what is wrong with it."""

    faults: dict[str, str] = field(default_factory=dict)

    def fault(self, path: str, message: str) -> None:
        self.faults.setdefault(path, message)

    def text(self, given: Any, path: str, most: int, missing: str = "", long: bool = False) -> str:
        value = given if isinstance(given, str) else ""
        value = lines(value) if long else one_line(value)
        if len(value) > most:
            self.fault(path, _("This is too long. Write at most {most} characters.").format(most=most))
            return value[:most]
        if missing and not value:
            self.fault(path, missing)
        return value

    def email(self, given: Any, path: str, whose: str, missing: str = "") -> str:
        value = self.text(given, path, EMAIL, missing).lower()
        if value and not is_email(value):
            self.fault(
                path, _("Enter {whose} email address in full, like name@school.sch.uk").format(whose=whose)
            )
        return value


def is_email(value: str) -> bool:
    """Whether this is one plain address: no name beside it, nothing quoted, no second address."""
    try:
        validate_email(value)
    except ValidationError:
        return False
    return not any(sign in value for sign in "\"'()<>,;: \\")


def read_wish(given: dict[str, Any], page: Any) -> Wish:
    """The wish in `given`, of the shape that the API takes, for a Work Group. Faults when something is wrong."""
    reading = _Reading()
    contact, school = _part(given, "contact"), _part(given, "school")
    values: dict[str, Any] = {
        **_contact(reading, contact),
        **_school(reading, school),
        "participants": tuple(read_people(reading, given.get("participants"), page)),
        "answers": tuple(_answers(reading, given.get("answers"), page)),
        "head_agrees": given.get("head_agrees") is True,
        "accepts_fewer": given.get("accepts_fewer") is True,
        "newsletter": given.get("newsletter") is True,
    }
    if page.head_agreement_asked and not values["head_agrees"]:
        reading.fault("head_agrees", _("Tick the box to say your headteacher agrees"))
    if given.get("consent") is not True:
        reading.fault("consent", _("Tick the box to say you have read how we use your details"))
    if reading.faults:
        raise Faults(reading.faults)
    return Wish(**values)


def read_participants(given: Any, page: Any) -> tuple[Person, ...]:
    """The people in `given` alone, for a change of who takes part. Faults when something is wrong."""
    reading = _Reading()
    people = tuple(read_people(reading, given, page))
    if reading.faults:
        raise Faults(reading.faults)
    return people


def _part(given: dict[str, Any], name: str) -> dict[str, Any]:
    value = given.get(name)
    return value if isinstance(value, dict) else {}


def _contact(reading: _Reading, given: dict[str, Any]) -> dict[str, str]:
    return {
        "contact_name": reading.text(given.get("name"), "contact.name", NAME, _("Enter your full name")),
        "contact_email": reading.email(
            given.get("email"), "contact.email", _("your"), _("Enter your work email address")
        ),
        "contact_phone": reading.text(given.get("phone"), "contact.phone", PHONE),
    }


def _school(reading: _Reading, given: dict[str, Any]) -> dict[str, str]:
    name = reading.text(given.get("name"), "school.name", SCHOOL, _("Enter the name of your school"))
    urn = reading.text(given.get("urn"), "school.urn", 20).replace(" ", "")
    if urn and not URN.fullmatch(urn):
        reading.fault("school.urn", _("A URN has six digits. Leave it empty if you don't know it"))
    postcode = reading.text(given.get("postcode"), "school.postcode", 20).upper()
    if postcode and not POSTCODE_SHAPE.fullmatch(postcode):
        reading.fault("school.postcode", _("Enter the school's postcode in full, like ZZ99 1AB"))
    return {"school_name": name, "school_urn": urn[:6], "school_postcode": postcode[:POSTCODE]}


def read_people(reading: _Reading, given: Any, page: Any) -> Iterator[Person]:
    """The people one by one; there are as many as the group lets come from one school."""
    rows = given if isinstance(given, list) else []
    least, most = page.per_school_min or 1, min(page.per_school_max or MOST_PEOPLE, MOST_PEOPLE)
    if len(rows) < least:
        text = ngettext("Name at least {count} person", "Name at least {count} people", least)
        reading.fault("participants", text.format(count=least))
    if len(rows) > most:
        text = ngettext(
            "At most {count} person can come from a school",
            "At most {count} people can come from a school",
            most,
        )
        reading.fault("participants", text.format(count=most))
    for number, row in enumerate(rows[:most]):
        yield _person(reading, row if isinstance(row, dict) else {}, f"participants.{number}", page)


def _person(reading: _Reading, given: dict[str, Any], path: str, page: Any) -> Person:
    number = int(path.rpartition(".")[2]) + 1
    name = reading.text(
        given.get("name"), f"{path}.name", NAME, _("Enter the full name of person {n}").format(n=number)
    )
    whose = _("{name}'s").format(name=name.split()[0]) if name else _("the")
    missing = _("Enter {whose} work email address").format(whose=whose)
    return Person(
        name=name,
        email=reading.email(given.get("email"), f"{path}.email", whose, missing),
        role=reading.text(given.get("role"), f"{path}.role", ROLE),
        years=_years(reading, given.get("years"), f"{path}.years"),
        trn=_trn(reading, given.get("trn"), f"{path}.trn", page, whose),
    )


def _years(reading: _Reading, given: Any, path: str) -> tuple[int, ...]:
    rows = given if isinstance(given, list) else []
    years = {row for row in rows if isinstance(row, int) and not isinstance(row, bool)}
    if len(years) < len(rows) and len(set(map(str, rows))) != len(years):
        reading.fault(path, _("Choose years from Nursery to Year 13"))
    if any(not FIRST <= year <= LAST for year in years):
        reading.fault(path, _("Choose years from Nursery to Year 13"))
    return tuple(sorted(years))


def _trn(reading: _Reading, given: Any, path: str, page: Any, whose: str) -> str:
    if not page.trn_asked:
        return ""  # What nobody asked for is not kept.
    value = reading.text(given, path, 20).replace(" ", "").replace("/", "")
    if not TRN.fullmatch(value):
        reading.fault(
            path,
            _("Enter {whose} teacher reference number. It has seven digits").format(whose=whose),
        )
    return value[:7]


@dataclass(frozen=True)
class Question:
    """One of a group's own questions."""

    id: str
    question: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False


def questions_of(page: Any) -> list[Question]:
    """The group's own questions, in order; the id stays when the wording changes."""
    return [
        Question(
            id=str(block.id),
            question=block.value["question"],
            hint=block.value["hint"],
            choices=tuple(block.value["choices"]),
            required=bool(block.value["required"]),
        )
        for block in page.extra_questions
    ]


def _answers(reading: _Reading, given: Any, page: Any) -> Iterator[dict[str, str]]:
    answers = given if isinstance(given, dict) else {}
    for question in questions_of(page):
        path = f"answers.{question.id}"
        missing = _("Answer: {question}").format(question=question.question) if question.required else ""
        value = reading.text(answers.get(question.id), path, ANSWER, missing, long=True)
        if value and question.choices and value not in question.choices:
            reading.fault(
                path, _("Choose one of the answers to: {question}").format(question=question.question)
            )
        yield {"id": question.id, "question": question.question, "answer": value}
