"""Signals of this slice."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save

from wagtail_mathshub.blocks.listings import WorkGroupListBlock
from wagtail_mathshub.blocks.lists import register_source
from wagtail_mathshub.publishing.moments import register_changes
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.workgroups import flows
from wagtail_mathshub.workgroups.leading import let_leads_edit
from wagtail_mathshub.workgroups.listing import list_source
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.models import Project
from wagtail_mathshub.workgroups.queries import next_change


def on_session_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A session was saved or deleted."""
    flows.session_changed(session=instance)


def on_project_saved(sender: Any, instance: Project, **kwargs: Any) -> None:
    """A project was saved."""
    flows.project_changed(project=instance)


def connect() -> None:
    """Listen to the installation's session class, if it has one, and to projects; answer list blocks; let leads edit."""
    register_source(WorkGroupListBlock.source, list_source)
    register_changes(next_change)
    let_leads_edit()
    model = get_model(WorkGroupMixin)
    if model is not None:
        sessions = model._meta.get_field("sessions").related_model
        post_save.connect(on_session_changed, sender=sessions, dispatch_uid="mathshub_session_saved")
        post_delete.connect(on_session_changed, sender=sessions, dispatch_uid="mathshub_session_deleted")
    post_save.connect(on_project_saved, sender=Project, dispatch_uid="mathshub_project_saved")
