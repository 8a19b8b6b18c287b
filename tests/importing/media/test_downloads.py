"""Files that are asked for at the old site, and several places to look."""

from __future__ import annotations

import pytest

from tests.importing.pictures import picture
from tests.importing.servers import Said, asker_for, site_of
from tests.importing.sockets import no_connections_but
from tests.importing.trees import MemoryTree
from tests.made_files import pdf
from wagtail_mathshub.importing.fetching.allowed import allowed_hosts
from wagtail_mathshub.importing.fetching.asking import Asker
from wagtail_mathshub.importing.media import DownloadStore, Stores, UploadsStore
from wagtail_mathshub.importing.refusals import MediaRefused

PNG = picture()


def test_a_file_is_taken_under_its_own_name():
    with site_of({"/up/My%20photo.png?x=1": Said(PNG, "image/png")}) as site:
        file = DownloadStore(asker_for(site)).find(f"{site.address}/up/My photo.png?x=1")
    assert file
    assert (file.name, file.content) == ("My photo.png", PNG)


@pytest.mark.parametrize(
    ("path", "headers", "name"),
    [
        ("/download/12/", {}, "12.pdf"),
        ("/download?id=1", {"Content-Disposition": 'attachment; filename="Flyer 5.pdf"'}, "Flyer 5.pdf"),
        ("/get", {"Content-Disposition": "attachment; filename*=UTF-8''F%C3%BCr%205.pdf"}, "Für 5.pdf"),
        ("/get", {"Content-Disposition": 'attachment; filename="../../etc/x.pdf"'}, "etc-x.pdf"),
        ("/flyer.pdf", {"Content-Disposition": 'attachment; filename="other.pdf"'}, "flyer.pdf"),
    ],
)
def test_where_the_address_says_no_name_the_server_does(path, headers, name):
    with site_of({path: Said(pdf(1), "application/octet-stream", headers=headers)}) as site:
        file = DownloadStore(asker_for(site)).find(site.address + path)
    assert file
    assert file.name == name


def test_what_has_gone_is_not_there_and_what_is_kept_back_is_refused():
    with site_of(
        {"/a.png": Said(status=403), "/b.png": Said(status=410), "/d.png": Said(b"<p>Log in", "text/html")}
    ) as site:
        store = DownloadStore(asker_for(site))
        assert store.find(f"{site.address}/b.png") is None
        assert store.find(f"{site.address}/c.png") is None
        with pytest.raises(MediaRefused, match="403"):
            store.find(f"{site.address}/a.png")
        with pytest.raises(MediaRefused, match="text/html"):
            store.find(f"{site.address}/d.png")


def test_what_is_sent_is_looked_at():
    with site_of({"/a.png": Said(b"<svg onload='alert(1)'/>", "image/png")}) as site:
        store = DownloadStore(asker_for(site))
        with pytest.raises(MediaRefused, match="run a program"):
            store.find(f"{site.address}/a.png")


def test_other_hosts_are_not_asked():
    store = DownloadStore(Asker(allowed_hosts("hub.example.org")))
    with no_connections_but(), pytest.raises(MediaRefused, match="not the old site"):
        store.find("https://pictures.invalid/a.png")


def test_places_are_searched_in_their_order():
    with site_of(
        {"/uploads/2020/a.png": Said(PNG, "image/png"), "/uploads/2020/b.png": Said(PNG, "image/png")}
    ) as site:
        beside = UploadsStore(MemoryTree({"2020/a.png": PNG, "2020/b.png": b"broken"}))
        stores = Stores([beside, DownloadStore(asker_for(site))])
        assert stores.find(f"{site.address}/uploads/2020/a.png")
        assert site.asked == []
        # What is broken beside the export may be whole on the old site.
        assert stores.find(f"{site.address}/uploads/2020/b.png")
        assert stores.find(f"{site.address}/uploads/2020/c.png") is None
    stores.close()


def test_the_last_reason_is_told_where_no_place_has_the_file():
    beside = UploadsStore(MemoryTree({"2020/a.png": b"broken"}))
    elsewhere = DownloadStore(Asker(allowed_hosts("hub.example.org")))
    with pytest.raises(MediaRefused, match="not the old site"):
        Stores([beside, elsewhere]).find("https://other.invalid/uploads/2020/a.png")
    assert Stores([]).find("https://other.invalid/a.png") is None
