"""Every admin address of sign-up, for everybody who may knock."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import GroupSitePermission

from tests.factories import on
from tests.registration import office
from tests.registration.applying import applied, confirmed, open_group, state_of
from wagtail_mathshub import clock
from wagtail_mathshub.registration import policies
from wagtail_mathshub.registration.models import Application, Attendance, Interest, Message, Participant
from wagtail_mathshub.registration.office import detail, register_sheet, retrying
from wagtail_mathshub.registration.office.steps import STEPS
from wagtail_mathshub.scoping import guard, model_admin
from wagtail_mathshub.scoping.policies import readable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]

CANARY = "Zanzibar"


@pytest.fixture
def theirs(hub_b):
    """A group of another hub with an application, an interest and a failed message."""
    return furnished(hub_b)


@pytest.fixture
def ours(hub_a):
    """The same in the first hub."""
    return furnished(hub_a)


def furnished(hub, **fields):
    group = open_group(hub, title=f"{CANARY} group", admission="round", **fields)
    row = confirmed(group, contact_name=f"{CANARY} Contact", school_name=f"{CANARY} School")
    Message.objects.filter(application=row).update(state="failed", error=CANARY)
    Interest.objects.create(
        site=hub.site, page=group, email="kim@example.org", name=CANARY, created_at=clock.now()
    )
    return {"hub": hub, "group": group, "application": row, "message": row.messages.first()}


def keys_for(name, parameters, what):
    """The arguments of an address that name what belongs to `what`; one set for each step."""
    session = what["group"].sessions.first()
    rows = {"register": session, "retry": what["message"]}
    row = next((row for word, row in rows.items() if name.endswith(word)), what["application"])
    if "step" in parameters:
        return [{"pk": row.pk, "step": step.name} for step in STEPS]
    return [dict.fromkeys(parameters, row.pk)]


def forged(what):
    """What somebody might send who knows the keys of another hub's rows."""
    person = what["application"].participants.first()
    return {
        "why": "Because",
        "keep": [str(person.pk)],
        "to": str(what["group"].pk),
        f"mark-{person.pk}": "yes",
        "rows": "1",
        "person-0-key": str(person.pk),
        "person-0-name": "Taken Over",
        "person-0-email": "taken@example.org",
        "email": what["application"].contact_email,
        "erase": "1",
        "sure": "yes",
    }


def leaks(client, what):
    """Where something of `what` was shown, or answered under an address that names it."""
    found = []
    for name, parameters in office.screens().items():
        for kwargs in keys_for(name, parameters, what):
            url = reverse(name, kwargs=kwargs)
            queries = ["", f"?group={what['group'].pk}", "?export=csv", "?export=csv&rows=people", "?q=Zan"]
            answers = [client.get(url + query) for query in queries]
            answers += [client.get(url, {"export": "xlsx"}), client.post(url, forged(what))]
            answers.append(client.post(f"{url}?group={what['group'].pk}", forged(what)))
            for answer in answers:
                if CANARY in office.text_of(answer) or (kwargs and succeeded(answer)):
                    found.append((name, kwargs, answer.status_code))
    return found


def succeeded(answer):
    if answer.status_code == 302:
        return "/mathshub_registration/" in answer.url
    return answer.status_code == 200


def everything():
    models = (Application, Participant, Attendance, Interest, Message)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_the_walk_finds_the_lists_and_all_other_screens():
    names = set(office.screens())
    assert {office.LIST, office.DETAIL, office.STEP} < names
    assert {f"{office.PREFIX}{name}" for name in ("retry", "register", "find_person", "sign_up")} < names
    assert not [name for name in names if name.endswith(("_create", "_edit", "_delete", "_history"))]


@pytest.mark.parametrize("who", [office.registrar, office.editor, lambda hub: office.lead_of(hub)[0]])
def test_nobody_of_one_hub_sees_or_changes_what_is_anothers(hub_a, theirs, who):
    client, before = who(hub_a), everything()
    assert leaks(client, theirs) == []
    assert everything() == before


