"""Sign-up through the API: apply, confirm, read, change, and what is said to whom cannot."""

from __future__ import annotations

import pytest

from tests.api.asking import given_for, token_for
from tests.registration.applying import open_group
from wagtail_mathshub.registration.models import Application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


def test_a_school_applies_confirms_and_reads_its_place(send, hub_a):
    group = open_group(hub_a)
    answer = send("POST", f"work-groups/{group.pk}/applications", given_for())
    assert answer.status_code == 202, answer.content
    assert answer["Cache-Control"] == "no-store"
    application = Application.objects.get(reference=answer.json()["reference"])
    assert (application.state, application.contact_email) == ("submitted", "sam@school.example.org")
    found = send("GET", f"applications/{token_for(application)}").json()
    assert (found["state"]["key"], found["actions"]) == ("submitted", ["confirm", "withdraw", "change"])
    answer = send("PATCH", f"applications/{token_for(application)}", {"action": "confirm"})
    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == {"key": "confirmed", "label": "Place confirmed"}
