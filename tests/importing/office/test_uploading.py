"""Bringing an old site through the admin: the form, the steps, and what becomes of the files."""

from __future__ import annotations

import io
import os
import stat
import time
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission, Page

from tests.importing.office import old_sites
from tests.importing.pictures import picture
from wagtail_mathshub.desk.roles import make_editors
from wagtail_mathshub.importing import flows
from wagtail_mathshub.importing.applying import running
from wagtail_mathshub.importing.limits import Limits
from wagtail_mathshub.importing.office import folders, stepping
from wagtail_mathshub.importing.office.forms import UploadForm
from wagtail_mathshub.importing.tables import ImportItem, ImportRun, ItemState, RunState
from wagtail_mathshub.publishing import generation

pytestmark = pytest.mark.django_db


def row_counts():
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def left_in(folder: Path):
    return sorted(path.name for path in folder.iterdir())


def test_an_export_is_imported_as_drafts_and_its_files_are_gone_afterwards(hub_a, import_folder, settings):
    client = old_sites.editor(hub_a)
    run = old_sites.uploaded(client)
    assert (run.state, run.site, run.user) == (RunState.WAITING, hub_a.site, client.user)
    (folder,) = import_folder.iterdir()
    assert (folder / "files" / "export.xml").is_file()
    answer = old_sites.go_on(client, run)
    assert (answer["state"], answer["ended"], answer["said"]) == ("finished", True, "")
    run.refresh_from_db()
    states = ImportItem.objects.filter(run=run).values_list("state", flat=True)
    assert list(states) == [ItemState.CREATED] * 3
    assert not Page.objects.filter(title="Counting in steps", live=True).exists()
    assert Page.objects.filter(title="Counting in steps").count() == 1
    assert left_in(import_folder) == []
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.xml"))


def test_uploads_lie_where_only_the_server_itself_can_read_them(hub_a, import_folder):
    old_sites.uploaded(old_sites.editor(hub_a), old_sites.export(name="../../escape.xml"))
    places = [import_folder, *import_folder.rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in places} == {0}
    assert [path.name for path in import_folder.rglob("*.xml")] == ["escape.xml"]


def test_a_folder_that_others_can_read_takes_no_files(hub_a, import_folder):
    import_folder.mkdir()
    import_folder.chmod(0o755)
    answer = old_sites.upload(old_sites.editor(hub_a))
    assert "others on the server can read" in str(answer.context["form"].errors)
    assert left_in(import_folder) == []
    assert not ImportRun.objects.exists()


def test_a_zip_of_saved_pages_is_imported(hub_a, import_folder):
    client = old_sites.editor(hub_a)
    run = old_sites.imported(client, old_sites.saved_pages(), address="https://old.example.org/")
    assert run.state == RunState.FINISHED
    assert sorted(ImportItem.objects.values_list("title", flat=True)) == ["Talk 1", "Talk 2"]
    assert left_in(import_folder) == []


def test_the_same_export_again_changes_nothing(hub_a):
    client = old_sites.editor(hub_a)
    old_sites.imported(client)
    before = list(Page.objects.order_by("pk").values("pk", "latest_revision_id"))
    assert old_sites.imported(client).state == RunState.FINISHED
    assert list(Page.objects.order_by("pk").values("pk", "latest_revision_id")) == before


def test_what_was_public_is_published_when_asked_for_and_a_draft_stays_a_draft(hub_a):
    old_sites.imported(old_sites.publisher(hub_a), publish="on")
    assert Page.objects.get(title="Counting in steps").live
    assert not Page.objects.get(title="Not yet ready").live


def test_somebody_who_may_not_publish_is_not_asked_and_cannot_by_forging(hub_a):
    client = old_sites.publisher(hub_a)
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    assert "publish" not in client.get(reverse(old_sites.UPLOAD)).context["form"].fields
    old_sites.imported(client, publish="on")
    assert not Page.objects.get(title="Counting in steps").live


def test_rights_that_were_taken_away_since_count_in_the_next_step(hub_a):
    client = old_sites.publisher(hub_a)
    run = old_sites.uploaded(client, publish="on")
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    assert old_sites.go_on(client, run)["ended"]
    assert not Page.objects.get(title="Counting in steps").live


