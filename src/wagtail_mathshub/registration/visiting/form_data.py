"""What a form brings, read into the shape that the API takes, and written back into hidden fields.

A field is called by its path in that shape, like `participants.0.email`: what is wrong with it is told
by the same path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from wagtail_mathshub.feeds.ical import lines, one_line
from wagtail_mathshub.registration.wishes import MOST_PEOPLE, Question

YES = "yes"
CONTACT, SCHOOL = ("name", "email", "phone"), ("name", "urn", "postcode")
PERSON = ("name", "email", "role", "trn")
TICKS = ("head_agrees", "accepts_fewer", "newsletter", "consent")
_OF_A_PERSON = re.compile(r"participants\.(\d{1,3})\.(?:name|email|role|trn|years)")
_YEAR = re.compile(r"-?\d{1,2}")


def read(post: QueryDict, questions: list[Question]) -> dict[str, Any]:
    """What was typed, each text without what cannot be seen; people in the order of their numbers."""
    return {
        "contact": {name: _text(post, f"contact.{name}") for name in CONTACT},
        "school": {name: _text(post, f"school.{name}") for name in SCHOOL},
        "participants": read_people(post),
        "answers": {question.id: lines(post.get(f"answers.{question.id}", "")) for question in questions},
        **{name: post.get(name) == YES for name in TICKS},
    }


def read_people(post: QueryDict) -> list[dict[str, Any]]:
    """The people alone. One more than can come from a school is read, so that it can be said."""
    numbers = {int(found[1]) for name in post if (found := _OF_A_PERSON.fullmatch(name))}
    return [_person(post, f"participants.{number}") for number in sorted(numbers)[: MOST_PEOPLE + 1]]


def _person(post: QueryDict, path: str) -> dict[str, Any]:
    years = [_year(value) for value in post.getlist(f"{path}.years")[:MOST_PEOPLE]]
    return {name: _text(post, f"{path}.{name}") for name in PERSON} | {"years": years}


def _text(post: QueryDict, name: str) -> str:
    return one_line(post.get(name, ""))


def _year(value: str) -> int | str:
    return int(value) if value.isascii() and _YEAR.fullmatch(value) else one_line(value)[:20]


def nobody() -> dict[str, Any]:
    """A person of whom nothing is typed yet."""
    return dict.fromkeys(PERSON, "") | {"years": []}


def blank(people: int) -> dict[str, Any]:
    """A form in which nothing is typed yet, with room for so many people."""
    return {
        "contact": dict.fromkeys(CONTACT, ""),
        "school": dict.fromkeys(SCHOOL, ""),
        "participants": [nobody() for _number in range(people)],
        "answers": {},
        **dict.fromkeys(TICKS, False),
    }


def people_of(people: Any) -> list[dict[str, Any]]:
    """Stored participants as a form shows them."""
    return [
        {name: getattr(person, name) for name in PERSON} | {"years": list(person.years)} for person in people
    ]


def hidden(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """All that is typed as names and values, for fields that nobody sees."""
    for part in ("contact", "school", "answers"):
        for name, value in data[part].items():
            if value:
                yield f"{part}.{name}", value
    for number, person in enumerate(data["participants"]):
        path = f"participants.{number}"
        for name in PERSON:
            # An empty name keeps the number of people.
            if person[name] or name == "name":
                yield f"{path}.{name}", person[name]
        yield from ((f"{path}.years", str(year)) for year in person["years"])
    yield from ((name, YES) for name in TICKS if data[name])


def is_nobody(person: dict[str, Any]) -> bool:
    """Whether nothing is typed for a person."""
    return not any(person.values())


def is_contact(person: dict[str, Any], contact: dict[str, str]) -> bool:
    """Whether a person is the one who signs the school up."""
    return bool(contact["email"]) and person["email"].lower() == contact["email"].lower()


def with_contact(data: dict[str, Any]) -> None:
    """Put the contact among those who take part: in the first free place, or behind the others."""
    contact, people = data["contact"], data["participants"]
    if any(is_contact(person, contact) for person in people):
        return
    person = next(filter(is_nobody, people), None)
    if person is None:
        people.append(person := nobody())
    person["name"], person["email"] = contact["name"], contact["email"]
