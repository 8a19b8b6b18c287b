"""The screens: what they show, what they propose, and that they cost the same for any number of pages."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.desk.rolling_over.offers import FROM, TO, copy_of, full_group, offer, order, rolled
from wagtail_mathshub import clock
from wagtail_mathshub.desk.rolling_over import flows, one_roll_over
from wagtail_mathshub.desk.rolling_over.screens import NAME
from wagtail_mathshub.desk.rolling_over.tables import RolledPage, RollOver
from wagtail_mathshub.pages.models import WorkGroupPage

pytestmark = pytest.mark.django_db
YEARS = {"from": FROM, "to": TO}


def soup(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def boxes(page):
    """Which pages have a box: "ticked", "free" or "closed", by their key."""
    found = page.select("input[name=group][type=checkbox]")
    return {
        int(box["value"]): "closed"
        if box.has_attr("disabled")
        else "ticked"
        if box.has_attr("checked")
        else "free"
        for box in found
    }


def test_in_july_this_year_and_the_next_are_chosen(client_a, hub_a):
    page = soup(client_a.get(reverse(f"{NAME}choose")))
    chosen = [option["value"] for option in page.select("option[selected]")]
    assert chosen == [FROM, TO]
    assert "There are no Work Groups of 2025/26" in page.text


def test_what_is_finished_is_ticked_and_the_rest_can_be(client_a, hub_a, editor_a):
    finished = full_group(hub_a, title="Finished", override_state="")
    cancelled = full_group(hub_a, title="Called off", override_state="cancelled", override_until=None)
    following = factories.make_group(hub_a, title="By hand", academic_year=TO)
    followed = full_group(hub_a, title="Followed", successor=following)
    draft = factories.index_of(hub_a).add_child(instance=WorkGroupPage(title="Idea", live=False))
    done = full_group(hub_a, title="Done")
    rolled(hub_a, editor_a, [done])
    page = soup(client_a.get(reverse(f"{NAME}choose"), YEARS))
    assert boxes(page) == {
        finished.pk: "ticked",
        cancelled.pk: "free",
        followed.pk: "free",
        draft.pk: "free",
        done.pk: "closed",
    }
    assert reverse("wagtailadmin_pages:edit", args=[copy_of(done).pk]) in str(page)
    assert "Finished" in page.text
    assert "Cancelled" in page.text


def test_every_box_has_a_label_and_a_description(client_a, hub_a):
    offer(hub_a, 3)
    page = soup(client_a.get(reverse(f"{NAME}choose"), YEARS))
    for box in page.select("input[type=checkbox]"):
        assert page.select_one(f"label[for={box['id']}]")
        assert page.select_one(f"#{box['aria-describedby']}")


def test_from_the_list_over_the_preview_to_the_report(client_a, hub_a, editor_a):
    project = factories.ProjectFactory(site=hub_a.site, code="NCP25-17", title="Ratio", academic_year=FROM)
    group = full_group(hub_a, project=project, override_state="")
    page = soup(client_a.get(reverse(f"{NAME}choose"), YEARS))
    form = page.select_one("form[method=post][data-mathshub-ticks]")
    sent = {field["name"]: field["value"] for field in form.select("input[type=hidden]")} | {
        "group": group.pk
    }
    preview = soup(client_a.post(form["action"], sent))
    assert not RollOver.objects.exists()
    assert "Continuity 2026/27" in preview.text
    assert "Ratio (NCP25-17): make a copy with the code NCP26-17" in " ".join(preview.text.split())
    form = preview.select_one("form.mh-roll")
    sent = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    report = client_a.post(form["action"], sent | {"project": project.pk}, follow=True)
    row = RollOver.objects.get()
    assert report.redirect_chain[-1][0] == reverse(f"{NAME}report", args=[row.pk])
    text = " ".join(soup(report).text.split())
    assert "Continuity 2026/27" in text
    assert "Ratio (NCP26-17)" in text
    assert "leaves the lists by itself on 1 September 2026" in text
    assert reverse("wagtailadmin_pages:edit", args=[copy_of(group).pk]) in str(soup(report))


def test_pressed_twice_it_leads_to_the_same_report(client_a, hub_a):
    group = full_group(hub_a)
    sent = YEARS | {"group": group.pk, "token": str(uuid4())}
    first, second = (client_a.post(reverse(f"{NAME}begin"), sent) for _turn in range(2))
    assert first["Location"] == second["Location"]
    assert WorkGroupPage.objects.filter(academic_year=TO).count() == 1


def test_no_tick_is_said(client_a, hub_a):
    full_group(hub_a)
    answer = client_a.post(reverse(f"{NAME}preview"), YEARS, follow=True)
    assert "Tick the Work Groups" in soup(answer).text


def test_who_comes_to_the_preview_by_its_address_is_led_to_the_list(client_a, hub_a):
    for name in ("preview", "begin"):
        assert client_a.get(reverse(f"{NAME}{name}"))["Location"] == reverse(f"{NAME}choose")


def test_a_long_one_goes_on_by_the_button_and_by_the_script(client_a, hub_a, editor_a, monkeypatch):
    monkeypatch.setattr(one_roll_over, "SECONDS", 0)
    row = flows.begin(order(hub_a, editor_a, [full_group(hub_a, title=f"Group {n}") for n in range(3)]))
    page = soup(client_a.get(reverse(f"{NAME}report", args=[row.pk])))
    assert "0 of 3" in page.text
    go_on = page.select_one("form[data-mathshub-go-on]")["action"]
    assert "1 of 3" in soup(client_a.post(go_on, follow=True)).text
    said = [client_a.post(go_on, headers={"accept": "application/json"}).json() for _turn in range(2)]
    assert [answer["ended"] for answer in said] == [False, True]
    assert (
        soup(client_a.get(reverse(f"{NAME}report", args=[row.pk]))).select("form[data-mathshub-go-on]") == []
    )


def test_the_report_says_when_the_old_page_is_archived(client_a, hub_a, editor_a):
    late = [factories.on(date(2026, 10, 1))]
    rows = {
        "Over": full_group(hub_a, title="Over", override_state=""),
        "Late": factories.make_group(hub_a, title="Late", academic_year=FROM, sessions=late),
    }
    row = rolled(hub_a, editor_a, rows.values())
    url = reverse(f"{NAME}report", args=[row.pk])
    text = soup(client_a.get(url)).text
    assert "on 1 September 2026" in text
    assert "on 2 October 2026" in text
    with clock.frozen_at(datetime(2026, 9, 5, tzinfo=clock.LONDON)):
        text = soup(client_a.get(url)).text
    assert "is archived" in text
    assert "on 2 October 2026" in text


def test_the_report_bears_with_pages_that_are_gone(client_a, hub_a, editor_a):
    group, other = full_group(hub_a, title="Old gone"), full_group(hub_a, title="New gone")
    row = rolled(hub_a, editor_a, [group, other])
    group.delete()
    copy_of(other).delete()
    text = soup(client_a.get(reverse(f"{NAME}report", args=[row.pk]))).text
    assert "The old page is gone." in text
    assert "deleted since" in text


def test_the_file_holds_each_page_and_starts_no_formula(client_a, hub_a, editor_a):
    row = rolled(
        hub_a, editor_a, [full_group(hub_a, title='=HYPERLINK("x")'), full_group(hub_a, title="Two")]
    )
    row.left_out = [{"title": "@three", "reason": "It was rolled over already."}]
    row.save()
    answer = client_a.get(reverse(f"{NAME}file", args=[row.pk]))
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    head, *lines = csv.reader(io.StringIO(answer.content.decode()))
    assert [line[0] for line in lines] == ['\'=HYPERLINK("x")', "Two", "'@three"]
    assert len(head) == 5
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)


def test_undoing_asks_first_and_says_what_stays(client_a, hub_a, editor_a):
    one, two = full_group(hub_a, title="One"), full_group(hub_a, title="Two")
    row = rolled(hub_a, editor_a, [one, two])
    copy_of(one).save_revision()
    url = reverse(f"{NAME}undo", args=[row.pk])
    assert "deletes 2 drafts" in soup(client_a.get(url)).text
    assert RolledPage.objects.count() == 2
    assert "“One” stays" in soup(client_a.post(url)).text
    copy_of(one).delete()
    answer = client_a.post(url, follow=True)
    assert "is undone" in soup(answer).text
    assert client_a.post(reverse(f"{NAME}go_on", args=[row.pk])).status_code == 302


def test_an_undone_one_is_not_begun_again_by_the_old_form(client_a, hub_a):
    group = full_group(hub_a)
    sent = YEARS | {"group": group.pk, "token": str(uuid4())}
    client_a.post(reverse(f"{NAME}begin"), sent)
    row = RollOver.objects.get()
    client_a.post(reverse(f"{NAME}undo", args=[row.pk]))
    answer = client_a.post(reverse(f"{NAME}begin"), sent, follow=True)
    assert "This was undone" in soup(answer).text
    assert not WorkGroupPage.objects.filter(academic_year=TO).exists()


def test_the_screens_cost_the_same_for_any_number_of_pages(client_a, hub_a, editor_a):
    counts = []
    for count in (1, 4, 12):
        groups = offer(hub_a, count)
        row = rolled(hub_a, editor_a, groups)
        urls = [
            reverse(f"{NAME}choose"),
            *(reverse(f"{NAME}{name}", args=[row.pk]) for name in ("report", "file")),
        ]
        with CaptureQueriesContext(connection) as captured:
            for url in urls:
                assert client_a.get(url, YEARS).status_code == 200
        counts.append(len(captured))
    assert counts[1] == counts[2]


def test_somebody_of_two_hubs_chooses_one(hub_a, hub_b, client):
    full_group(hub_a, title="In Alder"), full_group(hub_b, title="In Birch")
    client.force_login(factories.UserFactory(is_superuser=True))
    page = soup(client.get(reverse(f"{NAME}choose"), YEARS | {"hub": "birch"}))
    assert [option["value"] for option in page.select("select[name=hub] option")] == ["alder", "birch"]
    assert "In Birch" in page.text
    assert "In Alder" not in page.text
