"""A collection's files at their address: what is in the archive, and who gets none."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.test import AsyncRequestFactory, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from tests.api.test_privacy import STATES, hide
from tests.factories import make_collection, make_document, material
from wagtail_mathshub.pages.models import CollectionCompiler
from wagtail_mathshub.resources.views import collection_zip
from wagtail_mathshub.taxonomy.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
VIDEO = ("video", {"url": "https://films.example.org/1", "title": "A film", "kind": "other", "licence": ""})
LINK = ("link", {"url": "https://graphs.example.org/", "title": "Graphs", "kind": "other", "licence": ""})


def ask(client, hub, page, method="get"):
    address = f"/hub/collections/{page.pk}.zip"
    return getattr(client, method)(address, headers={"host": hub.site.hostname})


def unzipped(answer):
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def files_in(answer):
    return [name for name in unzipped(answer).namelist() if name != "README.txt"]


def make(hub, *materials, title="Arrays", **fields):
    return make_collection(hub, lessons=[{"title": title, "materials": list(materials)}], **fields)


def private_document(title="Zanzibar"):
    document = make_document(title)
    document.collection = Collection.get_first_root_node().add_child(name="Staff")
    document.save()
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    return document


def test_files_are_named_by_lesson_and_kind(client, hub_a):
    lessons = [
        {"title": "Ten frames", "materials": [material(make_document(name="a.PDF"))]},
        {"title": "No files", "materials": [LINK]},
        {
            "title": "Fractions of a bus journey",
            "materials": [
                material(make_document(name="b.pdf")),
                material(make_document(name="c.csv", data=b"a,b\n1,2\n"), kind="data"),
                material(make_document("Cut-outs", name="d.pdf"), kind="other"),
            ],
        },
    ]
    answer = ask(client, hub_a, make_collection(hub_a, title="Lockdown: lessons", lessons=lessons))
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="Lockdown lessons.zip"'
    assert files_in(answer) == [
        "01 Ten frames - worksheet.pdf",
        "03 Fractions of a bus journey - worksheet.pdf",
        "03 Fractions of a bus journey - data.csv",
        "03 Fractions of a bus journey - Cut-outs.pdf",
    ]


def test_hostile_titles_lead_nowhere_and_the_same_name_is_numbered(client, hub_a):
    page = make(
        hub_a, material(make_document()), material(make_document()), title="../../../etc/cron.d/\u202ex"
    )
    page.title = "数学/..\r\nX-Evil: 1"
    page.save()
    answer = ask(client, hub_a, page)
    assert "X-Evil" not in answer.headers
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert files_in(answer) == [
        "01 .. etc cron.d x - worksheet.pdf".replace(".. etc", ".. .. .. etc"),
        "01 .. .. .. etc cron.d x - worksheet (2).pdf",
    ]


def test_the_text_in_it_says_where_it_comes_from_and_how_it_may_be_used(client, hub_a):
    topic = Topic.objects.create(key="number", label="Number")
    own = material(make_document("Poster"), licence="CC0-1.0")
    lesson = {
        "title": "Egg boxes",
        "topic": topic,
        "year_from": 1,
        "year_to": 1,
        "materials": [own, LINK, VIDEO],
    }
    page = make_collection(
        hub_a, title="At home", licence="CC-BY-4.0", lessons=[lesson], last_checked=date(2026, 9, 10)
    )
    CollectionCompiler.objects.create(page=page, name="A group of teachers")
    text = unzipped(ask(client, hub_a, page)).read("README.txt").decode()
    for words in (
        "At home\r\nhttp://alder.example.org/resources/at-home/\r\n",
        "Made by: A group of teachers",
        "Last checked: 10 September 2026",
        "https://creativecommons.org/licenses/by/4.0/",
        "“At home” by A group of teachers, Creative Commons Attribution 4.0",
        "01 Egg boxes\r\nYear 1, Number",
        "Graphs: https://graphs.example.org/",
        "A film: https://films.example.org/1",
        "Poster has a licence of its own: Creative Commons Zero",
    ):
        assert words in text


def test_an_unstated_licence_is_said(client, hub_a):
    text = unzipped(ask(client, hub_a, make(hub_a, material(make_document())))).read("README.txt").decode()
    assert "Licence not stated: ask before you share" in text


def test_what_lies_elsewhere_is_not_fetched(client, hub_a):
    assert files_in(ask(client, hub_a, make(hub_a, LINK, material(make_document()), VIDEO))) == [
        "01 Arrays - worksheet.pdf"
    ]


def test_files_of_private_collections_are_neither_in_it_nor_named(client, hub_a):
    page = make(hub_a, material(private_document()), material(make_document("Public")))
    answer = unzipped(ask(client, hub_a, page))
    assert len(answer.namelist()) == 2
    assert "Zanzibar" not in answer.read("README.txt").decode()


def test_a_collection_with_nothing_but_private_files_has_no_archive(client, hub_a):
    assert ask(client, hub_a, make(hub_a, material(private_document()), LINK)).status_code == 404


def test_a_file_that_is_gone_from_the_storage_is_left_out_and_named(client, hub_a):
    lost = make_document("Lost")
    page = make(hub_a, material(lost), material(make_document("Here"), kind="answers"))
    lost.file.storage.delete(lost.file.name)
    found = unzipped(ask(client, hub_a, page))
    assert found.namelist() == ["01 Arrays - answers.pdf", "README.txt"]
    assert "could not be read" in found.read("README.txt").decode()
    assert "01 Arrays - worksheet.pdf" in found.read("README.txt").decode()


@pytest.mark.parametrize("state", [state for state in STATES if state != "edited"])
def test_a_page_that_nobody_may_see_has_no_archive(client, hub_a, state):
    page = make(hub_a, material(make_document()))
    assert ask(client, hub_a, page).status_code == 200
    hide({"collections": page}, state)
    assert ask(client, hub_a, page).status_code == 404
    assert ask(client, hub_a, page, "head").status_code == 404


def test_another_hubs_collection_is_not_found_here(client, hub_a, hub_b):
    page = make(hub_a, material(make_document()))
    assert ask(client, hub_b, page).status_code == 404


def test_what_is_no_collection_is_not_found(client, hub_a):
    assert ask(client, hub_a, hub_a.site.root_page).status_code == 404


def test_heads_are_those_of_the_archive_and_open_no_file(hub_a, monkeypatch):
    document = make_document()
    page = make(hub_a, material(document))
    monkeypatch.setattr(type(document), "open_file", lambda self: pytest.fail("opened"))
    # A server may read the body and throw it away.
    request = RequestFactory().head(f"/hub/collections/{page.pk}.zip", HTTP_HOST=hub_a.site.hostname)
    answer = collection_zip(request, page.pk)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith('filename="Lessons.zip"')
    assert b"".join(answer.streaming_content) == b""


def test_it_can_only_be_read(client, hub_a):
    page = make(hub_a, material(make_document()))
    assert ask(client, hub_a, page, "post").status_code == 405


def test_it_takes_the_same_number_of_queries_whatever_the_number_of_files(client, hub_a):
    def cost(number):
        lessons = [{"title": f"L{n}", "materials": [material(make_document())]} for n in range(number)]
        page = make_collection(hub_a, title=f"Of {number}", lessons=lessons)
        ask(client, hub_a, page)
        with CaptureQueriesContext(connection) as asked:
            answer = ask(client, hub_a, page)
            before = len(asked)
            assert len(files_in(answer)) == number
        # Nothing is asked while the files are sent.
        assert len(asked) == before
        return before

    assert cost(2) == cost(20) <= 10


def test_a_server_that_waits_for_nothing_gets_a_stream_too(hub_a):
    page = make(hub_a, material(make_document()))

    request = AsyncRequestFactory().get(f"/hub/collections/{page.pk}.zip")
    request.META["HTTP_HOST"] = hub_a.site.hostname
    answer = collection_zip(request, page.pk)
    assert answer.is_async

    async def body():
        return b"".join([piece async for piece in answer.streaming_content])

    found = zipfile.ZipFile(io.BytesIO(async_to_sync(body)()))
    assert found.testzip() is None
    assert found.namelist() == ["01 Arrays - worksheet.pdf", "README.txt"]
