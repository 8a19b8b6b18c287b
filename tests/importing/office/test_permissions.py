"""Every admin address of imports, for everybody who may knock; and titles that would be markup."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories
from tests.importing.office import old_sites
from wagtail_mathshub.importing.office import screens
from wagtail_mathshub.importing.office.one_page import ACTS
from wagtail_mathshub.importing.tables import ImportItem, ImportMade, ImportRun

pytestmark = pytest.mark.django_db
CANARY = "Zanzibar"
MARKUP = "<img src=x onerror=alert(1)>&<script>alert(2)</script>"


def furnished(hub, word=CANARY, name=""):
    client = old_sites.editor(hub, name)
    pages = [old_sites.item(number, f"{word} {number}", f"<p>{word} {number}.</p>") for number in (1, 2)]
    run = old_sites.imported(client, old_sites.export(*pages, name=f"{word[:20]}.xml"))
    return client, run, ImportItem.objects.filter(run=run).first()


def addresses_of(run, item):
    """All addresses that name this import, and this page of it."""
    for name, parameters in old_sites.screens().items():
        if "run" not in parameters:
            continue
        kwargs = {"run": run.pk}
        if "item" in parameters:
            kwargs["item"] = item.pk
        if "format" in parameters:
            yield from (reverse(name, kwargs={**kwargs, "format": end}) for end in ("csv", "json", "html"))
        elif "act" in parameters:
            yield from (reverse(name, kwargs={**kwargs, "act": act}) for act in ACTS)
        else:
            yield reverse(name, kwargs=kwargs)


def answers_of(client, run, item):
    forged = {"kind": "article", "edited": "yes", "then": "next", "run": run.pk, "item": item.pk}
    for url in addresses_of(run, item):
        for answer in (client.get(url), client.post(url, forged)):
            yield url, answer


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (ImportRun, ImportItem, ImportMade)]


def test_the_walk_finds_all_screens():
    names = {name.removeprefix("mathshub_importing_") for name in old_sites.screens()}
    assert names == {
        "upload", "run", "go_on", "accept_all", "undo", "report", "item", "act",
        "wagtail_mathshub_importrun_modeladmin_index",
    }  # fmt: skip


def test_an_editor_of_another_hub_sees_and_changes_nothing(hub_a, hub_b):
    _theirs, run, item = furnished(hub_b)
    client = old_sites.editor(hub_a)
    before = everything()
    for url, answer in answers_of(client, run, item):
        # A screen that takes only forms says so before it looks at anything.
        assert answer.status_code in (404, 403, 405), url
        assert CANARY not in answer.content.decode()
    listed = reverse("wagtail_mathshub_importrun_modeladmin_index")
    for query in ("", "?q=Zanz", "?state=finished", f"?pk={run.pk}"):
        assert CANARY not in client.get(listed + query).content.decode()
    assert everything() == before


def test_the_walk_finds_holes_when_the_guard_is_taken_out(hub_a, hub_b, monkeypatch):
    _theirs, run, item = furnished(hub_b)
    client = old_sites.editor(hub_a)
    monkeypatch.setattr(screens, "readable", lambda model, user: model.objects.all())
    assert {answer.status_code for _url, answer in answers_of(client, run, item)} & {200, 302}


@pytest.mark.parametrize("kind", ["nobody", "no rights"])
def test_those_without_rights_are_sent_away(hub_a, kind):
    _own, run, item = furnished(hub_a)
    client = old_sites.client_of("somebody")
    if kind == "nobody":
        client.logout()
    before = everything()
    for url, answer in answers_of(client, run, item):
        assert answer.status_code in (302, 403, 404, 405), url
        if answer.status_code == 302:
            assert "/mathshub_importing/" not in answer.url.split("?")[0]
        assert CANARY not in answer.content.decode()
    assert everything() == before
    assert client.get(reverse(old_sites.UPLOAD)).status_code == 302
    assert old_sites.upload(client).status_code == 302


def test_somebody_who_may_only_look_changes_nothing(hub_a):
    client, run, item = furnished(hub_a)
    rights = client.user.groups.first().site_permissions.filter(permission__codename__endswith="importrun")
    rights.exclude(permission__codename="view_importrun").delete()
    before = everything()
    shown = set()
    for url, answer in answers_of(client, run, item):
        shown.add(answer.status_code)
        assert not (answer.request["REQUEST_METHOD"] == "POST" and answer.status_code == 200), url
        assert not (answer.status_code == 302 and "/mathshub_importing/" in answer.url), url
    assert 200 in shown
    assert everything() == before
    text = client.get(old_sites.address("item", run.pk, item.pk)).content.decode()
    assert "Discard" not in text
    assert "Change type" not in text
    assert client.get(reverse(old_sites.UPLOAD)).status_code == 302


def test_a_page_is_found_only_by_way_of_its_own_import(hub_a, hub_b):
    client, own_run, _own = furnished(hub_a)
    # The same old site, imported into another hub too.
    _theirs, their_run, theirs = furnished(hub_b)
    assert own_run.source_key == their_run.source_key
    for act in ("accept", "reopen", "discard", "change-type"):
        url = old_sites.address("act", own_run.pk, theirs.pk, act)
        assert client.post(url, {"kind": "article"}).status_code == 404
    assert client.get(old_sites.address("item", own_run.pk, theirs.pk)).status_code == 404
    # An import of another old site in the same hub.
    other = ImportRun.objects.get(pk=own_run.pk)
    other.pk, other.source_key = None, "html:another.example.org"
    other.save()
    own = ImportItem.objects.filter(run=own_run).first()
    assert client.get(old_sites.address("item", other.pk, own.pk)).status_code == 404
    assert client.get(old_sites.address("item", own_run.pk, own.pk)).status_code == 200


def test_keys_that_are_none_are_not_found(hub_a):
    client, run, _item = furnished(hub_a)
    for key in (0, 2**31, 2**63, 10**30):
        assert client.get(old_sites.address("run", key)).status_code == 404
        assert client.get(old_sites.address("item", run.pk, key)).status_code == 404


def test_titles_of_old_pages_are_text_wherever_they_stand(hub_a):
    client, run, item = furnished(hub_a, MARKUP)
    ImportItem.objects.filter(pk=item.pk).update(
        title=MARKUP,
        address="javascript:alert(3)",
        findings={
            "notices": [{"code": "odd", "message": MARKUP, "source": MARKUP}],
            "guesses": [{"field": MARKUP, "value": [MARKUP], "confidence": 1, "source": MARKUP}],
            "losses": [{"what": MARKUP, "source": MARKUP}],
            "redirects": [MARKUP],
        },
    )
    ImportRun.objects.update(
        source_name=MARKUP,
        error=MARKUP,
        notices=[{"code": "odd", "message": MARKUP, "source": ""}],
        skipped=[{"id": "1", "title": MARKUP, "type": MARKUP, "reason": MARKUP}],
    )
    texts = [
        answer.content.decode()
        for url, answer in answers_of(client, run, item)
        if "json" not in url and "csv" not in url
    ]
    texts.append(client.get(reverse("wagtail_mathshub_importrun_modeladmin_index")).content.decode())
    page = factories.index_of(hub_a).pk
    ImportItem.objects.filter(pk=item.pk).update(page_id=page, accepted=False)
    texts.append(client.get(reverse("wagtailadmin_pages:edit", args=[page])).content.decode())
    assert sum("onerror" in text for text in texts) >= 5
    for text in texts:
        assert "<img src=x" not in text
        assert "<script>alert" not in text
        assert 'href="javascript:' not in text
