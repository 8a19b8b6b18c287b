"""People in Wagtail's own APIs, which show them only to those who may look at them in the admin."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.blocks.people import PersonShape
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.hubs.wagtail_api import RowSource, row_fields
from wagtail_mathshub.people.data import person_data
from wagtail_mathshub.publishing.renditions import images


def _person(person: Any, scope: Scope) -> dict[str, Any]:
    return person_data(person, images({person.photo_id}, scope.viewpoint) if person.photo_id else {})


PERSON = row_fields(RowSource(_person), PersonShape, *("name", "school", "bio", "is_llme", "public_email"))
