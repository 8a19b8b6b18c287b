"""Next year's projects, made where somebody has asked for them, and taken away again."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from wagtail_mathshub.desk.rolling_over.planning import shifted
from wagtail_mathshub.desk.rolling_over.projects import Projects
from wagtail_mathshub.desk.rolling_over.tables import RollOver
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.scoping.policies import may
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.models import Project


class _Overtaken(Exception):
    """Somebody else has given the project a successor at the same moment."""


def make_successors(roll_over: RollOver, user: Any) -> None:
    """Give each project of the roll over its successor, one transaction each; what is done is passed over."""
    for entry in list(roll_over.projects):
        if entry.get("successor") is None:
            _make_one(roll_over, entry["project"], user)
    roll_over.refresh_from_db(fields=["projects"])


def _make_one(roll_over: RollOver, key: int, user: Any) -> None:
    projects = Projects(roll_over.site, roll_over.from_year, roll_over.to_year, user)
    project = projects.get(key)
    proposal = projects.proposal(project) if project else None
    if proposal is None or not proposal.is_allowed:
        return
    try:
        with transaction.atomic():
            # The roll over before the project, as in undoing, so that the two never wait for each other.
            row = RollOver.objects.select_for_update().get(pk=roll_over.pk)
            following = proposal.existing or _copied(proposal.project, proposal.code, projects, user)
            # Only one of two who do this at the same moment finds the place empty.
            if not Project.objects.filter(pk=key, successor=None).update(successor=following):
                raise _Overtaken
            log(instance=proposal.project, action="wagtail.edit", user=user)
            generation.bump()
            _note(row, key, following.pk, made=proposal.existing is None)
    except _Overtaken:
        return


def _copied(project: Project, code: str, projects: Projects, user: Any) -> Project:
    following = copy(Project.objects.get(pk=project.pk))
    following.pk, following._state.adding = None, True
    following.latest_revision, following.successor = None, None
    following.code, following.academic_year = code, projects.to_year
    following.title = shifted(project.title, projects.from_year, projects.years)[:200]
    following.save()
    log(instance=following, action="wagtail.create", user=user)
    return following


def _note(row: RollOver, project: int, successor: int, *, made: bool) -> None:
    row.projects = [
        entry | {"successor": successor, "made": made} if entry["project"] == project else entry
        for entry in row.projects
    ]
    row.save(update_fields=["projects"])


@transaction.atomic
def take_away(roll_over: RollOver, user: Any) -> list[Project]:
    """Undo what `make_successors` did; the projects that stay.

    Those are in use, were edited, or are not the user's to delete.
    """
    row = RollOver.objects.select_for_update().get(pk=roll_over.pk)
    stays, left = [], []
    for entry in row.projects:
        project = Project.objects.filter(pk=entry.get("successor")).first()
        if project is None:
            continue
        if not _may_go(project, entry, user) or _is_used(project, entry):
            stays.append(project)
            left.append(entry)
            continue
        Project.objects.filter(pk=entry["project"], successor=project).update(successor=None)
        if entry.get("made"):
            log(instance=project, action="wagtail.delete", user=user, deleted=True)
            project.delete()
        generation.bump()
    row.projects = left
    row.save(update_fields=["projects"])
    return stays


def _may_go(project: Project, entry: dict[str, Any], user: Any) -> bool:
    before = Project.objects.filter(pk=entry["project"]).first()
    may_unlink = before is None or may(user, "change", before)
    return may_unlink and (not entry.get("made") or may(user, "delete", project))


def _is_used(project: Project, entry: dict[str, Any]) -> bool:
    model = get_model(WorkGroupMixin)
    is_chosen = model is not None and model.objects.filter(project=project).exists()
    if not entry.get("made"):
        return False
    followed = Project.objects.filter(successor=project).exclude(pk=entry["project"]).exists()
    return is_chosen or followed or project.latest_revision_id is not None
