"""Pages of a source, kept as JSON and compared."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.importing.sources_in_memory import page
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.keeping import digest_of, from_json, to_json
from wagtail_mathshub.importing.source_pages import Status, Syntax

OLD = page(
    "one",
    aliases=("https://old.example.org/?p=1",),
    status=Status.PRIVATE,
    syntax=Syntax.WORDPRESS,
    authors=("A. Writer",),
    notices=(Notice("code", "A sentence.", "words"),),
)


def test_a_page_comes_back_as_it_was():
    assert from_json(json.loads(json.dumps(to_json(OLD)))) == OLD


def test_every_change_of_a_page_changes_its_digest():
    changes = [
        {"title": "x"},
        {"html": "x"},
        {"status": Status.PUBLIC},
        {"authors": ()},
        {"published_at": None},
    ]
    assert len({digest_of(replace(OLD, **change)) for change in [{}, *changes]}) == len(changes) + 1


def test_what_was_said_about_a_page_is_no_change_of_it():
    assert digest_of(replace(OLD, notices=())) == digest_of(OLD)
