"""A site's own emails: a template of its own with the same name, or one block of it."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from tests.registration.mailing import MAKE, only, ready
from wagtail_mathshub.registration.mailing.emails import email_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
NAME = "wagtail_mathshub/emails"


@pytest.fixture
def own(settings, tmp_path: Path):
    """Puts templates into a folder of the site."""
    engines = deepcopy(django_settings.TEMPLATES)
    engines[0]["DIRS"] = [tmp_path]
    settings.TEMPLATES = engines

    def put(name: str, block: str, text: str) -> None:
        path = tmp_path / NAME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'{{% extends "{NAME}/{name}" %}}{{% block {block} %}}{text}{{% endblock %}}')

    return put


def test_one_block_changes_and_the_rest_stays(hub_a, own):
    own("confirmed.txt", "subject", "Welcome to {{ title }}\nsecond line")
    own("confirmed.html", "heading", "Welcome, {{ school }}")
    MAKE["confirmed"](ready(hub_a))
    email = email_of(only("confirmed"))
    assert email.subject == "Welcome to Fractions second line"
    assert "has a place on “Fractions”" in email.body
    html = email.alternatives[0][0]
    assert "<h1>Welcome, School" in html
    assert "Dates for your cover request" in html


def test_the_foot_of_all_emails_changes_in_one_place(hub_a, own):
    own("base.txt", "foot", "{{ block.super }}\nOurs & yours.")
    MAKE["waiting"](ready(hub_a))
    email = email_of(only("waiting"))
    assert email.body.endswith("Ours & yours.\n")
    assert "You get this because" in email.body
