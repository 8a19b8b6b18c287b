"""What a hub's settings may hold, said in an administrator's words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

_is_web_address = URLValidator(schemes=["http", "https"])


def validate_labels(value: Any) -> None:
    """Refuse what is not a mapping of keys to words."""
    if not isinstance(value, dict) or not all(isinstance(word, str) for word in value.values()):
        raise ValidationError(_('Write your words as {"key": "your words"}, each in double quotes.'))


def validate_social_links(value: Any) -> None:
    """Refuse what is not a list of names with web addresses."""
    if not isinstance(value, list) or not all(_is_link(link) for link in value):
        raise ValidationError(
            _('Write a list like [{"name": "Mastodon", "url": "https://example.org/@hub"}].')
        )


def _is_link(link: Any) -> bool:
    if not (isinstance(link, dict) and isinstance(link.get("name"), str)):
        return False
    try:
        _is_web_address(link.get("url"))
    except ValidationError:
        return False
    return True