def test_a_trial_shows_what_would_become_of_it_and_writes_nothing(hub_a, import_folder):
    client = old_sites.publisher(hub_a)
    client.get(reverse(old_sites.UPLOAD))
    before = row_counts()
    answer = old_sites.upload(client, trial="on", publish="on")
    text = answer.content.decode()
    assert "Counting in steps" in text
    assert "Nothing was written" in text
    assert row_counts() == before
    assert left_in(import_folder) == []


@pytest.mark.parametrize("trial", ["", "on"])
def test_what_cannot_be_read_is_said_and_its_files_are_gone(hub_a, import_folder, trial):
    client = old_sites.editor(hub_a)
    nothing = SimpleUploadedFile("notes.xml", b"Shopping: milk, eggs")
    answer = old_sites.upload(client, nothing, **({"trial": trial} if trial else {}))
    if trial:
        assert "nothing here that can be imported" in answer.content.decode()
    else:
        run = ImportRun.objects.get()
        assert "nothing here that can be imported" in old_sites.go_on(client, run)["said"]
        run.refresh_from_db()
        assert run.state == RunState.FAILED
        assert "nothing here" in client.get(old_sites.address("run", run.pk)).content.decode()
    assert left_in(import_folder) == []


def test_a_form_without_files_and_a_crawl_without_an_address_are_sent_back(hub_a):
    client = old_sites.editor(hub_a)
    assert "sources" in client.post(reverse(old_sites.UPLOAD), {}).context["form"].errors
    assert "address" in client.post(reverse(old_sites.UPLOAD), {"kind": "crawl"}).context["form"].errors
    form = client.post(reverse(old_sites.UPLOAD), {"kind": "crawl", "address": "file:///etc/passwd"})
    assert "address" in form.context["form"].errors


def test_files_that_are_too_large_and_media_that_is_no_zip_are_refused(hub_a):
    user = old_sites.editor(hub_a).user
    media = SimpleUploadedFile("uploads.tar", b"x")
    form = UploadForm(
        user,
        {},
        MultiValueDict({"sources": [old_sites.export()], "media": [media]}),
        limits=Limits(export_bytes=10),
    )
    assert set(form.errors) == {"sources", "media"}


def test_a_long_import_goes_on_step_by_step_and_moves_the_generation_each_time(
    hub_a, monkeypatch, import_folder
):
    monkeypatch.setattr(stepping, "SECONDS", 0)
    monkeypatch.setattr(stepping, "MOST_SECONDS", 0)
    client = old_sites.publisher(hub_a)
    pages = [old_sites.item(number, f"Page {number}", "<p>Words.</p>") for number in range(1, 8)]
    run = old_sites.uploaded(client, old_sites.export(*pages), publish="on")
    seen, moves = [], []
    move = generation.bump
    # Within a test's transaction the number itself moves only at the end.
    monkeypatch.setattr(generation, "bump", lambda: (moves.append(generation._held.get() is None), move()))
    for _turn in range(20):
        moves.clear()
        connection.run_on_commit.clear()
        answer = old_sites.go_on(client, run)
        assert moves.count(True) == 1
        seen.append(answer["done"])
        if answer["ended"]:
            break
        assert ImportRun.objects.get().state == RunState.RUNNING
        assert left_in(import_folder)
    assert seen == sorted(set(seen))
    assert len(seen) > 2
    assert Page.objects.filter(title__startswith="Page ").count() == 7
    assert not ImportItem.objects.filter(indexed=False).exists()
    assert ImportRun.objects.get().state == RunState.FINISHED


def test_without_a_script_the_button_leads_back_to_the_import(hub_a):
    client = old_sites.editor(hub_a)
    run = old_sites.uploaded(client)
    text = client.get(old_sites.address("run", run.pk)).content.decode()
    assert "Go on" in text
    assert "<progress" in text
    answer = client.post(old_sites.address("go_on", run.pk))
    assert answer.url == old_sites.address("run", run.pk)
    assert "<progress" not in client.get(answer.url).content.decode()


def test_two_who_go_on_at_once_do_not_work_on_the_same_import(hub_a):
    client = old_sites.editor(hub_a)
    run = old_sites.uploaded(client)
    with folders.worked_with(folders.path_of(run.options["folder"])) as mine:
        assert mine
        answer = old_sites.go_on(client, run)
        assert "Somebody else is going on" in answer["said"]
        assert not answer["ended"]
    assert not ImportItem.objects.exists()
    assert old_sites.go_on(client, run)["ended"]


