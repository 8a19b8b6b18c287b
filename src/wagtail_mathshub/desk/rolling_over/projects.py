"""What becomes of a project when its Work Groups are rolled over: next year's project, or the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.models import Site

from wagtail_mathshub.desk.rolling_over.years import between
from wagtail_mathshub.scoping.policies import may, policy_of
from wagtail_mathshub.taxonomy.codes import code_academic_year, shift_code
from wagtail_mathshub.workgroups.models import Project
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS


@dataclass(frozen=True)
class Proposal:
    """That `project` gets a successor: one that is there already (`existing`), or a copy of it with `code`."""

    project: Project
    code: str
    existing: Project | None
    is_allowed: bool


class Projects:
    """The projects of a hub and the shared ones, read once, without their texts."""

    def __init__(self, site: Site, from_year: str, to_year: str, user: Any) -> None:
        self.site, self.from_year, self.to_year, self.user = site, from_year, to_year, user
        self.years = between(from_year, to_year)

    @cached_property
    def _all(self) -> dict[int, Project]:
        rows = Project.objects.for_site(self.site).select_related("site").defer(*TEXT_FIELDS)
        return {project.pk: project for project in rows}

    def get(self, key: int | None) -> Project | None:
        """The project with that key, if the hub may use it."""
        return self._all.get(key) if key else None

    def next_of(self, project: Project) -> Project | None:
        """The project that follows it in the year to which is rolled over."""
        found = project
        for _step in range(self.years):
            following = self.get(found.successor_id)
            if following is None or year_of(found) == self.to_year:
                break
            found = following
        return found if found is not project else None

    def is_settled(self, project: Project) -> bool:
        """Whether the project stays right: it is of that year, or of none."""
        return year_of(project) in ("", self.to_year)

    def proposals(self, keys: Iterable[int | None]) -> list[Proposal]:
        """For those of the projects that are of the old year, and that nothing follows yet."""
        found = [self.get(key) for key in dict.fromkeys(keys)]
        return [proposal for project in found if project and (proposal := self.proposal(project))]

    def proposal(self, project: Project) -> Proposal | None:
        """How `project` could get its successor; None where it needs none, or nothing says which."""
        code = shift_code(project.code, self.years)
        is_old = code_academic_year(project.code) == self.from_year
        if not (project.is_national and is_old and code) or project.successor_id:
            return None
        existing = self._with_code(code)
        return Proposal(project, code, existing, self._may(project, makes=existing is None))

    def _with_code(self, code: str) -> Project | None:
        same = [project for project in self._all.values() if project.code == code]
        return min(same, key=lambda project: (project.is_shared, project.pk), default=None)

    def _may(self, project: Project, *, makes: bool) -> bool:
        if not may(self.user, "change", project):
            return False
        policy = policy_of(Project)
        if not makes:
            return True
        if project.site is None:
            return policy.may_share(self.user)
        return policy.user_has_permission_for_instance(self.user, "add", project.site)


def year_of(project: Project) -> str:
    """The academic year that a project states or that its code names; "" for none."""
    return project.academic_year or code_academic_year(project.code) or ""
