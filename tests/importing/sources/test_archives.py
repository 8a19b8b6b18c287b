"""Folders and ZIP files, read without being unpacked."""

import stat
import zipfile
from dataclasses import replace

import pytest

from wagtail_mathshub.importing.limits import LIMITS
from wagtail_mathshub.importing.refusals import ImportRefused, PageRefused
from wagtail_mathshub.importing.sources.archives import open_tree
from wagtail_mathshub.importing.sources.joined import open_trees


def zip_of(path, *members, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def reasons(tree):
    return " ".join(notice.message for notice in tree.notices)


def test_a_folder_gives_its_files_in_order(tmp_path):
    for name in ("b.html", "a/z.html", "a/c.html", ".hidden", "__MACOSX/b.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    tree = open_tree(tmp_path)
    assert tree.names() == ("a/c.html", "a/z.html", "b.html")
    assert tree.read("a/z.html", 100) == b"a/z.html"
    assert tree.size("b.html") == 6


def test_links_out_of_a_folder_are_not_followed(tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.html").write_text("x")
    site = tmp_path / "site"
    site.mkdir()
    (site / "page.html").write_text("x")
    (site / "link.html").symlink_to(tmp_path / "secret" / "key.html")
    (site / "folder").symlink_to(tmp_path / "secret")
    tree = open_tree(site)
    assert tree.names() == ("page.html",)
    assert [notice.source for notice in tree.notices] == ["folder", "link.html"]


def test_names_of_a_zip_that_lead_out_of_it_are_left_out(tmp_path):
    names = [
        "../up.html",
        "/root.html",
        "..\\up.html",
        "C:\\win.html",
        "a/../../b.html",
        "good/page.html",
        "win\\page.html",
    ]
    tree = open_tree(zip_of(tmp_path / "x.zip", *((name, "x") for name in names)))
    assert tree.names() == ("good/page.html", "win/page.html")
    assert len(tree.notices) == 5
    assert "leads out" in reasons(tree)


def test_links_in_a_zip_are_left_out(tmp_path):
    link = zipfile.ZipInfo("link.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    tree = open_tree(zip_of(tmp_path / "x.zip", (link, "/etc/passwd"), ("page.html", "x")))
    assert tree.names() == ("page.html",)
    assert "link" in reasons(tree)


def test_locked_members_are_left_out(tmp_path):
    path = zip_of(tmp_path / "x.zip", ("page.html", "x" * 50), compression=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    tree = open_tree(path)
    assert tree.names() == ()
    assert "password" in reasons(tree)


def test_members_that_unpack_to_far_too_much_are_left_out(tmp_path):
    path = zip_of(tmp_path / "x.zip", ("bomb.html", b"\0" * 20_000_000), ("page.html", b"x" * 5_000))
    tree = open_tree(path)
    assert tree.names() == ("page.html",)
    assert "far more" in reasons(tree)


def test_members_packed_in_other_ways_are_left_out(tmp_path):
    tree = open_tree(zip_of(tmp_path / "x.zip", ("page.html", "x" * 500), compression=zipfile.ZIP_BZIP2))
    assert tree.names() == ()


def test_a_zip_that_unpacks_to_too_much_in_all_is_refused(tmp_path):
    path = zip_of(tmp_path / "x.zip", *((f"{number}.txt", "x" * 3_000) for number in range(5)))
    assert open_tree(path, replace(LIMITS, zip_bytes=15_000)).names()
    with pytest.raises(ImportRefused, match="unpacks to more"):
        open_tree(path, replace(LIMITS, zip_bytes=14_000))


@pytest.mark.parametrize("shape", ["zip", "folder"])
def test_too_many_files_are_refused(tmp_path, shape):
    limits = replace(LIMITS, zip_members=3)
    folder = tmp_path / "site"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.html").write_text("x")
    path = zip_of(tmp_path / "x.zip", *((f"{n}.html", "x") for n in range(4))) if shape == "zip" else folder
    with pytest.raises(ImportRefused, match="more than 3 files"):
        open_tree(path, limits)


def test_a_list_of_members_that_would_fill_the_memory_is_not_read(tmp_path, monkeypatch):
    path = zip_of(tmp_path / "x.zip", *((f"{number:0200}.html", "") for number in range(3000)))
    opened = []
    real = zipfile.ZipFile._RealGetContents

    def watched(self):
        real(self)
        opened.append(len(self.filelist))

    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", watched)
    with pytest.raises(ImportRefused):
        open_tree(path, replace(LIMITS, zip_members=10))
    assert opened == []


def test_a_member_larger_than_wanted_is_refused_before_it_is_unpacked(tmp_path):
    tree = open_tree(zip_of(tmp_path / "x.zip", ("page.html", "x" * 5_000)))
    assert len(tree.read("page.html", 5_000)) == 5_000
    with pytest.raises(PageRefused, match="larger"):
        tree.read("page.html", 4_999)


def test_a_member_that_is_larger_than_it_says_is_refused(tmp_path):
    path = zip_of(tmp_path / "x.zip", ("page.html", "x" * 50_000))
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(PageRefused):
        open_tree(path).read("page.html", 1_000_000)


def test_a_file_of_a_folder_larger_than_wanted_is_refused(tmp_path):
    (tmp_path / "page.html").write_text("x" * 100)
    tree = open_tree(tmp_path)
    with pytest.raises(PageRefused):
        tree.read("page.html", 99)


def test_a_broken_zip_is_refused_in_words(tmp_path):
    whole = zip_of(tmp_path / "x.zip", ("page.html", "x" * 500)).read_bytes()
    for number, data in enumerate([whole[:40], b"PK\x03\x04nonsense", whole[:-30]]):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(data)
        with pytest.raises(ImportRefused, match="broken"):
            open_tree(path)


def test_a_member_with_broken_bytes_is_refused_alone(tmp_path):
    path = zip_of(tmp_path / "x.zip", ("a.html", "x" * 500), ("b.html", "y"), compression=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"x" * 500, b"z" * 500))
    tree = open_tree(path)
    with pytest.raises(PageRefused, match="broken"):
        tree.read("a.html", 1000)
    assert tree.read("b.html", 10) == b"y"


def test_the_same_name_twice_in_a_zip_is_taken_once(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.html", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.html", "2")
    tree = open_tree(tmp_path / "x.zip")
    assert tree.names() == ("a.html",)
    assert "twice" in reasons(tree)


def test_several_paths_are_one_tree(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.html").write_text("A")
    zip_of(tmp_path / "two.zip", ("a.html", "B"))
    tree = open_trees([tmp_path / "one", tmp_path / "two.zip", tmp_path / "two.zip"])
    assert tree.names() == ("3-two.zip/a.html", "one/a.html", "two.zip/a.html")
    assert tree.read("two.zip/a.html", 10) == b"B"
    assert b"".join(tree.chunks("one/a.html", 10)) == b"A"
    tree.close()


def test_what_is_not_there_is_refused(tmp_path):
    with pytest.raises(ImportRefused, match="no file or folder"):
        open_trees([tmp_path / "none", tmp_path / "none"])
