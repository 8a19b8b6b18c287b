"""Roles in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from wagtail_mathshub.people.models import PersonRole


def role_words(role: PersonRole) -> str:
    """Like "Work Group Lead (secondary)" or "Mastery Specialist (cohort 6)"."""
    details = []
    if role.phase:
        details.append(role.get_phase_display().lower())
    if role.cohort:
        details.append(_("cohort {number}").format(number=role.cohort))
    name = role.get_role_display()
    return f"{name} ({', '.join(details)})" if details else name


def initials(name: str) -> str:
    """The first letters of the first and the last of somebody's names: "PW"."""
    words = [word for word in name.split() if word[0].isalpha()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper()
