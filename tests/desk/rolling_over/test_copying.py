"""What a Work Group keeps and what it loses when it is copied to another year."""

from __future__ import annotations

from datetime import time

import pytest
from wagtail.models import Comment, Page, PageLogEntry, PageViewRestriction, Revision

from tests import factories
from tests.desk.rolling_over.offers import TO, copy_of, full_group, rolled
from wagtail_mathshub.desk.rolling_over import copying
from wagtail_mathshub.desk.rolling_over.tables import RolledPage
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.visibility import visible

pytestmark = pytest.mark.django_db


def test_the_copy_is_a_draft_of_the_new_year_beside_the_old_page(hub_a, editor_a):
    group = full_group(hub_a)
    rolled(hub_a, editor_a, [group])
    copy = copy_of(group)
    assert (copy.title, copy.draft_title, copy.slug) == ("Continuity 2026/27",) * 2 + ("continuity-2026-27",)
    assert (copy.academic_year, copy.live, copy.has_unpublished_changes) == (TO, False, True)
    assert copy.get_parent().pk == group.get_parent().pk
    assert copy.owner == editor_a
    assert copy.first_published_at is None
    assert copy.last_published_at is None
    assert copy.translation_key != group.translation_key
    assert copy.url_path == f"{group.get_parent().url_path}continuity-2026-27/"


def test_what_stays_stays(hub_a, editor_a):
    group = full_group(hub_a)
    rolled(hub_a, editor_a, [group])
    copy = copy_of(group)
    for name in ("capacity", "outcomes", "summary", "apply_via", "late_joiners_note", "has_waiting_list"):
        assert getattr(copy, name) == getattr(group, name), name
    assert list(copy.audiences.all()) == list(group.audiences.all())
    assert [lead.person for lead in copy.leads.all()] == [lead.person for lead in group.leads.all()]
    assert copy.body.raw_data[0]["value"] == "<p>We count in steps.</p>"
    day, online = copy.sessions.all()
    assert (day.label, day.start, day.end, day.mode) == ("Day 1", time(13), time(16), "face_to_face")
    assert day.organisation == group.sessions.all()[0].organisation
    assert (online.label, online.mode) == ("Day 2", "online")
    assert {day.pk, online.pk}.isdisjoint(session.pk for session in group.sessions.all())


def test_what_belongs_to_the_old_year_goes(hub_a, editor_a):
    group = full_group(hub_a)
    rolled(hub_a, editor_a, [group])
    copy = copy_of(group)
    empty = (
        "opens_at",
        "closes_at",
        "stated_confirmed",
        "stated_waiting",
        "override_until",
        "flyer",
        "successor",
    )
    assert [name for name in empty if getattr(copy, name) is not None] == []
    assert (copy.override_state, copy.override_note) == ("", "")
    assert (copy.first_starts_at, copy.last_ends_at, copy.all_cancelled) == (None, None, False)
    for session in copy.sessions.all():
        assert (session.date, session.previous_date, session.starts_at, session.ends_at) == (None,) * 4
        assert (session.status, session.note, session.joining_link) == ("scheduled", "", "")


def test_the_copy_has_one_revision_which_says_the_same_as_its_row(hub_a, editor_a):
    group = full_group(hub_a)
    rolled(hub_a, editor_a, [group])
    copy = copy_of(group)
    revision = Revision.objects.get(object_id=str(copy.pk))
    assert copy.latest_revision == revision
    assert revision.user == editor_a
    assert "secret" not in str(revision.content)
    draft = copy.get_latest_revision_as_object()
    assert [session.date for session in draft.sessions.all()] == [None, None]
    assert [session.pk for session in draft.sessions.all()] == [session.pk for session in copy.sessions.all()]
    assert PageLogEntry.objects.filter(page=copy.pk, action="wagtail.copy", user=editor_a).count() == 1


def test_revisions_comments_and_locks_are_not_copied(hub_a, editor_a):
    group = full_group(hub_a)
    group.locked, group.locked_by = True, editor_a
    group.save()
    Comment.objects.create(page_id=group.pk, user=editor_a, text="Check", contentpath="title")
    rolled(hub_a, editor_a, [group])
    copy = copy_of(group)
    assert not copy.locked
    assert copy.locked_by is None
    assert not copy.wagtail_admin_comments.exists()
    assert copy.revisions.count() == 1


def test_a_group_in_a_private_list_stays_private_by_its_place(hub_a, editor_a):
    group = full_group(hub_a)
    PageViewRestriction.objects.create(page=group.get_parent(), restriction_type="login")
    rolled(hub_a, editor_a, [group])
    copy = copy_of(group)
    copy.save_revision().publish()
    assert copy.get_view_restrictions().exists()
    assert not visible(WorkGroupPage.objects.filter(pk=copy.pk)).exists()


def test_a_group_that_is_private_itself_stays_private_and_the_editor_is_told(hub_a, editor_a):
    group = full_group(hub_a)
    held = PageViewRestriction.objects.create(page=group, restriction_type="groups")
    held.groups.set(editor_a.groups.all())
    rolled(hub_a, editor_a, [group])
    assert any("private" in note for note in RolledPage.objects.get().notes)
    copied = PageViewRestriction.objects.get(page=copy_of(group))
    assert copied.restriction_type == "groups"
    assert list(copied.groups.all()) == list(editor_a.groups.all())


