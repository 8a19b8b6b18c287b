"""The rows that every installation starts with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import slugify

from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority, Topic, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

AUDIENCES = {
    "class_teacher": "Class teachers",
    "teaching_assistant": "Teaching assistants",
    "ect": "Early career teachers",
    "trainee": "Trainee teachers",
    "subject_lead": "Maths subject leads and heads of department",
    "phase_lead": "Phase and key stage leads",
    "mat_lead": "Trust maths leads",
    "headteacher": "Headteachers and senior leaders",
    "senco": "SENCOs",
    "non_specialist": "Non-specialist teachers of maths",
    "fe_teacher": "Further education teachers",
    "llme": "Local Leaders of Mathematics Education",
}

TOPICS = {
    "number": "Number",
    "additive": "Additive reasoning",
    "multiplicative": "Multiplicative reasoning",
    "fractions": "Fractions, decimals and percentages",
    "ratio_proportion": "Ratio and proportion",
    "algebra": "Algebra",
    "geometry_measures": "Geometry and measures",
    "statistics": "Statistics",
    "probability": "Probability",
    "early_pattern": "Early pattern",
    "problem_solving": "Problem solving",
    "vocabulary": "Vocabulary",
    "pedagogy": "Pedagogy",
    "teaching_for_mastery": "Teaching for mastery",
    "leadership": "Leadership",
    "research": "Research",
    "hub_news": "Hub news",
}


def seed_vocabularies() -> int:
    """Add the audiences and topics that are missing; return how many were added."""
    return _seed(Audience, AUDIENCES) + _seed(Topic, TOPICS)


def local_authorities(names: Iterable[str]) -> list[LocalAuthority]:
    """The rows for `names`, made where they are missing."""
    return [
        LocalAuthority.objects.get_or_create(key=slugify(name), defaults={"label": name})[0] for name in names
    ]


def _seed(model: type[Vocabulary], labels: dict[str, str]) -> int:
    added = 0
    for order, (key, label) in enumerate(labels.items(), start=1):
        defaults = {"label": label, "sort_order": order * 10}
        added += model._default_manager.get_or_create(key=key, defaults=defaults)[1]
    return added
