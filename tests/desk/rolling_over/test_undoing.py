"""Undoing leaves the tree as it was, apart from what somebody has worked on since."""

from __future__ import annotations

import pytest
from wagtail.models import Comment

from tests import factories
from tests.desk.rolling_over.offers import FROM, TO, copy_of, everything, full_group, rolled
from wagtail_mathshub.desk.rolling_over import undoing
from wagtail_mathshub.desk.rolling_over.tables import RolledPage
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.workgroups.models import Project

pytestmark = pytest.mark.django_db


def test_undoing_leaves_everything_as_it_was(hub_a, editor_a):
    project = factories.ProjectFactory(site=hub_a.site, code="NCP25-17", academic_year=FROM)
    groups = [full_group(hub_a, title=f"Group {n}", project=project) for n in range(3)]
    groups[0].summary = "Unpublished words"
    groups[0].save_revision()
    groups[1].unpublish()
    before = everything()
    row = rolled(hub_a, editor_a, groups, projects=[project])
    assert everything() != before
    assert undoing.undo(row, editor_a) == []
    assert everything() == before
    row.refresh_from_db()
    assert row.undone_at is not None


def test_the_comparison_sees_a_link_that_stays(hub_a, editor_a, monkeypatch):
    group = full_group(hub_a)
    before = everything()
    row = rolled(hub_a, editor_a, [group])
    monkeypatch.setattr(undoing, "unlink", lambda *args: None)
    undoing.undo(row, editor_a)
    assert everything() != before


def test_afterwards_the_pages_can_be_rolled_over_again(hub_a, editor_a):
    group = full_group(hub_a)
    undoing.undo(rolled(hub_a, editor_a, [group]), editor_a)
    rolled(hub_a, editor_a, [group])
    assert copy_of(group).slug == "continuity-2026-27"


def edited(copy):
    copy.summary = "Mine"
    copy.save_revision()


def published(copy):
    copy.save_revision().publish()


def published_and_taken_offline(copy):
    published(copy)
    WorkGroupPage.objects.get(pk=copy.pk).unpublish()


def saved_over(copy):
    copy.summary = "Mine"
    copy.save_revision(overwrite_revision=copy.latest_revision, user=copy.latest_revision.user)


def commented(copy):
    Comment.objects.create(page_id=copy.pk, user=copy.owner, text="Check", contentpath="title")


@pytest.mark.parametrize("touch", [edited, published, published_and_taken_offline, saved_over, commented])
def test_a_copy_that_somebody_has_worked_on_stays_with_its_link(hub_a, editor_a, touch):
    touched, other = full_group(hub_a, title="Touched"), full_group(hub_a, title="Other")
    row = rolled(hub_a, editor_a, [touched, other])
    touch(copy_of(touched))
    said = undoing.undo(row, editor_a)
    assert len(said) == 1
    assert "“Touched” stays" in said[0]
    assert WorkGroupPage.objects.get(pk=touched.pk).successor_id == copy_of(touched).pk
    assert WorkGroupPage.objects.get(pk=other.pk).successor_id is None
    assert RolledPage.objects.get().source_id == touched.pk


def test_without_the_look_at_edits_they_would_be_lost(hub_a, editor_a, monkeypatch):
    group = full_group(hub_a)
    row = rolled(hub_a, editor_a, [group])
    edited(copy_of(group))
    monkeypatch.setattr(undoing, "is_edited", lambda row, copy: False)
    assert undoing.undo(row, editor_a) == []
    assert not WorkGroupPage.objects.filter(academic_year=TO).exists()


def test_undoing_can_be_pressed_again_for_what_stayed(hub_a, editor_a):
    group = full_group(hub_a)
    row = rolled(hub_a, editor_a, [group])
    edited(copy_of(group))
    assert undoing.undo(row, editor_a)
    assert undoing.undo(row, editor_a)
    copy_of(group).delete()
    assert undoing.undo(row, editor_a) == []
    assert not RolledPage.objects.exists()


def test_a_successor_that_somebody_has_chosen_since_stays(hub_a, editor_a):
    group, other = full_group(hub_a), factories.make_group(hub_a, title="Other", academic_year=TO)
    row = rolled(hub_a, editor_a, [group])
    fresh = WorkGroupPage.objects.get(pk=group.pk)
    fresh.successor = other
    fresh.save_revision().publish()
    assert undoing.undo(row, editor_a) == []
    fresh = WorkGroupPage.objects.get(pk=group.pk)
    assert fresh.successor_id == fresh.get_latest_revision_as_object().successor_id == other.pk


def test_a_project_that_somebody_has_edited_or_chosen_stays(hub_a, editor_a):
    for use in (lambda project: project.save_revision(), lambda project: full_group(hub_a, project=project)):
        project = factories.ProjectFactory(site=hub_a.site, code="NCP25-17", academic_year=FROM)
        row = rolled(hub_a, editor_a, [full_group(hub_a, project=project)], projects=[project])
        following = Project.objects.get(pk=Project.objects.get(pk=project.pk).successor_id)
        use(following)
        said = undoing.undo(row, editor_a)
        assert len(said) == 1
        assert "The project" in said[0]
        assert Project.objects.get(pk=project.pk).successor_id == following.pk
        Project.objects.all().delete()


def test_what_was_still_waiting_is_forgotten(hub_a, editor_a):
    from tests.desk.rolling_over.offers import order
    from wagtail_mathshub.desk.rolling_over import flows

    row = flows.begin(order(hub_a, editor_a, [full_group(hub_a)]))
    assert undoing.undo(row, editor_a) == []
    assert not RolledPage.objects.exists()


def test_who_may_not_delete_leaves_it_there(hub_a, editor_a):
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission

    group = full_group(hub_a)
    row = rolled(hub_a, editor_a, [group])
    other = factories.UserFactory()
    other.groups.add(*editor_a.groups.all())
    change = Permission.objects.filter(codename="change_page")
    GroupPagePermission.objects.filter(permission__in=change).delete()
    said = undoing.undo(row, other)
    assert len(said) == 1
    assert "you may not delete it" in said[0]