@pytest.mark.parametrize("who", [office.editor, lambda hub: office.lead_of(hub)[0]])
def test_nobody_without_rights_sees_or_changes_what_is_their_own_hubs(hub_a, ours, who):
    client, before = who(hub_a), everything()
    assert leaks(client, ours) == []
    assert everything() == before


def test_the_walk_finds_holes_when_the_guards_are_taken_out(hub_a, theirs, monkeypatch):
    client = office.registrar(hub_a)
    for module in (guard, model_admin, detail, retrying):
        monkeypatch.setattr(module, "check_row", lambda *args: None)
    assert leaks(client, theirs) == []  # The queryset still holds.
    for module in (detail, retrying, model_admin):
        monkeypatch.setattr(module, "readable", lambda model, user: model.objects.all())
    sessions = type(theirs["group"]).sessions.rel.related_model.objects.select_related("page")
    monkeypatch.setattr(register_sheet, "sessions_for", lambda user: sessions)
    found = {name for name, _kwargs, _status in leaks(client, theirs)}
    assert {office.LIST, office.DETAIL, office.STEP, f"{office.PREFIX}register"} <= found


def test_a_superuser_and_a_registrar_open_every_screen_of_their_hub(hub_a, ours):
    for client in (office.registrar(hub_a), office.superuser()):
        for name, parameters in office.screens().items():
            for kwargs in keys_for(name, parameters, ours):
                answer = client.get(reverse(name, kwargs=kwargs))
                assert answer.status_code == 200 or succeeded(answer), (name, kwargs)


def test_a_lead_reads_the_applications_of_their_own_group_only(hub_a):
    client, person = office.lead_of(hub_a)
    led = confirmed(open_group(hub_a, leads=[person]), school_name="Led School")
    other = confirmed(open_group(hub_a), school_name="Other School")
    listed = client.get(reverse(office.LIST)).content.decode()
    assert "Led School" in listed
    assert "Other School" not in listed
    assert client.get(reverse(office.DETAIL, args=[led.pk])).status_code == 200
    assert client.get(reverse(office.DETAIL, args=[other.pk])).status_code == 404


@pytest.mark.parametrize("step", [step.name for step in STEPS])
def test_a_lead_decides_nothing(hub_a, step):
    client, person = office.lead_of(hub_a)
    row = confirmed(open_group(hub_a, leads=[person], admission="round"))
    page = client.get(reverse(office.DETAIL, args=[row.pk])).content.decode()
    assert "What you can do now" not in page
    before = everything()
    answer = client.post(office.steps_url(row, step), {"why": "Because"})
    assert answer.status_code in (302, 403)
    assert "mathshub_registration" not in answer.get("Location", "")
    assert everything() == before


def test_a_lead_does_not_erase_export_or_sign_up(hub_a):
    client, person = office.lead_of(hub_a)
    group = open_group(hub_a, leads=[person])
    row, before = confirmed(group), everything()
    before = everything()
    for name in ("find_person", "sign_up"):
        url = reverse(f"{office.PREFIX}{name}")
        for answer in (client.get(url), client.post(f"{url}?group={group.pk}", {"email": row.contact_email})):
            assert answer.status_code in (302, 403)
    assert everything() == before


def test_a_lead_marks_the_register_of_their_own_group_and_of_no_other(hub_a):
    client, person = office.lead_of(hub_a)
    led, other = open_group(hub_a, leads=[person]), open_group(hub_a)
    mine, theirs = confirmed(led).participants.first(), confirmed(other).participants.first()
    url = reverse(f"{office.PREFIX}register", args=[led.sessions.first().pk])
    client.post(url, {f"mark-{mine.pk}": "yes"})
    assert Attendance.objects.get().participant == mine
    answer = client.post(url, {f"mark-{theirs.pk}": "yes"})
    assert "Somebody here has no place in this Work Group" in answer.content.decode()
    closed = reverse(f"{office.PREFIX}register", args=[other.sessions.first().pk])
    assert client.post(closed, {f"mark-{theirs.pk}": "yes"}).status_code == 404
    assert Attendance.objects.count() == 1


