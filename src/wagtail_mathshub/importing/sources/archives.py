"""A folder, a ZIP or single files behind one interface: names in order, and bytes by name. Nothing is unpacked."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.refusals import ImportRefused, PageRefused
from wagtail_mathshub.importing.sources.member_names import is_litter, plain_name
from wagtail_mathshub.publishing.capped_reader import CappedReader, TooMuchToRead

# A line of a ZIP's list with its name; a list that is longer than so many of these is not even read.
_LISTING_BYTES, _LISTING_SECONDS, _CHUNK = 200, 20.0, 65_536
# Text packs 20 to 1 at best; what packs much better is there to fill the memory.
_MOST_RATIO, _RATIO_FROM = 250, 1024 * 1024


class FileTree(Protocol):
    """Files by their names: relative to the tree, with "/" between folders, in alphabetical order.

    `notices` says what is there but not taken.
    """

    notices: list[Notice]

    def names(self) -> Sequence[str]:
        """All names, in order."""
        ...

    def size(self, name: str) -> int:
        """The size in bytes; for a ZIP as its list states it."""
        ...

    def read(self, name: str, most_bytes: int) -> bytes:
        """All bytes of a file. KeyError where it is not there, PageRefused where it is larger or broken."""
        ...

    def chunks(self, name: str, most_bytes: int) -> Iterator[bytes]:
        """The same in pieces, for large files; also raises while it is read."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


class FilesTree:
    """Files of the disk by the names that the tree gives them."""

    def __init__(self, files: dict[str, Path], notices: Iterable[Notice] = ()) -> None:
        self._files = dict(sorted(files.items()))
        self.notices = list(notices)

    def names(self) -> Sequence[str]:
        """All names, in order."""
        return tuple(self._files)

    def size(self, name: str) -> int:
        """The size in bytes."""
        return self._files[name].stat().st_size

    def read(self, name: str, most_bytes: int) -> bytes:
        """All bytes of a file."""
        return b"".join(self.chunks(name, most_bytes))

    def chunks(self, name: str, most_bytes: int) -> Iterator[bytes]:
        """The bytes of a file, in pieces."""
        path = self._files[name]
        try:
            with path.open("rb") as file:
                yield from _capped(file, name, most_bytes)
        except OSError as error:
            raise PageRefused(_("{name} cannot be read.").format(name=name)) from error

    def close(self) -> None:
        """Nothing is held."""


class FolderTree(FilesTree):
    """The files of a folder and its folders. Links are not followed; what is no plain file is left out."""

    def __init__(self, folder: Path, limits: Limits = LIMITS) -> None:
        notices: list[Notice] = []
        files: dict[str, Path] = {}
        for path in _walk(folder, notices):
            name = path.relative_to(folder).as_posix()
            if not is_litter(name):
                files[name] = path
            if len(files) > limits.zip_members:
                raise ImportRefused(_too_many(folder.name, limits))
        super().__init__(files, notices)


class ZipTree:
    """The files of a ZIP that are safe to read."""

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        self.notices: list[Notice] = []
        _check_listing(path, limits)
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise ImportRefused(_broken(path.name)) from error
        self._members = dict(sorted(self._safe_members().items()))
        if sum(member.file_size for member in self._members.values()) > limits.zip_bytes:
            self._archive.close()
            raise ImportRefused(
                _("{name} unpacks to more than {most} MB. Split it into smaller ZIP files.").format(
                    name=path.name, most=limits.zip_bytes // 1024**2
                )
            )

    def _safe_members(self) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        for member in self._archive.infolist():
            name = plain_name(member.filename)
            if member.is_dir() or (name and is_litter(name)):
                continue
            reason = _fault(member, name) or (_("the ZIP holds it twice") if name in members else "")
            if reason:
                self.notices.append(_left_out(member.filename, reason))
            elif name:
                members[name] = member
        return members

    def names(self) -> Sequence[str]:
        """All names, in order."""
        return tuple(self._members)

    def size(self, name: str) -> int:
        """The size in bytes, as the ZIP states it."""
        return self._members[name].file_size

    def read(self, name: str, most_bytes: int) -> bytes:
        """All bytes of a file."""
        return b"".join(self.chunks(name, most_bytes))

    def chunks(self, name: str, most_bytes: int) -> Iterator[bytes]:
        """The bytes of a file, in pieces."""
        member = self._members[name]
        if member.file_size > most_bytes:
            raise PageRefused(_too_large(name, most_bytes))
        try:
            with self._archive.open(member) as file:
                yield from _capped(cast(BinaryIO, file), name, most_bytes)
        except PageRefused:
            raise
        except Exception as error:  # Whatever hostile bytes bring zipfile to, the file is only broken.
            raise PageRefused(_broken(name)) from error

    def close(self) -> None:
        """Let go of the ZIP."""
        self._archive.close()


