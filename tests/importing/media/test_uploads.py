"""Files beside an export are found by the addresses that they had."""

from __future__ import annotations

import unicodedata

import pytest

from tests.importing.pictures import picture
from tests.importing.trees import MemoryTree
from wagtail_mathshub.importing.limits import Limits
from wagtail_mathshub.importing.media import UploadsStore
from wagtail_mathshub.importing.refusals import MediaRefused

SITE = "https://hub.example.org"
UPLOADS = f"{SITE}/wp-content/uploads"


def store(*names, **limits):
    """A store whose files are texts that hold their own names."""
    return UploadsStore(MemoryTree({name: name.encode() for name in names}), limits=Limits(**limits))


def found(where, address):
    file = where.find(address)
    return file and file.content.decode()


@pytest.mark.parametrize(
    "folder", ["", "uploads/", "wp-content/uploads/", "backup/site/wp-content/uploads/", "old files/"]
)
def test_an_uploads_folder_may_be_given_from_anywhere_up(folder):
    where = store(f"{folder}2020/05/a.txt", f"{folder}2021/06/a.txt", f"{folder}2021/06/b.txt")
    assert found(where, f"{UPLOADS}/2020/05/a.txt") == f"{folder}2020/05/a.txt"
    assert (
        found(where, "http://www.hub.example.org/wp-content/uploads/2021/06/a.txt?x=1#y")
        == f"{folder}2021/06/a.txt"
    )
    assert found(where, f"{UPLOADS}/2020/05/b.txt") is None
    assert found(where, f"{UPLOADS}/2019/05/a.txt") is None


def test_one_month_alone_still_has_its_date():
    where = store("2020/05/a.txt")
    assert found(where, f"{UPLOADS}/2020/05/a.txt")
    assert found(where, f"{UPLOADS}/2021/06/a.txt") is None
    assert found(where, f"{UPLOADS}/a.txt") is None
    assert found(where, f"{SITE}/a.txt") is None


def test_a_tree_without_folders_is_searched_by_name():
    where = store("media/a.txt", "media/b.txt")
    assert found(where, f"{UPLOADS}/2020/05/b.txt") == "media/b.txt"


def test_a_file_at_the_top_is_not_that_of_a_month():
    where = store("a.txt", "2020/05/b.txt")
    assert found(where, f"{UPLOADS}/a.txt") == "a.txt"
    assert found(where, f"{UPLOADS}/2020/05/a.txt") is None


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("2020/05/Plan für Jahr 5.txt", f"{UPLOADS}/2020/05/Plan%20f%C3%BCr%20Jahr%205.txt"),
        (unicodedata.normalize("NFD", "2020/05/für.txt"), f"{UPLOADS}/2020/05/f%C3%BCr.txt"),
        ("2020/05/für.txt", f"{UPLOADS}/2020/05/{unicodedata.normalize('NFD', 'für')}.txt"),
        ("2020/05/PLAN.TXT", f"{UPLOADS}/2020/05/plan.txt"),
        ("2020/05/plan.txt", f"{UPLOADS}/2020/05/Plan.TXT"),
        ("2020/05/plan.txt?w=300", f"{UPLOADS}/2020/05/plan.txt?w=300"),
        ("2020/05/plan.txt@w=300", f"{UPLOADS}/2020/05/plan.txt?w=300"),
        ("about_files/plan.txt", f"{SITE}/about/about_files/plan.txt"),
        ("pages/about_files/plan.txt", f"{SITE}/about/about_files/plan.txt"),
        ("pages/about_files/plan.txt", "about_files/plan.txt"),
        ("pages/about_files/plan.txt", "./about_files/plan.txt"),
        ("files/plan.txt", f"{SITE}/files/plan.txt"),
        ("hub.example.org/files/plan.txt", f"{SITE}/files/plan.txt"),
    ],
)
def test_names_are_found_however_they_are_written(name, address):
    assert found(store(name, "zz/2020/other.txt"), address) == name


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("photo-300x200.png", "photo.png"),
        ("photo-1024x683.png", "photo.png"),
        ("photo.png", "photo.png"),
        ("large-300x200.png", "large-scaled.png"),
        ("large-scaled.png", "large-scaled.png"),
        ("turned-rotated.png", "turned.png"),
        ("cropped-e1600000000000-300x200.png", "cropped.png"),
        ("only-300x200.png", "only-300x200.png"),
        ("grid-10x10.png", "grid-10x10.png"),
    ],
)
def test_a_size_that_was_made_from_a_picture_leads_to_the_picture(address, taken):
    names = ["photo.png", "photo-300x200.png", "large-scaled.png", "turned.png", "cropped.png"]
    names += ["only-300x200.png", "grid-10x10.png"]
    tree = MemoryTree({f"2020/05/{name}": picture(size=(4, 5 + place)) for place, name in enumerate(names)})
    file = UploadsStore(tree).find(f"{UPLOADS}/2020/05/{address}")
    assert file
    assert (file.name, file.content) == (taken, tree.files[f"2020/05/{taken}"])


def test_a_smaller_size_is_taken_where_the_original_is_too_large():
    tree = MemoryTree(
        {"2020/05/a.png": picture(size=(40, 40)), "2020/05/a-10x10.png": picture(size=(10, 10))}
    )
    where = UploadsStore(tree, limits=Limits(image_pixels=100))
    assert where.find(f"{UPLOADS}/2020/05/a-10x10.png").name == "a-10x10.png"
    with pytest.raises(MediaRefused, match="pixels"):
        where.find(f"{UPLOADS}/2020/05/a.png")


@pytest.mark.parametrize(
    "address",
    [
        *("", "https://", "http://[", f"{SITE}/", "//", "?", "#", f"{SITE}/../../etc/passwd"),
        *(
            f"{SITE}/..%2f..%2fetc%2fpasswd.jpg",
            "file:///etc/passwd",
            f"{SITE}/%00.txt",
            "\\\\server\\share\\a.txt",
        ),
    ],
)
def test_addresses_that_name_nothing_find_nothing(address):
    assert store("2020/05/a.txt", "b.txt").find(address) is None


def test_what_is_too_large_or_in_disguise_is_refused_in_words():
    with pytest.raises(MediaRefused, match="larger"):
        store("2020/05/a.txt", file_bytes=5).find(f"{UPLOADS}/2020/05/a.txt")
    with pytest.raises(MediaRefused, match="not what its name says"):
        store("2020/05/a.pdf").find(f"{UPLOADS}/2020/05/a.pdf")


def test_an_empty_tree_has_nothing_and_closing_closes_it():
    tree = MemoryTree({})
    where = UploadsStore(tree)
    assert where.find(f"{UPLOADS}/a.txt") is None
    where.close()
    assert tree.closed
