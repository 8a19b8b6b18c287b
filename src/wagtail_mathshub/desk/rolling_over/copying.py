"""A Work Group copied to another academic year: a draft without its dates, built as Wagtail's own copy builds it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.fields import GenericRelation
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import TranslatableMixin

from wagtail_mathshub.desk.rolling_over.planning import Plan
from wagtail_mathshub.publishing.privacy import copy_privacy
from wagtail_mathshub.taxonomy.vocabularies import SlotStatus

# What is of one year, or of one page, and never of its copy.
FRESH: dict[str, Any] = {
    "live": False,
    "has_unpublished_changes": True,
    "live_revision": None,
    "latest_revision_created_at": None,
    "first_published_at": None,
    "last_published_at": None,
    "go_live_at": None,
    "expire_at": None,
    "expired": False,
    "locked": False,
    "locked_at": None,
    "locked_by": None,
    "alias_of": None,
    "opens_at": None,
    "closes_at": None,
    "stated_confirmed": None,
    "stated_waiting": None,
    "override_state": "",
    "override_until": None,
    "override_note": "",
    "flyer": None,
    "successor": None,
}
FRESH_SESSION: dict[str, Any] = {
    "date": None,
    "previous_date": None,
    "starts_at": None,
    "ends_at": None,
    "status": SlotStatus.SCHEDULED,
    "note": "",
    "joining_link": "",
}


def make_copy(plan: Plan, parent: Any, to_year: str, user: Any) -> Any:
    """The copy as a draft below `parent`, with one revision. ValidationError where it cannot be stored."""
    source = plan.source
    copy = built(plan, to_year, user)
    parent.add_child(instance=copy)
    _copy_plain_relations(source, copy)
    copy_privacy(source, copy)
    copy.save_revision(user=user, clean=False)
    log(instance=copy, action="wagtail.copy", user=user, data=_log_data(source, copy, parent))
    return copy


def built(plan: Plan, to_year: str, user: Any) -> Any:
    """The copy with its rows, not stored yet."""
    source = plan.source
    copy, _rows = source.copy_cluster(exclude_fields=_left_out(source))
    own = {
        "title": plan.title,
        "draft_title": plan.title,
        "slug": plan.slug,
        "seo_title": plan.seo_title,
        "group_name": plan.group_name,
        "code": plan.code,
        "project": plan.project,
        "academic_year": to_year,
        "owner": user,
        "translation_key": uuid4(),
    }
    _set(copy, FRESH | own)
    _make_rows_fresh(copy)
    return copy


def _left_out(source: Any) -> list[str]:
    """What Wagtail never copies, and what is no column: revisions, workflows, the index."""
    generic = [field.name for field in source._meta.private_fields if isinstance(field, GenericRelation)]
    return [*source.default_exclude_fields_in_copy, *source.exclude_fields_in_copy, *generic]


def _set(row: Any, values: dict[str, Any]) -> None:
    # A site's own page class may lack some of Wagtail's columns.
    known = {field.name for field in row._meta.get_fields()}
    for name, value in values.items():
        if name in known:
            setattr(row, name, value)


def _make_rows_fresh(copy: Any) -> None:
    for relation in get_all_child_relations(copy):
        for row in getattr(copy, relation.get_accessor_name()).all():
            if isinstance(row, TranslatableMixin):
                row.translation_key = uuid4()
    for session in copy.sessions.all():
        _set(session, FRESH_SESSION)


def _copy_plain_relations(source: Any, copy: Any) -> None:
    """Relations that a site has added, and that are no part of a revision."""
    for field in source._meta.many_to_many:
        is_plain = field.remote_field.through is not None and field.remote_field.through._meta.auto_created
        if is_plain and not isinstance(field, ParentalManyToManyField):
            getattr(copy, field.name).set(getattr(source, field.name).all())


def _log_data(source: Any, copy: Any, parent: Any) -> dict[str, Any]:
    place = {"id": parent.pk, "title": parent.get_admin_display_title()}
    return {
        "page": {"id": copy.pk, "title": copy.title, "locale": {"id": copy.locale_id}},
        "source": place,
        "destination": place,
        "keep_live": False,
        "source_locale": {"id": source.locale_id},
    }