def test_a_lead_who_is_taken_off_the_page_sees_nothing_any_more(hub_a):
    client, person = office.lead_of(hub_a)
    group = open_group(hub_a, leads=[person])
    row = confirmed(group)
    group.leads.all().delete()
    group.save()
    assert client.get(reverse(office.DETAIL, args=[row.pk])).status_code in (302, 404)


def test_an_application_is_not_moved_into_another_hubs_group(hub_a, hub_b):
    client, row = office.registrar(hub_a), confirmed(open_group(hub_a))
    target = open_group(hub_b, title=CANARY)
    answer = client.post(office.steps_url(row, "move"), {"to": target.pk})
    assert "Choose one of your hub" in answer.content.decode()
    assert CANARY not in answer.content.decode()
    assert state_of(row) == "confirmed"
    assert Application.objects.get().page_id == row.page_id


def test_people_of_another_application_are_not_kept_in_place_of_ones_own(hub_a):
    from wagtail_mathshub.registration import flows

    group = open_group(hub_a, capacity=2, capacity_unit="participants")
    first = confirmed(group, people=2)
    waiting = confirmed(group, people=2, accepts_fewer=True)
    flows.change_participants(application=first, people=wishes_of(first)[:1])
    assert state_of(waiting) == "offered"
    stranger, client = first.participants.first(), office.registrar(hub_a)
    answer = client.post(office.steps_url(waiting, "accept"), {"keep": [stranger.pk]})
    assert answer.status_code == 200
    assert state_of(waiting) == "offered"
    client.post(office.steps_url(waiting, "accept"), {"keep": [waiting.participants.last().pk]})
    assert state_of(waiting) == "confirmed"
    assert waiting.participants.count() == 1


def wishes_of(application):
    from wagtail_mathshub.registration.wishes import Person

    return tuple(Person(name=one.name, email=one.email) for one in application.participants.all())


def test_a_message_of_another_hub_is_not_tried_again(hub_a, theirs):
    client = office.registrar(hub_a)
    url = reverse(f"{office.PREFIX}retry", args=[theirs["message"].pk])
    assert client.post(url).status_code == 404
    theirs["message"].refresh_from_db()
    assert theirs["message"].state == "failed"


@pytest.mark.parametrize(
    "query",
    [
        "participants__trn__startswith=1",
        "changes__user__password__startswith=md5",
        "site__hostname__startswith=a",
        "state__exact=nothing",
        "no_such_column=1",
    ],
)
def test_a_list_answers_no_question_but_those_of_its_filters(hub_a, query):
    row = confirmed(open_group(hub_a))
    answer = office.registrar(hub_a).get(f"{reverse(office.LIST)}?{query}")
    assert row.reference in answer.content.decode()


@pytest.mark.parametrize("query", ["group=99999999999999999999", "group=x", "p=-1", "o=9.x.-1", "q=%00"])
def test_a_list_bears_whatever_stands_in_its_address(hub_a, query):
    confirmed(open_group(hub_a))
    assert office.registrar(hub_a).get(f"{reverse(office.LIST)}?{query}").status_code == 200


def test_the_filter_names_no_group_of_another_hub(hub_a, theirs):
    confirmed(open_group(hub_a))
    assert CANARY not in office.registrar(hub_a).get(reverse(office.LIST)).content.decode()


def with_trn(hub):
    group = open_group(hub, trn_asked=True, trn_reason="Certificates")
    row = confirmed(group)
    row.participants.update(trn="7654321")
    return row


def shows_trn(client, row):
    pages = [reverse(office.DETAIL, args=[row.pk]), f"{reverse(office.LIST)}?export=csv&rows=people"]
    seen = ["7654321" in office.text_of(client.get(url)) for url in pages]
    found = client.post(
        reverse(f"{office.PREFIX}find_person"),
        {"email": row.participants.first().email, "download": "1"},
    )
    return [*seen, "7654321" in office.text_of(found)]


def test_teacher_reference_numbers_are_shown_and_exported_only_with_their_own_permission(hub_a):
    row, client = with_trn(hub_a), office.registrar(hub_a)
    assert shows_trn(client, row) == [False, False, False]
    client.user.user_permissions.add(Permission.objects.get(codename="see_trn"))
    assert shows_trn(client, row) == [True, True, True]


