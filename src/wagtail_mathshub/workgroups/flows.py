"""Writes that keep what is stored of a Work Group in step with its sessions and its project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.workgroups.facts import facts_of
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

if TYPE_CHECKING:
    from wagtail_mathshub.workgroups.models import Project


def session_changed(*, session: Any) -> None:
    """Bring the page's columns up to date after a session was saved or deleted by itself."""
    field = session._meta.get_field("page")
    page = field.get_cached_value(session, default=None)
    if getattr(page, "_saves_its_sessions", False):
        return
    rows = type(session).objects.filter(page_id=session.page_id)
    facts = facts_of(rows)
    field.related_model.objects.filter(pk=session.page_id).update(
        first_starts_at=facts.first_starts_at,
        last_ends_at=facts.last_ends_at,
        all_cancelled=facts.all_cancelled,
        has_undated=facts.has_undated,
        sessions_mode=facts.mode,
    )
    generation.bump()


def project_changed(*, project: Project) -> None:
    """Pass a project's code on to its Work Groups that have none of their own."""
    model = get_model(WorkGroupMixin)
    if model is not None:
        groups = model.objects.filter(project=project, code="")
        if groups.exclude(effective_code=project.code).update(effective_code=project.code):
            generation.bump()
