"""Looking through what an import has made: the list, each page, the report, accepting and taking back."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from tests.importing.office import old_sites
from wagtail_mathshub.desk.roles import make_editors
from wagtail_mathshub.importing.tables import ImportItem, ImportRun, ItemState, RunState

pytestmark = pytest.mark.django_db
NOTICE = {"code": "odd", "message": "The day does not fit the date.", "source": "Monday 5 May"}
GUESS = {"field": "start", "value": {"date": "2026-05-05"}, "confidence": 0.7, "source": "5 May"}


@pytest.fixture
def client(hub_a):
    return old_sites.publisher(hub_a)


@pytest.fixture
def run(client):
    found = old_sites.imported(client)
    ImportItem.objects.filter(title="About the hub").update(
        findings={"notices": [NOTICE], "guesses": [GUESS], "losses": [{"what": "A form", "source": "<form>"}]}
    )
    ImportItem.objects.exclude(title="About the hub").update(findings={"notices": []})
    return found


def act(client, run, item, name, **data):
    return client.post(old_sites.address("act", run.pk, item.pk, name), data, follow=True)


def text_of(client, name, *args):
    answer = client.get(old_sites.address(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_of_imports_counts_what_became_of_the_pages(client, run):
    text = client.get(reverse("wagtail_mathshub_importrun_modeladmin_index")).content.decode()
    assert "export.xml" in text
    made = text[text.index('<td class="field-made') :].split("</td>")[0]
    assert made.split(">")[1].strip() == "3"
    assert f"{old_sites.address('run', run.pk)}?look=yes&amp;accepted=no" in text


def test_the_menu_leads_to_the_imports(client):
    url = reverse("wagtail_mathshub_importrun_modeladmin_index")
    assert url in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Counting in steps", "About the hub", "Not yet ready"]),
        ("look=yes", ["About the hub"]),
        ("look=no", ["Counting in steps", "Not yet ready"]),
        ("accepted=yes", ["Not yet ready"]),
        ("state=failed", []),
        ("state=created&kind=page&accepted=no&look=yes", ["About the hub"]),
        ("state=nonsense&look=perhaps", ["Counting in steps", "About the hub", "Not yet ready"]),
    ],
)
def test_the_pages_can_be_filtered(client, run, query, titles):
    ImportItem.objects.filter(title="Not yet ready").update(accepted=True)
    ImportItem.objects.filter(title="About the hub").update(kind="page")
    answer = client.get(f"{old_sites.address('run', run.pk)}?{query}")
    assert [line["item"].title for line in answer.context["lines"]] == titles


def test_the_number_of_queries_does_not_grow_with_the_pages(client, run):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            text_of(client, "run", run.pk)
        return len(seen)

    queries()
    few = queries()
    page = ImportItem.objects.get(title="About the hub").page_id
    ImportItem.objects.bulk_create(
        ImportItem(site=run.site, source_key=run.source_key, source_id=f"more-{number}", run=run, page_id=page,
                   title=f"More {number}", state=ItemState.CREATED, kind="page", findings={"notices": [NOTICE]})
        for number in range(120)
    )  # fmt: skip
    assert queries() == few
    answer = client.get(f"{old_sites.address('run', run.pk)}?look=yes&p=2")
    assert len(answer.context["lines"]) == 50
    assert "?look=yes&amp;p=3" in answer.content.decode()


def test_a_page_shows_what_there_is_to_say_about_it(client, run):
    text = text_of(client, "item", run.pk, old_sites.item_of(run, "About the hub").pk)
    for words in (NOTICE["message"], NOTICE["source"], "2026-05-05", "fairly sure", "A form", "&lt;form&gt;"):
        assert words in text
    assert "We work with schools." in text
    assert f'href="{old_sites.OLD}/page-2/" target="_blank" rel="noreferrer"' in text


def test_accepting_and_taking_it_back(client, run):
    item = old_sites.item_of(run, "About the hub")
    assert "is accepted" in act(client, run, item, "accept").content.decode()
    item.refresh_from_db()
    assert item.accepted
    act(client, run, item, "reopen")
    item.refresh_from_db()
    assert not item.accepted


def test_accepting_leads_on_to_the_next_page_to_look_at(client, run):
    first, second = old_sites.item_of(run, "Counting in steps"), old_sites.item_of(run, "About the hub")
    answer = act(client, run, first, "accept", then="next")
    assert answer.redirect_chain[-1][0] == old_sites.address("item", run.pk, second.pk)
    answer = act(client, run, second, "accept", then="next")
    assert answer.redirect_chain[-1][0] == old_sites.address("run", run.pk)


def test_pages_without_warnings_are_accepted_together(client, run):
    client.post(old_sites.address("accept_all", run.pk))
    accepted = ImportItem.objects.filter(accepted=True).values_list("title", flat=True)
    assert sorted(accepted) == ["Counting in steps", "Not yet ready"]


def test_the_type_can_be_changed(client, run):
    item = old_sites.item_of(run, "About the hub")
    before = item.page_id
    answer = act(client, run, item, "change-type", kind="article")
    assert "is now: Article" in answer.content.decode()
    item.refresh_from_db()
    assert item.kind == "article"
    assert item.page_id != before
    assert not Page.objects.filter(pk=before).exists()
    assert "Choose a type" in act(client, run, item, "change-type", kind="nonsense").content.decode()


def test_a_page_that_somebody_has_edited_keeps_its_type_and_says_why(client, run):
    item = old_sites.item_of(run, "About the hub")
    page = item.page.specific
    page.title = "About us"
    page.save_revision()
    answer = act(client, run, item, "change-type", kind="article")
    assert "Somebody has edited" in answer.content.decode()
    item.refresh_from_db()
    assert item.page_id == page.pk


def test_a_discarded_page_goes_and_does_not_come_back(client, run):
    item = old_sites.item_of(run, "About the hub")
    assert "is discarded" in act(client, run, item, "discard").content.decode()
    assert not Page.objects.filter(title="About the hub").exists()
    old_sites.imported(client)
    assert not Page.objects.filter(title="About the hub").exists()


def test_somebody_who_may_not_delete_the_page_can_neither_discard_it_nor_change_its_type(client):
    run = old_sites.imported(client, publish="on")
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    item = old_sites.item_of(run, "About the hub")
    for name, data in (("discard", {}), ("change-type", {"kind": "article"})):
        assert "You may not delete" in act(client, run, item, name, **data).content.decode()
    assert Page.objects.filter(pk=item.page_id).exists()


def test_things_are_only_done_by_posting(client, run):
    item = old_sites.item_of(run, "About the hub")
    addresses = [
        old_sites.address("act", run.pk, item.pk, name) for name in ("accept", "discard", "change-type")
    ]
    addresses += [old_sites.address(name, run.pk) for name in ("go_on", "accept_all")]
    assert {client.get(address).status_code for address in addresses} == {405}
    assert client.get(old_sites.address("undo", run.pk)).status_code == 200
    item.refresh_from_db()
    assert (item.accepted, item.state) == (False, ItemState.CREATED)


def test_nothing_is_done_without_the_token_of_the_form(client, run):
    client.handler.enforce_csrf_checks = True
    item = old_sites.item_of(run, "About the hub")
    addresses = [old_sites.address("act", run.pk, item.pk, "accept"), reverse(old_sites.UPLOAD)]
    addresses += [old_sites.address(name, run.pk) for name in ("go_on", "accept_all", "undo")]
    assert {client.post(address).status_code for address in addresses} == {403}


def test_undoing_says_what_will_go_and_leaves_the_site_as_it_was(client, run):
    assert "3 pages that it has made" in " ".join(text_of(client, "undo", run.pk).split())
    answer = client.post(old_sites.address("undo", run.pk), follow=True)
    assert "The import is undone" in answer.content.decode()
    run.refresh_from_db()
    assert run.state == RunState.UNDONE
    assert not Page.objects.filter(title__in=["Counting in steps", "About the hub", "Not yet ready"]).exists()


def test_undoing_keeps_an_edited_page_and_says_so_unless_it_is_to_go_too(client, run):
    page = old_sites.item_of(run, "About the hub").page.specific
    page.title = "About <b>us</b>"
    page.save_revision()
    answer = client.post(old_sites.address("undo", run.pk))
    assert "somebody has edited it since" in answer.content.decode()
    assert Page.objects.filter(pk=page.pk).exists()
    client.post(old_sites.address("undo", run.pk), {"edited": "yes"})
    assert not Page.objects.filter(pk=page.pk).exists()


def test_public_pages_are_only_taken_away_by_somebody_who_may_publish(hub_a, client):
    run = old_sites.imported(client, publish="on")
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    answer = client.post(old_sites.address("undo", run.pk), follow=True)
    assert "you may not publish" in answer.content.decode()
    assert Page.objects.filter(title="Counting in steps").exists()


def test_an_import_that_has_not_begun_can_be_called_off(client, import_folder):
    run = old_sites.uploaded(client)
    client.post(old_sites.address("undo", run.pk))
    run.refresh_from_db()
    assert run.state == RunState.UNDONE
    assert list(import_folder.iterdir()) == []


def test_the_report_is_handed_out_as_a_file(client, run):
    answers = {
        name: client.get(old_sites.address("report", run.pk, name)) for name in ("csv", "json", "html")
    }
    assert all(answer["Content-Disposition"].startswith("attachment") for answer in answers.values())
    rows = list(csv.DictReader(io.StringIO(answers["csv"].content.decode())))
    assert len(rows) == len(json.loads(answers["json"].content)["items"]) == 3
    assert "About the hub" in answers["html"].content.decode()
    assert client.get(old_sites.address("report", run.pk, "exe")).status_code == 404


def test_the_editing_screen_says_what_to_look_at_until_the_page_is_accepted(client, run, hub_a):
    item = old_sites.item_of(run, "About the hub")
    url = reverse("wagtailadmin_pages:edit", args=[item.page_id])
    text = client.get(url).content.decode()
    for words in (NOTICE["message"], GUESS["source"], old_sites.address("item", run.pk, item.pk)):
        assert words in text
    assert f'href="{old_sites.OLD}/page-2/"' in text
    act(client, run, item, "accept")
    assert NOTICE["message"] not in client.get(url).content.decode()
    other = reverse("wagtailadmin_pages:edit", args=[hub_a.site.root_page_id])
    assert "came with an import" not in client.get(other).content.decode()


def test_somebody_who_only_edits_pages_is_told_nothing_of_imports(client, run):
    client.user.groups.first().site_permissions.filter(permission__codename__endswith="importrun").delete()
    page = old_sites.item_of(run, "About the hub").page_id
    assert (
        NOTICE["message"] not in client.get(reverse("wagtailadmin_pages:edit", args=[page])).content.decode()
    )


def test_an_older_group_of_editors_gets_its_rights_when_it_is_made_again(hub_a):
    client = old_sites.editor(hub_a)
    client.user.groups.first().site_permissions.filter(permission__codename__endswith="importrun").delete()
    index = reverse("wagtail_mathshub_importrun_modeladmin_index")
    assert client.get(index).status_code != 200
    make_editors(hub_a)
    assert client.get(index).status_code == 200
    assert ImportRun.objects.count() == 0