def test_a_draft_with_nothing_but_a_title_is_copied(hub_a, editor_a):
    draft = factories.index_of(hub_a).add_child(instance=WorkGroupPage(title="Idea", live=False))
    rolled(hub_a, editor_a, [draft])
    copy = copy_of(draft)
    assert (copy.title, copy.academic_year, copy.slug) == ("Idea", TO, "idea-2026-27")


def test_a_draft_is_copied_as_it_was_last_saved(hub_a, editor_a):
    draft = factories.index_of(hub_a).add_child(
        instance=WorkGroupPage(title="Idea", live=False, academic_year="2025-26")
    )
    draft.summary = "Written later"
    draft.sessions.add(WorkGroupPage.sessions.rel.related_model(label="Day 1"))
    draft.save_revision()
    rolled(hub_a, editor_a, [draft])
    copy = copy_of(draft)
    assert copy.summary == "Written later"
    assert [session.label for session in copy.sessions.all()] == ["Day 1"]


def test_what_nobody_has_published_yet_is_not_copied_and_the_editor_is_told(hub_a, editor_a):
    group = full_group(hub_a)
    group.summary = "Unpublished words"
    group.save_revision()
    rolled(hub_a, editor_a, [group])
    assert copy_of(group).summary == "For schools."
    assert any("nobody has published" in note for note in RolledPage.objects.get().notes)


def test_the_old_page_leads_to_the_copy_and_nothing_else_of_it_changes(hub_a, editor_a):
    group = full_group(hub_a)
    group.summary = "Unpublished words"
    group.save_revision()
    before = WorkGroupPage.objects.filter(pk=group.pk).values().get()
    rolled(hub_a, editor_a, [group])
    copy = copy_of(group)
    after = WorkGroupPage.objects.filter(pk=group.pk).values().get()
    assert after == before | {"successor_id": copy.pk}
    fresh = WorkGroupPage.objects.get(pk=group.pk)
    assert fresh.summary == "For schools."
    assert fresh.get_latest_revision_as_object().summary == "Unpublished words"
    assert fresh.get_latest_revision_as_object().successor_id == copy.pk
    fresh.get_latest_revision().publish()
    assert WorkGroupPage.objects.get(pk=group.pk).successor_id == copy.pk


def test_a_page_that_has_a_successor_keeps_it(hub_a, editor_a):
    other = factories.make_group(hub_a, title="By hand", academic_year=TO)
    group = full_group(hub_a, successor=other)
    rolled(hub_a, editor_a, [group])
    assert WorkGroupPage.objects.get(pk=group.pk).successor_id == other.pk
    assert any("another page for next year" in note for note in RolledPage.objects.get().notes)


def test_nothing_is_written_on_a_page_that_somebody_has_locked(hub_a, editor_a):
    group = full_group(hub_a)
    Page.objects.filter(pk=group.pk).update(locked=True)
    rolled(hub_a, editor_a, [group])
    assert WorkGroupPage.objects.get(pk=group.pk).successor_id is None
    assert any("locked" in note for note in RolledPage.objects.get().notes)


def test_visitors_get_the_link_once_the_copy_is_public(hub_a, editor_a, client):
    group = full_group(hub_a)
    rolled(hub_a, editor_a, [group])
    copy = copy_of(group)
    address = f"/work-groups/{group.slug}/"
    host = hub_a.site.hostname
    assert copy.slug not in client.get(address, headers={"host": host}).content.decode()
    copy.save_revision().publish()
    assert copy.slug in client.get(address, headers={"host": host}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_generation_moves_once_for_all_pages(ground, hub_a, editor_a):
    groups = [full_group(hub_a, title=f"Group {n}") for n in range(3)]
    before = generation.current()
    rolled(hub_a, editor_a, groups)
    assert generation.current() == before + 1


def test_a_column_that_is_not_made_fresh_is_seen_by_these_tests(hub_a, editor_a, monkeypatch):
    kept = {name: value for name, value in copying.FRESH.items() if name != "closes_at"}
    monkeypatch.setattr(copying, "FRESH", kept)
    group = full_group(hub_a)
    rolled(hub_a, editor_a, [group])
    assert copy_of(group).closes_at is not None


@pytest.mark.indexed
@pytest.mark.django_db(transaction=True)
def test_the_copy_is_found_by_the_admins_search_and_as_a_use(ground, hub_a, editor_a):
    from wagtail.models import ReferenceIndex

    group = full_group(hub_a)
    rolled(hub_a, editor_a, [group])
    copy = copy_of(group)
    assert copy.pk in [page.pk for page in Page.objects.search("continuity")]
    assert ReferenceIndex.get_references_to(copy).filter(model_path="successor").exists()
    assert (
        ReferenceIndex.get_references_to(copy.leads.all()[0].person).filter(object_id=str(copy.pk)).exists()
    )