def test_an_import_is_not_undone_while_a_step_works_on_it(hub_a):
    client = old_sites.editor(hub_a)
    run = old_sites.uploaded(client)
    with folders.worked_with(folders.path_of(run.options["folder"])):
        answer = client.post(old_sites.address("undo", run.pk), follow=True)
        assert "under way at this moment" in answer.content.decode()
    assert old_sites.go_on(client, run)["ended"]


@pytest.mark.parametrize("state", [RunState.FINISHED, RunState.UNDONE])
def test_going_on_with_an_import_that_has_ended_changes_nothing(hub_a, state):
    client = old_sites.editor(hub_a)
    run = old_sites.imported(client)
    ImportRun.objects.update(state=state)
    before = ImportRun.objects.values().get()
    assert old_sites.go_on(client, run)["ended"]
    assert ImportRun.objects.values().get() == before


def test_a_page_that_another_server_has_just_made_stops_the_step_in_words(hub_a, monkeypatch):
    client = old_sites.editor(hub_a)
    run = old_sites.uploaded(client)

    def meets(*args, **kwargs):
        raise IntegrityError("UNIQUE constraint failed")

    with monkeypatch.context() as patch:
        patch.setattr(running, "apply_page", meets)
        answer = old_sites.go_on(client, run)
    assert "Nothing is lost" in answer["said"]
    assert old_sites.go_on(client, run)["state"] == "finished"


def test_an_import_whose_files_are_gone_says_so(hub_a):
    client = old_sites.editor(hub_a)
    run = old_sites.uploaded(client)
    folders.remove(run.options["folder"])
    answer = old_sites.go_on(client, run)
    assert "no longer there" in answer["said"]
    assert answer["state"] == "failed"


def test_an_import_that_the_command_began_is_not_gone_on_with_here(hub_a):
    client = old_sites.editor(hub_a)
    run = old_sites.uploaded(client)
    ImportRun.objects.update(options={}, state=RunState.RUNNING)
    assert "Go on" not in client.get(old_sites.address("run", run.pk)).content.decode()


def test_files_that_nobody_has_worked_with_for_a_week_are_swept(hub_a, import_folder):
    client = old_sites.editor(hub_a)
    old_sites.uploaded(client)
    (folder,) = import_folder.iterdir()
    old = time.time() - 8 * 24 * 3600
    os.utime(folder, (old, old))
    (import_folder / "something-else").mkdir()
    os.utime(import_folder / "something-else", (old, old))
    newer = old_sites.uploaded(client)
    assert left_in(import_folder) == sorted([newer.options["folder"], "something-else"])


def test_the_hub_is_only_asked_where_there_is_a_choice(hub_a, hub_b):
    client = old_sites.editor(hub_a)
    assert "hub" not in client.get(reverse(old_sites.UPLOAD)).context["form"].fields
    # Named all the same, another hub is passed over.
    assert old_sites.uploaded(client, hub="birch").site == hub_a.site
    client.user.groups.add(make_editors(hub_b))
    assert "hub" in client.get(reverse(old_sites.UPLOAD)).context["form"].fields
    assert old_sites.uploaded(client, hub="birch").site == hub_b.site


def test_media_from_an_uploads_zip_comes_with_the_pages(hub_a):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("uploads/2023/05/counters.png", picture())
    text = f'<p>Counters:</p><p><img src="{old_sites.OLD}/wp-content/uploads/2023/05/counters.png" alt="Counters"></p>'
    files = old_sites.export(old_sites.item(1, "Counters", text))
    media = SimpleUploadedFile("uploads.zip", stream.getvalue())
    run = old_sites.imported(old_sites.editor(hub_a), files, media=[media])
    assert run.state == RunState.FINISHED
    assert get_image_model().objects.count() == 1


def test_a_failure_that_nobody_foresaw_leaves_an_import_that_can_go_on(hub_a, monkeypatch, import_folder):
    client = old_sites.editor(hub_a)
    run = old_sites.uploaded(client)
    with monkeypatch.context() as patch:
        patch.setattr(flows.running, "relink", lambda desk: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            client.post(old_sites.address("go_on", run.pk))
    assert left_in(import_folder)
    assert old_sites.go_on(client, run)["state"] == "finished"
