"""What a client of the API sends to sign a school up."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.tokens import token_of

API = "/api/hub/v1/"


def given_for(email: str = "sam@school.example.org", *, people: int = 1, **fields: Any) -> dict[str, Any]:
    """The body of an application of so many people."""
    given = {
        "contact": {"name": "Sam Okafor", "email": email, "phone": ""},
        "school": {"name": "Minster Green Academy", "urn": "123456", "postcode": "ZZ99 1AB"},
        "participants": [
            {
                "name": f"Ada Person{n}",
                "email": f"ada-{n}@school.example.org",
                "role": "Teacher",
                "years": [5],
            }
            for n in range(people)
        ],
        "consent": True,
    }
    return given | fields


def token_for(application: Application) -> str:
    """The token in the emails of an application."""
    return token_of(application)


def applied_by(send: Any, group: Any, email: str = "sam@school.example.org", **fields: Any) -> Application:
    """An application that came in through the API."""
    answer = send("POST", f"work-groups/{group.pk}/applications", given_for(email, **fields))
    assert answer.status_code == 202, answer.content
    return Application.objects.get(reference=answer.json()["reference"])
