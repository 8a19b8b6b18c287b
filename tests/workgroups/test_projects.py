"""A change of a project reaches its Work Groups, its editor is told which, and history takes it back."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text

from tests.factories import ProjectFactory, UserFactory, make_group
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.workgroups.editing import reach
from wagtail_mathshub.workgroups.models import Project
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]

SNIPPETS = "wagtailsnippets_wagtail_mathshub_project"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(editor_a) -> Client:
    return client_of(editor_a)


def typed(project, **fields):
    texts = {name: rich_text(getattr(project, name)) for name in TEXT_FIELDS}
    data = {"title": project.title, "code": project.code, "academic_year": project.academic_year}
    fields = {name: rich_text(value) if name in TEXT_FIELDS else value for name, value in fields.items()}
    return nested_form_data(data | texts | fields)


def change(client, project, **fields):
    url = reverse(f"{SNIPPETS}:edit", args=[project.pk])
    return client.post(url, typed(project, **fields))


def edit_page(client, project) -> str:
    return client.get(reverse(f"{SNIPPETS}:edit", args=[project.pk])).content.decode()


def seen_by_visitors(hub, group) -> str:
    client = Client(headers={"host": hub.site.hostname})
    page = client.get(group.get_url_parts()[2]).content.decode()
    api = client.get(f"/api/hub/v1/work-groups/{group.pk}/").content.decode()
    listed = client.get("/api/hub/v1/work-groups/").content.decode()
    return page + api + listed


def test_a_change_reaches_every_group_and_going_back_in_history_takes_it_back(editor, hub_a):
    project = ProjectFactory(site=hub_a.site, title="Fractions", code="NCP26-17")
    change(editor, project, who_can_take_part="<p>Everybody at first.</p>")
    first = project.latest_revision or Project.objects.get(pk=project.pk).latest_revision
    group = make_group(hub_a, project=project)
    assert "Everybody at first." in seen_by_visitors(hub_a, group)
    project.refresh_from_db()
    change(editor, project, who_can_take_part="<p>Only some now.</p>", code="NCP26-18")
    seen = seen_by_visitors(hub_a, group)
    assert "Only some now." in seen
    assert "Everybody at first." not in seen
    assert WorkGroupPage.objects.get(pk=group.pk).effective_code == "NCP26-18"
    history = editor.get(reverse(f"{SNIPPETS}:history", args=[project.pk])).content.decode()
    back = reverse(f"{SNIPPETS}:revisions_revert", args=[project.pk, first.pk])
    assert back in history
    assert "Everybody at first." in editor.get(back).content.decode()
    project.refresh_from_db()
    earlier = first.as_object()
    assert editor.post(back, typed(earlier) | {"revision": first.pk}).status_code == 302
    seen = seen_by_visitors(hub_a, group)
    assert "Everybody at first." in seen
    assert "Only some now." not in seen
    assert WorkGroupPage.objects.get(pk=group.pk).effective_code == "NCP26-17"


def test_only_rows_of_ones_own_hub_go_back(editor, hub_a, hub_b):
    for project, answer in ((ProjectFactory(site=hub_b.site), 404), (ProjectFactory(site=None), 302)):
        project.who_can_take_part = "<p>Before.</p>"
        revision = project.save_revision()
        back = reverse(f"{SNIPPETS}:revisions_revert", args=[project.pk, revision.pk])
        assert editor.get(back).status_code == answer
        assert editor.post(back, typed(project, who_can_take_part="<p>Mine.</p>")).status_code == answer
        project.refresh_from_db()
        assert "Mine." not in project.who_can_take_part


def test_a_revision_of_another_project_is_not_taken(editor, hub_a, hub_b):
    own, foreign = (
        ProjectFactory(site=hub_a.site),
        ProjectFactory(site=hub_b.site, what_is_involved="<p>Secret.</p>"),
    )
    revision = foreign.save_revision()
    back = reverse(f"{SNIPPETS}:revisions_revert", args=[own.pk, revision.pk])
    assert editor.get(back).status_code == 404


def test_the_editor_of_a_shared_project_reads_its_own_groups_and_a_number(hub_a, hub_b, editor_a):
    project = ProjectFactory(site=None, title="Shared")
    own = make_group(hub_a, title="Our <b>group</b>", project=project, who_can_take_part="<p>x</p>")
    make_group(hub_a, title="No part of it", slug="none")
    for number in range(2):
        make_group(hub_b, title="Secret", slug=f"s{number}", project=project)
    found = reach.reach_of(project, editor_a)
    assert [(group.page.pk, list(group.own)) for group in found.groups] == [(own.pk, ["Who can take part?"])]
    assert (found.more, found.elsewhere) == (0, 2)
    editor_a.user_permissions.add(*permissions_of_projects())
    html = edit_page(client_of(editor_a), project)
    assert "Our &lt;b&gt;group&lt;/b&gt;" in html
    assert "2 Work Groups of other hubs change too." in html
    assert "Secret" not in html


def permissions_of_projects():
    return Permission.objects.filter(
        content_type__model="project", content_type__app_label="wagtail_mathshub"
    )


def test_the_administrator_is_told_of_all(hub_a, hub_b):
    project = ProjectFactory(site=None)
    for hub in (hub_a, hub_b):
        make_group(hub, project=project)
    found = reach.reach_of(project, UserFactory(is_superuser=True))
    assert (len(found.groups), found.elsewhere) == (2, 0)


def test_telling_costs_the_same_for_one_group_and_for_many(
    hub_a, editor_a, django_assert_num_queries, monkeypatch
):
    project = ProjectFactory(site=None)
    make_group(hub_a, project=project)
    reach.reach_of(project, editor_a)
    for number in range(6):
        make_group(hub_a, project=project, slug=f"more-{number}")
    monkeypatch.setattr(reach, "MOST_NAMED", 4)
    with django_assert_num_queries(3):
        found = reach.reach_of(project, editor_a)
    assert (len(found.groups), found.more) == (4, 3)


def test_a_new_project_and_a_bare_one_are_edited_without_fault(editor, hub_a):
    assert editor.get(reverse(f"{SNIPPETS}:add")).status_code == 200
    assert "No Work Group uses this project yet." in edit_page(editor, ProjectFactory(site=hub_a.site))


def inherited_part(client, group) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[group.pk])).content.decode()


def test_a_projects_text_shows_beside_the_empty_box_with_the_way_to_both(editor, hub_a):
    project = ProjectFactory(site=hub_a.site, who_can_take_part="<p>Every<b>body</b>.</p>")
    group = make_group(hub_a, project=project)
    html = inherited_part(editor, group)
    assert "From the project" in html
    assert "Every<b>body</b>." in html
    assert f'<a href="{reverse(f"{SNIPPETS}:edit", args=[project.pk])}">Edit the project</a>' in html
    button = re.search(r"<button[^>]*data-mathshub-own-words.*?>", html, re.DOTALL)[0]
    assert "&quot;text&quot;: &quot;Everybody.&quot;" in button
    assert "hidden" in button


def test_a_shared_project_has_no_link_for_those_who_may_not_edit_it(editor, hub_a):
    project = ProjectFactory(site=None, who_can_take_part="<p>Everybody.</p>")
    html = inherited_part(editor, make_group(hub_a, project=project))
    assert "From the project" in html
    assert "Edit the project" not in html


def test_own_words_are_said_to_be_ones_own(editor, hub_a):
    project = ProjectFactory(site=None, who_can_take_part="<p>Everybody.</p>")
    html = inherited_part(editor, make_group(hub_a, project=project, who_can_take_part="<p>Us.</p>"))
    assert "In your own words." in html
    assert "From the project" not in html
    bare = inherited_part(editor, make_group(hub_a, slug="bare"))
    assert "In your own words." not in bare
    assert "From the project" not in bare
