"""Work Groups of a project, one or several at once, from a screen of their own."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories import PersonFactory, ProjectFactory, UserFactory, index_of, make_group
from wagtail_mathshub.desk import work_group_places
from wagtail_mathshub.desk.roles import make_editors, make_registrars
from wagtail_mathshub.desk.starting import flows, forms, places
from wagtail_mathshub.pages.models import WorkGroupIndexPage, WorkGroupPage
from wagtail_mathshub.workgroups.editing.office import NEW_GROUPS
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]

SIX = "\n".join(
    f"Workshop {number} - {day} - 1300-1630 - Online"
    for number, day in enumerate(
        ["13 Jan 2027", "10 Feb 2027", "10 March 2027", "21 April 2027", "19 May 2027", "16 June 2027"],
        start=1,
    )
)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(editor_a) -> Client:
    return client_of(editor_a)


@pytest.fixture
def publisher(publisher_a) -> Client:
    return client_of(publisher_a)


@pytest.fixture
def project(db):
    return ProjectFactory(
        site=None,
        title="Fractions",
        code="NCP26-17",
        strand="innovation",
        stage="embedding",
        academic_year="2026-27",
        who_can_take_part="<p>Everybody.</p>",
    )


def typed(project, *cohorts, **shared):
    data = {"project": project.pk, "academic_year": "", "apply_via": "none"}
    data |= {"group-TOTAL_FORMS": str(len(cohorts) or 1), "group-INITIAL_FORMS": "0"}
    for number, cohort in enumerate(cohorts):
        given = {"capacity_unit": "participants"} | cohort
        data |= {f"group-{number}-{name}": value for name, value in given.items()}
    return data | shared


def send(client, *args, follow=False, query="", **shared):
    return client.post(reverse(NEW_GROUPS) + query, typed(*args, **shared), follow=follow)


def test_a_draft_takes_everything_from_its_project_and_the_rest_from_the_form(editor, hub_a, project):
    lead = PersonFactory(site=hub_a.site)
    cohort = {"leads": [lead.pk], "capacity": "12", "closes_at": "2026-12-18 12:00", "sessions": SIX}
    answer = send(editor, project, cohort)
    group = WorkGroupPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[group.pk])
    assert (group.title, group.slug, group.live) == ("Fractions", "fractions-2026-27", False)
    assert (group.project, group.strand, group.stage) == (project, "innovation", "embedding")
    assert (group.academic_year, group.code, group.effective_code) == ("2026-27", "", "NCP26-17")
    assert (group.who_can_take_part, group.text("who_can_take_part")) == ("", "<p>Everybody.</p>")
    assert (group.capacity, group.closes_at) == (12, datetime(2026, 12, 18, 12, tzinfo=UTC))
    assert [row.person for row in group.leads.all()] == [lead]
    assert [row.label for row in group.sessions.all()] == [f"Workshop {number}" for number in range(1, 7)]
    assert group.get_parent().pk == index_of(hub_a).pk
    assert group.latest_revision.user == group.owner


def test_several_cohorts_are_published_at_once(publisher, hub_a, project, client):
    cohorts = [{"group_name": "North group", "sessions": SIX}, {"group_name": "South group", "capacity": "8"}]
    answer = send(publisher, project, *cohorts, publish="on")
    assert answer.url == reverse("wagtailadmin_explore", args=[index_of(hub_a).pk])
    north, south = WorkGroupPage.objects.order_by("title")
    assert (north.title, south.slug) == ("Fractions: North group", "fractions-south-group-2026-27")
    assert (north.live, south.live, south.has_unpublished_changes) == (True, True, False)
    assert north.first_starts_at.day == 13
    html = client.get(north.get_url_parts()[2], headers={"host": hub_a.site.hostname}).content.decode()
    assert "Everybody." in html
    assert "NCP26-17" in html


def test_an_editor_cannot_publish_by_adding_the_tick(hub_a, project, editor, monkeypatch):
    monkeypatch.setattr(places, "may_publish_in", lambda user, page: False)
    assert "publish" not in editor.get(reverse(NEW_GROUPS)).context["offer"].fields
    send(editor, project, {}, publish="on")
    assert not WorkGroupPage.objects.get().live


def test_the_flow_itself_asks_whether_the_user_may_publish(rf, hub_a, project):
    request = asking(rf, UserFactory())
    offer = flows.Offer(project=project, academic_year="2026-27")
    with pytest.raises(Exception, match="permission"):
        flows.start_groups(
            index=index_of(hub_a), offer=offer, cohorts=[flows.Cohort()], request=request, publish=True
        )
    assert not WorkGroupPage.objects.exists()


def test_nothing_but_a_project_makes_a_draft(editor, project):
    send(editor, ProjectFactory(site=None, title="Bare"), {})
    group = WorkGroupPage.objects.get()
    assert (group.title, group.sessions.count(), group.academic_year) == ("Bare", 0, "2026-27")


def test_a_slug_that_is_taken_gets_a_number(editor, hub_a, project):
    make_group(hub_a, slug="fractions-2026-27")
    send(editor, project, {})
    send(editor, project, {})
    slugs = WorkGroupPage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["fractions-2026-27", "fractions-2026-27-2", "fractions-2026-27-3"]


def test_next_year_can_be_chosen(editor, project):
    send(editor, project, {}, academic_year="2027-28")
    assert WorkGroupPage.objects.get().slug == "fractions-2027-28"


def test_a_line_that_cannot_be_read_makes_nothing_and_keeps_all_that_was_typed(editor, project):
    lines = f"Bring <b>cake</b>\n{SIX}"
    html = send(editor, project, {"group_name": "North", "capacity": "7", "sessions": lines}).content.decode()
    assert not WorkGroupPage.objects.exists()
    assert "There is no date in this line." in html
    assert "<b>cake</b>" not in html
    for kept in ("Bring &lt;b&gt;cake", "Workshop 6 - 16 June", 'value="North"', 'value="7"'):
        assert kept in html, kept


def test_if_one_cohort_fails_none_is_made(editor, hub_a, project, monkeypatch):
    real = flows._page

    def second_fails(index, offer, cohort, user):
        if cohort.group_name == "South":
            raise ValidationError("No more pages.")
        return real(index, offer, cohort, user)

    monkeypatch.setattr(flows, "_page", second_fails)
    answer = send(editor, project, {"group_name": "North"}, {"group_name": "South"})
    assert "No more pages." in answer.content.decode()
    assert not WorkGroupPage.objects.exists()


def test_several_groups_need_names_of_their_own(editor, project):
    html = send(editor, project, {"group_name": "North"}, {"capacity": "3"}).content.decode()
    assert "Give each of several groups a name of its own." in html
    html = send(editor, project, {"group_name": "North"}, {"group_name": "north"}).content.decode()
    assert "Another group has this name." in html
    assert not WorkGroupPage.objects.exists()


def test_without_a_script_a_button_adds_a_group_and_complains_of_nothing(editor, project):
    html = send(editor, project, {"group_name": "North", "sessions": "no date"}, more="1").content.decode()
    assert 'name="group-1-group_name"' in html
    assert 'value="North"' in html
    assert "There is no date" not in html
    assert not WorkGroupPage.objects.exists()


def test_without_a_script_a_button_shows_what_the_dates_say(editor, project):
    html = send(editor, project, {"sessions": "Friday 1 June 2027, 1-3pm, online"}, look="1").content.decode()
    assert "Tuesday 1 June 2027, 1pm to 3pm" in html
    assert "1 June 2027 is a Tuesday, not a Friday." in html
    assert not WorkGroupPage.objects.exists()


def test_odd_dates_are_said_after_making_and_do_not_block(editor, project):
    answer = send(editor, project, {"sessions": "Friday 1 June 2027, 1-3pm, online"}, follow=True)
    assert "1 June 2027 is a Tuesday, not a Friday." in answer.content.decode()
    assert WorkGroupPage.objects.exists()


def test_a_name_with_markup_is_shown_as_it_was_typed(editor, project):
    cohort = {"group_name": "<script>x</script>", "sessions": "Friday 1 June 2027, 1-3pm"}
    answer = send(editor, project, cohort, follow=True)
    assert WorkGroupPage.objects.exists()
    assert "<script>x" not in answer.content.decode()


def test_the_project_may_be_asked_for_and_another_hubs_is_not_offered(editor, hub_a, hub_b, project):
    foreign = ProjectFactory(site=hub_b.site, title="Secret")
    html = editor.get(reverse(NEW_GROUPS), {"project": project.pk}).content.decode()
    assert re.search(rf'<option value="{project.pk}"\s+selected', html)
    assert "Secret" not in html
    refused = send(editor, foreign, {})
    assert "Secret" not in refused.content.decode()
    assert not WorkGroupPage.objects.exists()


def test_another_hubs_people_cannot_lead(editor, hub_b, project):
    stranger = PersonFactory(site=hub_b.site, name="Amina")
    html = send(editor, project, {"leads": [stranger.pk]}).content.decode()
    assert "Amina" not in html
    assert not WorkGroupPage.objects.exists()
    # The control: it is the hub of the person that is looked at.
    stranger.site = places.lists_for(stranger_user(editor))[0][0].site
    stranger.save()
    send(editor, project, {"leads": [stranger.pk]})
    assert WorkGroupPage.objects.get().leads.get().person == stranger


def stranger_user(client):
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_who_works_for_two_hubs_chooses_one_and_only_of_these(editor_a, hub_a, hub_b, project):
    editor_a.groups.add(make_editors(hub_b))
    client = client_of(editor_a)
    html = client.get(reverse(NEW_GROUPS), {"project": project.pk}).content.decode()
    assert f"?hub=birch&amp;project={project.pk}" in html
    assert send(client, project, {}).status_code == 404
    send(client, project, {}, query="?hub=birch")
    assert WorkGroupPage.objects.descendant_of(hub_b.site.root_page).count() == 1


def test_a_hub_of_others_is_not_found(editor, hub_a, hub_b, project):
    assert editor.get(reverse(NEW_GROUPS), {"hub": "birch"}).status_code == 404
    assert send(editor, project, {}, query="?hub=birch").status_code == 404
    assert not WorkGroupPage.objects.exists()


def test_who_may_add_no_group_finds_no_screen_and_no_button(db, hub_a, project):
    user = UserFactory()
    user.groups.add(make_registrars(hub_a))
    client = client_of(user)
    assert client.get(reverse(NEW_GROUPS)).status_code == 302
    assert send(client, project, {}).status_code == 302
    assert reverse(NEW_GROUPS) not in client.get("/admin/").content.decode()
    assert not WorkGroupPage.objects.exists()


def test_the_menu_and_each_project_lead_to_the_screen(editor, project):
    assert reverse(NEW_GROUPS) in editor.get("/admin/").content.decode()
    html = editor.get(reverse("wagtailsnippets_wagtail_mathshub_project:list")).content.decode()
    assert f"{reverse(NEW_GROUPS)}?project={project.pk}" in html


def test_sign_up_by_email_goes_to_the_hub(editor, hub_a, project):
    hub_a.email = "hub@alder.example.org"
    hub_a.save()
    send(editor, project, {}, apply_via="email")
    group = WorkGroupPage.objects.get()
    assert (group.apply_via, group.apply_email) == ("email", "hub@alder.example.org")


def test_the_form_on_the_page_is_offered_only_with_the_app_for_sign_up(hub_a, monkeypatch):
    assert "own_form" in dict(forms._ways(hub_a))
    monkeypatch.setattr(forms, "has_sign_up", lambda: False)
    assert "own_form" not in dict(forms._ways(hub_a))


def test_without_a_list_or_page_classes_there_is_no_screen(editor_a, hub_a, monkeypatch):
    assert places.lists_for(editor_a)
    for room in (places, work_group_places):
        monkeypatch.setattr(
            room, "get_model", lambda mixin: None if mixin is WorkGroupMixin else WorkGroupIndexPage
        )
    assert places.lists_for(editor_a) == []
    assert places.group_to_edit(editor_a, "1") is None
    assert places.row_form() is None


def test_each_further_cohort_costs_the_same(rf, publisher_a, hub_a, project):
    request = asking(rf, publisher_a)
    offer = flows.Offer(project=project, academic_year="2026-27")
    counts = []
    # The first of all fills what is kept between requests.
    for turn, size in enumerate((1, 1, 3, 5)):
        cohorts = [flows.Cohort(group_name=f"Group {turn} {number}") for number in range(size)]
        with CaptureQueriesContext(connection) as queries:
            flows.start_groups(
                index=index_of(hub_a), offer=offer, cohorts=cohorts, request=request, publish=True
            )
        counts.append(len(queries))
    assert counts[3] - counts[2] == counts[2] - counts[1]


def test_a_forged_number_of_cohorts_is_no_error_of_the_server(editor, project):
    for count in ("", "x", "5000", "9" * 5000, "-1"):
        for button in ("more", "look", "make"):
            data = typed(project, {}) | {"group-TOTAL_FORMS": count, button: "1"}
            assert editor.post(reverse(NEW_GROUPS), data).status_code in (200, 302)
    assert WorkGroupPage.objects.count() <= 1


def test_pages_are_as_private_as_the_site_makes_new_pages(editor, project, monkeypatch):
    staff = Group.objects.create(name="Staff")
    asked = {"type": PageViewRestriction.GROUPS, "groups": [staff]}
    monkeypatch.setattr(WorkGroupPage, "get_default_privacy_setting", lambda page, request: asked)
    send(editor, project, {})
    restriction = PageViewRestriction.objects.get(page=WorkGroupPage.objects.get())
    assert restriction.restriction_type == PageViewRestriction.GROUPS
    assert list(restriction.groups.all()) == [staff]


def asking(rf, user):
    """A request of `user`."""
    request = rf.post("/")
    request.user = user
    return request
