"""People as plain data: only what they want shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_mathshub.people.wording import role_words

if TYPE_CHECKING:
    from wagtail_mathshub.people.models import Person


def person_data(person: Person, photos: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """One person as plain data."""
    return {
        "id": person.pk,
        "name": person.name,
        "slug": person.slug,
        "roles": [role_words(role) for role in person.current_roles],
        "school": person.school.name if person.school else "",
        "bio": person.bio,
        "email": person.public_email,
        "is_llme": person.is_llme,
        "photo": photos.get(person.photo_id),
    }
