"""Every address of rolling over, for those who have no business there: nothing is done, nothing is named."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests import factories
from tests.desk.rolling_over.offers import FROM, TO, everything, full_group, rolled
from wagtail_mathshub.desk import urls as desk_urls
from wagtail_mathshub.desk.rolling_over import rights, sources
from wagtail_mathshub.desk.rolling_over.screens import NAME
from wagtail_mathshub.desk.rolling_over.tables import RolledPage, RollOver

pytestmark = pytest.mark.django_db
CANARY = "Zanzibar"
MARKUP = "<img src=x onerror=alert(1)>&<script>alert(2)</script>"


def addresses(key):
    """All addresses of these screens, from the URLconf."""
    patterns = [pattern for pattern in desk_urls.urls() if pattern.name.startswith(NAME)]
    assert len(patterns) == 7
    for pattern in patterns:
        yield reverse(pattern.name, kwargs={"pk": key} if pattern.pattern.converters else {})


def answers(client, row, hub, groups):
    """What every address says to a forged request, read and sent."""
    forged = {
        "hub": hub.key,
        "from": FROM,
        "to": TO,
        "group": [group.pk for group in groups],
        "project": [group.project_id for group in groups if group.project_id],
        "token": str(uuid4()),
    }
    for url in addresses(row.pk):
        for own in (forged, {name: value for name, value in forged.items() if name != "hub"}):
            yield url, client.get(url, own)
            yield url, client.post(url, own)


def state():
    tables = [list(model.objects.order_by("pk").values()) for model in (RollOver, RolledPage)]
    return everything(), tables


def body_of(answer):
    return answer.content.decode()


@pytest.fixture
def theirs(hub_b, editor_b):
    """A roll over of the other hub, and a page there that still waits for one."""
    project = factories.ProjectFactory(site=hub_b.site, title=CANARY, code="NCP25-99", academic_year=FROM)
    done, waits = (full_group(hub_b, title=f"{CANARY} {n}", project=project) for n in (1, 2))
    return rolled(hub_b, editor_b, [done]), [done, waits]


def test_an_editor_of_another_hub_sees_and_changes_nothing(client_a, hub_a, hub_b, theirs):
    full_group(hub_a, title="Mine")
    row, groups = theirs
    before = state()
    for url, answer in answers(client_a, row, hub_b, groups):
        assert CANARY not in body_of(answer), url
        assert answer.status_code in (200, 302, 404, 405), url
        if answer.status_code == 302:
            assert CANARY not in body_of(client_a.get(answer["Location"]))
    assert state() == before


def test_forged_pages_among_ones_own_are_passed_over_in_silence(client_a, hub_a, theirs):
    mine, (_row, groups) = full_group(hub_a, title="Mine"), theirs
    sent = {
        "from": FROM,
        "to": TO,
        "group": [mine.pk, *(group.pk for group in groups)],
        "token": str(uuid4()),
    }
    preview = client_a.post(reverse(f"{NAME}preview"), sent)
    assert preview.status_code == 200
    assert "Mine" in body_of(preview)
    assert CANARY not in body_of(preview)
    report = client_a.post(reverse(f"{NAME}begin"), sent, follow=True)
    assert CANARY not in body_of(report)
    assert RolledPage.objects.filter(source__in=[group.pk for group in groups]).count() == 1
    assert RolledPage.objects.get(source=mine.pk).copy is not None


def test_the_walk_finds_holes_when_the_guards_are_taken_out(client_a, hub_a, hub_b, theirs, monkeypatch):
    """The control: with every hub taken for the user's own, the other hub's pages are shown and copied."""
    row, groups = theirs
    root = factories.UserFactory(is_superuser=True)
    every = rights.places_for(root)
    monkeypatch.setattr(rights, "places_for", lambda user: every)
    monkeypatch.setattr(rights, "changeable", lambda user, keys: set(keys))
    before = state()
    shown = [body_of(answer) for _url, answer in answers(client_a, row, hub_b, groups)]
    assert any(CANARY in text for text in shown)
    assert state() != before


@pytest.mark.parametrize("key", ["0", "-1", "x", "", "9" * 30, "\u0663", "1 OR 1=1", "\x00"])
def test_keys_that_are_none_are_passed_over(client_a, hub_a, key):
    full_group(hub_a, title="Mine")
    sent = {"from": FROM, "to": TO, "group": key, "project": key, "token": key}
    for name in ("preview", "begin"):
        assert client_a.post(reverse(f"{NAME}{name}"), sent).status_code == 302
    assert not RollOver.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"from": "2026-27", "to": "2025-26"},
        {"from": "2026-27", "to": "2026-27"},
        {"from": "x", "to": TO},
        {"from": FROM, "to": "2099-00"},
        {"from": FROM, "to": "2026-28"},
        {"from": "\x00", "to": "<b>"},
    ],
)
def test_odd_years_do_nothing_and_say_so(client_a, hub_a, sent):
    group = full_group(hub_a, title="Mine")
    assert client_a.get(reverse(f"{NAME}choose"), sent).status_code == 200
    for name in ("preview", "begin"):
        answer = client_a.post(reverse(f"{NAME}{name}"), sent | {"group": group.pk}, follow=True)
        assert "Choose" in body_of(answer)
    assert not RollOver.objects.exists()


def test_a_page_of_another_year_is_not_copied_by_its_key(client_a, hub_a):
    old = full_group(hub_a, title="Old", academic_year="2024-25")
    client_a.post(reverse(f"{NAME}begin"), {"from": FROM, "to": TO, "group": old.pk, "token": str(uuid4())})
    assert not RollOver.objects.exists()


def test_another_kind_of_page_is_not_copied_by_its_key(client_a, hub_a):
    job = factories.make_job(hub_a)
    client_a.post(reverse(f"{NAME}begin"), {"from": FROM, "to": TO, "group": job.pk, "token": str(uuid4())})
    assert not RollOver.objects.exists()


def only_adds(hub):
    """Somebody who may add pages in the hub, and change none but their own."""
    from django.contrib.auth.models import Group

    group = Group.objects.create(name="adds")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page",):
        permission = Permission.objects.get(codename=codename, content_type__model="page")
        GroupPagePermission.objects.create(group=group, page=hub.site.root_page, permission=permission)
    user = factories.UserFactory()
    user.groups.add(group)
    return user


def test_copying_takes_the_right_to_change_the_old_page(hub_a):
    """CVE-2026-44200 was a copy that looked only at where it goes to."""
    group, user, client = full_group(hub_a, title="Not mine"), only_adds(hub_a), Client()
    client.force_login(user)
    listed = body_of(client.get(reverse(f"{NAME}choose"), {"from": FROM, "to": TO}))
    assert "You may not change this page" in listed
    sent = {"from": FROM, "to": TO, "group": group.pk, "token": str(uuid4())}
    client.post(reverse(f"{NAME}preview"), sent)
    client.post(reverse(f"{NAME}begin"), sent)
    assert not RolledPage.objects.exists()


def test_without_that_look_it_would_be_copied(hub_a, monkeypatch):
    group, user, client = full_group(hub_a, title="Not mine"), only_adds(hub_a), Client()
    client.force_login(user)
    monkeypatch.setattr(sources.rights, "changeable", lambda user, keys: set(keys))
    client.post(reverse(f"{NAME}begin"), {"from": FROM, "to": TO, "group": group.pk, "token": str(uuid4())})
    assert RolledPage.objects.count() == 1


def test_the_rights_are_asked_again_when_it_goes_on(hub_a, editor_a):
    from tests.desk.rolling_over.offers import order
    from wagtail_mathshub.desk.rolling_over import flows

    row = flows.begin(order(hub_a, editor_a, [full_group(hub_a)]))
    assert "may not" in flows.go_on(row, factories.UserFactory())
    flows.go_on(row, only_adds(hub_a))
    assert RolledPage.objects.count() == 0
    assert RollOver.objects.get().left_out != []


@pytest.mark.parametrize("who", ["nobody", "no rights"])
def test_others_do_not_come_in(hub_a, editor_a, who):
    row = rolled(hub_a, editor_a, [full_group(hub_a, title=CANARY)])
    client = Client()
    if who == "no rights":
        user = factories.UserFactory()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
    before = state()
    for url in addresses(row.pk):
        for answer in (client.get(url), client.post(url)):
            assert answer.status_code in (302, 403, 404, 405), url
            assert CANARY not in body_of(answer)
            if answer.status_code == 302:
                assert "/login/" in answer["Location"] or answer["Location"] == reverse("wagtailadmin_home")
    assert state() == before


def test_the_menu_leads_those_who_may_and_nobody_else(hub_a, client_a):
    url = reverse(f"{NAME}choose")
    assert url in body_of(client_a.get(reverse("wagtailadmin_home")))
    client, user = Client(), factories.UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert url not in body_of(client.get(reverse("wagtailadmin_home")))


def test_titles_with_markup_are_shown_as_text(client_a, hub_a):
    group = full_group(hub_a, title=MARKUP, summary=f"{MARKUP} 12 November")
    years = {"from": FROM, "to": TO}
    shown = [client_a.get(reverse(f"{NAME}choose"), years)]
    sent = years | {"group": group.pk, "token": str(uuid4())}
    shown.append(client_a.post(reverse(f"{NAME}preview"), sent))
    shown.append(client_a.post(reverse(f"{NAME}begin"), sent, follow=True))
    row = RollOver.objects.get()
    shown.append(client_a.get(reverse(f"{NAME}undo", args=[row.pk])))
    for answer in shown:
        assert answer.status_code == 200
        assert "<img src=x" not in body_of(answer)
    assert sum("&lt;img src=x" in body_of(answer) for answer in shown) == 3
