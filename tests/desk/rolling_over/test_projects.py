"""Next year's projects: made where somebody ticks them and may make them, and never two."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission

from tests import factories
from tests.desk.rolling_over.offers import FROM, TO, copy_of, full_group, order, rolled
from wagtail_mathshub.desk.rolling_over import flows, undoing
from wagtail_mathshub.desk.rolling_over.projects import Projects
from wagtail_mathshub.workgroups.models import Project

pytestmark = pytest.mark.django_db


def project(site, **fields):
    values = {
        "code": "NCP25-17",
        "title": "Ratio 2025/26",
        "academic_year": FROM,
        "expectations": "<p>Come.</p>",
    }
    return factories.ProjectFactory(site=site, **(values | fields))


def proposal(hub, user, row):
    return Projects(hub.site, FROM, TO, user).proposal(Project.objects.get(pk=row.pk))


def test_a_ticked_project_gets_a_copy_with_the_code_of_the_new_year(hub_a, editor_a):
    old = project(hub_a.site)
    group = full_group(hub_a, project=old)
    rolled(hub_a, editor_a, [group], projects=[old])
    following = Project.objects.get(code="NCP26-17")
    assert Project.objects.get(pk=old.pk).successor == following
    assert (following.title, following.academic_year, following.site) == ("Ratio 2026/27", TO, hub_a.site)
    assert following.expectations == "<p>Come.</p>"
    assert copy_of(group).project == following
    assert copy_of(group).effective_code == "NCP26-17"


def test_without_a_tick_no_project_is_made(hub_a, editor_a):
    old = project(hub_a.site)
    rolled(hub_a, editor_a, [full_group(hub_a, project=old)])
    assert Project.objects.count() == 1


def test_a_project_that_is_there_already_is_taken_and_none_is_made(hub_a, editor_a):
    old, there = project(hub_a.site), project(None, code="NCP26-17", academic_year=TO)
    group = full_group(hub_a, project=old)
    rolled(hub_a, editor_a, [group], projects=[old])
    assert Project.objects.count() == 2
    assert copy_of(group).project == there


def test_a_shared_project_takes_the_global_right(hub_a, editor_a):
    shared = project(None)
    group = full_group(hub_a, project=shared)
    found = proposal(hub_a, editor_a, shared)
    assert found is not None
    assert not found.is_allowed
    rolled(hub_a, editor_a, [group], projects=[shared])
    assert Project.objects.count() == 1
    editor_a.user_permissions.add(*Permission.objects.filter(content_type__model="project"))
    able = type(editor_a).objects.get(pk=editor_a.pk)
    found = proposal(hub_a, able, shared)
    assert found is not None
    assert found.is_allowed
    rolled(hub_a, able, [full_group(hub_a, title="Another", project=shared)], projects=[shared])
    assert Project.objects.get(code="NCP26-17").site is None


def test_forged_projects_are_passed_over(hub_a, hub_b, editor_a):
    foreign, unused = project(hub_b.site), project(hub_a.site, code="NCP25-18")
    rolled(hub_a, editor_a, [full_group(hub_a)], projects=[foreign, unused])
    assert Project.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [{"is_national": False}, {"code": "NCP24-17"}, {"code": ""}, {"code": "NCP26-17", "academic_year": TO}],
)
def test_other_projects_get_no_proposal(hub_a, editor_a, fields):
    assert proposal(hub_a, editor_a, project(hub_a.site, **fields)) is None


def test_one_that_something_follows_gets_no_proposal(hub_a, editor_a):
    following = project(hub_a.site, code="NCP26-17")
    assert proposal(hub_a, editor_a, project(hub_a.site, successor=following)) is None


def test_of_two_who_make_it_at_once_one_wins_and_one_project_is_left(hub_a, editor_a, monkeypatch):
    old = project(hub_a.site)
    row = flows.begin(order(hub_a, editor_a, [full_group(hub_a, project=old)], projects=[old]))
    propose = Projects.proposal

    def overtaken(self, found):
        proposal = propose(self, found)
        # The other one is done in the meantime.
        other = factories.ProjectFactory(site=hub_a.site, title="Of the other one", academic_year=TO)
        Project.objects.filter(pk=old.pk).update(successor=other)
        return proposal

    monkeypatch.setattr(Projects, "proposal", overtaken)
    assert flows.go_on(row, editor_a) == ""
    assert Project.objects.get(pk=old.pk).successor.title == "Of the other one"
    assert not Project.objects.filter(code="NCP26-17").exists()


def test_undoing_leaves_a_shared_project_that_only_others_may_delete(hub_a, editor_a):
    shared, root = project(None), factories.UserFactory(is_superuser=True)
    row = rolled(hub_a, root, [full_group(hub_a, project=shared)], projects=[shared])
    said = undoing.undo(row, editor_a)
    assert any("you may not delete it" in words for words in said)
    assert Project.objects.get(pk=shared.pk).successor.code == "NCP26-17"
    assert undoing.undo(row, root) == []
    assert Project.objects.get() == shared