def open_tree(path: Path, limits: Limits = LIMITS) -> FileTree:
    """The files at `path`: those of a folder, those in a ZIP, or the one file. ImportRefused where it is none."""
    if path.is_dir():
        return FolderTree(path, limits)
    if not path.is_file():
        raise ImportRefused(_("There is no file or folder {name}.").format(name=path))
    if is_zip(path):
        return ZipTree(path, limits)
    return FilesTree({path.name: path})


def is_zip(path: Path) -> bool:
    """Whether a file begins as a ZIP does, whatever its name."""
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def _walk(folder: Path, notices: list[Notice]) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(here.iterdir())
        except OSError:
            notices.append(_left_out(here.relative_to(folder).as_posix(), _("it cannot be opened")))
            continue
        for path in entries:
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode):
                waiting.append(path)
            elif stat.S_ISREG(mode):
                yield path
            else:
                reason = _("it is a link to somewhere else, or no file")
                notices.append(_left_out(path.relative_to(folder).as_posix(), reason))


def _check_listing(path: Path, limits: Limits) -> None:
    """Refuse a ZIP whose list of members would fill the memory, before it is read as a whole."""
    most = limits.zip_members * _LISTING_BYTES + 2 * _CHUNK
    try:
        with path.open("rb") as file:
            reader = CappedReader(file, most_bytes=2 * most, most_at_once=most, seconds=_LISTING_SECONDS)
            with zipfile.ZipFile(cast(BinaryIO, reader)) as archive:
                members = len(archive.infolist())
    except TooMuchToRead:
        members = limits.zip_members + 1
    except Exception as error:  # Hostile lists make zipfile raise many kinds of errors.
        raise ImportRefused(_broken(path.name)) from error
    if members > limits.zip_members:
        raise ImportRefused(_too_many(path.name, limits))


def _fault(member: zipfile.ZipInfo, name: str | None) -> str:
    """Why a member is not taken; "" where it is."""
    packed = max(member.compress_size, 1)
    if name is None:
        return _("its name leads out of the ZIP")
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
        return _("it is a link to somewhere else, or no file")
    if member.flag_bits & 1:
        return _("it is locked by a password")
    # Only these two are unpacked piece by piece; the others fill the memory from a few bytes.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _("it is packed in a way that is not read here")
    if member.file_size > _RATIO_FROM and member.file_size / packed > _MOST_RATIO:
        return _("it unpacks to far more than it should")
    return ""


def _capped(file: BinaryIO, name: str, most_bytes: int) -> Iterator[bytes]:
    left = most_bytes
    while data := file.read(_CHUNK):
        left -= len(data)
        if left < 0:
            raise PageRefused(_too_large(name, most_bytes))
        yield data


def _left_out(name: str, reason: str) -> Notice:
    message = _("{name} was left out: {reason}.").format(name=name[:200], reason=reason)
    return Notice("file_left_out", message, name[:200])


def _too_many(name: str, limits: Limits) -> str:
    return _("{name} holds more than {most} files. Move only what you want to import.").format(
        name=name, most=limits.zip_members
    )


def _too_large(name: str, most_bytes: int) -> str:
    return _("{name} is larger than {most} MB.").format(name=name, most=max(most_bytes // 1024**2, 1))


def _broken(name: str) -> str:
    return _("{name} is broken: the ZIP cannot be read. Make it again.").format(name=name)