def test_the_permission_for_teacher_reference_numbers_can_be_given_for_one_hub(hub_a, hub_b):
    row, client = with_trn(hub_a), office.registrar(hub_a)
    permission = Permission.objects.get(codename="see_trn")
    given = GroupSitePermission.objects.create(
        group=client.user.groups.get(), site=hub_b.site, permission=permission
    )
    assert shows_trn(client, row) == [False, False, False]
    given.site = hub_a.site
    given.save()
    assert shows_trn(client, row) == [True, True, True]


def test_a_list_export_cannot_be_asked_whether_a_number_is_somebodys(hub_a):
    row = with_trn(hub_a)
    client = office.registrar(hub_a)
    assert row.reference not in client.get(f"{reverse(office.LIST)}?q=7654321").content.decode()


def test_the_policies_say_the_same_of_one_row_and_of_many(hub_a, hub_b):
    client, person = office.lead_of(hub_a)
    rows = [
        confirmed(open_group(hub_a, leads=[person])),
        applied(open_group(hub_a)),
        confirmed(open_group(hub_b)),
    ]
    users = [client.user, office.registrar(hub_a).user, office.editor(hub_a).user, office.superuser().user]
    policy = policies.ApplicationPolicy(Application)
    for user in users:
        for actions in (["view"], ["change"], ["delete"], ["view", "change"], ["add"]):
            many = set(policy.instances_user_has_any_permission_for(user, actions))
            one = {row for row in rows if policy.user_has_any_permission_for_instance(user, actions, row)}
            assert many == one, (user, actions)
            assert policy.user_has_any_permission(user, actions) or not many
    assert set(readable(Application, client.user)) == {rows[0]}


def test_somebody_who_may_not_come_in_any_more_leads_nothing(hub_a):
    client, person = office.lead_of(hub_a)
    confirmed(open_group(hub_a, leads=[person]))
    client.user.is_active = False
    client.user.save()
    assert not readable(Application, client.user).exists()


def test_an_editor_does_not_make_themselves_the_person_who_leads_a_group(hub_a):
    from wagtail_mathshub.people.models import Person

    client, person = office.editor(hub_a), office.lead_of(hub_a)[1]
    row = confirmed(open_group(hub_a, leads=[person]))
    url = reverse(Person.snippet_viewset.get_url_name("edit"), args=[person.pk])
    forms = {"roles-TOTAL_FORMS": "0", "roles-INITIAL_FORMS": "0"}
    client.post(url, {"name": "Renamed", "slug": person.slug, "user": client.user.pk} | forms)
    person.refresh_from_db()
    assert person.name == "Renamed"
    assert person.user != client.user
    assert client.get(reverse(office.DETAIL, args=[row.pk])).status_code in (302, 404)


def seen_by_their_lead(hub, day, **fields):
    """Whether who led a group with this last session still reads its applications, at noon on `day`."""
    client, person = office.lead_of(hub)
    group = open_group(hub, leads=[person], sessions=[on(date(2026, 12, 9))], **fields)
    row = confirmed(group)
    with clock.frozen_at(datetime.combine(day, time(12), clock.LONDON)):
        seen = row in readable(Application, client.user)
        assert (client.get(reverse(office.DETAIL, args=[row.pk])).status_code == 200) == seen
        assert policies.groups_with_register(client.user).exists() == seen
    return seen


@pytest.mark.parametrize(
    ("year", "day", "seen"),
    [
        ("2026-27", date(2026, 11, 23), True),
        ("2026-27", date(2028, 2, 28), True),
        ("2026-27", date(2028, 3, 3), False),
        ("", date(2027, 6, 9), True),
        ("", date(2027, 6, 12), False),
    ],
)
def test_a_lead_reads_names_until_half_a_year_after_the_group_or_its_academic_year(hub_a, year, day, seen):
    assert seen_by_their_lead(hub_a, day, academic_year=year) == seen
