"""Private folders for what somebody has brought: nothing of it lies where a web server gives files out."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files import locks
from django.utils.translation import gettext as _

from wagtail_mathshub.conf import conf
from wagtail_mathshub.importing.media.file_names import safe_name
from wagtail_mathshub.importing.refusals import ImportRefused

DAYS = 7
_TOKEN = re.compile(r"[0-9a-f]{32}")
_LOCK = "lock"


def make() -> str:
    """A new folder, by a name that nobody can guess. ImportRefused where the installation is not safe."""
    root = conf.import_folder
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_private(root):
        message = _(
            "Files cannot be taken: others on the server can read {folder}. Please tell those who run the site."
        )
        raise ImportRefused(message.format(folder=root))
    sweep()
    token = secrets.token_hex(16)
    folder = root / token
    for part in (folder, folder / "files", folder / "media", folder / "answers"):
        part.mkdir(mode=0o700)
    return token


def path_of(token: Any) -> Path | None:
    """The folder of that name; None where it is gone."""
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        return None
    folder = conf.import_folder / token
    return folder if folder.is_dir() and not folder.is_symlink() else None


def store(token: str, part: str, uploads: Iterable[Any]) -> None:
    """Write uploaded files into a part of the folder. Their names stay, as pages are known by them."""
    folder = conf.import_folder / token / part
    for number, upload in enumerate(uploads):
        name = safe_name(upload.name or "")
        path = folder / name if not (folder / name).exists() else folder / f"{number}-{name}"
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)


def files_in(folder: Path, part: str) -> list[Path]:
    """The files that were stored in a part, by name."""
    return sorted(path for path in (folder / part).iterdir() if path.is_file())


def remove(token: Any) -> None:
    """Delete the folder with all that is in it."""
    if folder := path_of(token):
        shutil.rmtree(folder, ignore_errors=True)


def sweep(days: float = DAYS) -> None:
    """Delete folders that nobody has worked with for so many days."""
    oldest = time.time() - days * 24 * 3600
    for folder in conf.import_folder.iterdir():
        if path_of(folder.name) and folder.stat().st_mtime < oldest:
            remove(folder.name)


@contextmanager
def worked_with(folder: Path) -> Generator[bool]:
    """Whether nobody else works with the folder; as long as this lasts, nobody else will."""
    os.utime(folder)
    with (folder / _LOCK).open("wb") as file:
        mine = locks.lock(file, locks.LOCK_EX | locks.LOCK_NB)
        try:
            yield mine
        finally:
            if mine:
                locks.unlock(file)


@contextmanager
def nobody_works_on(token: Any) -> Generator[bool]:
    """Whether no step works on what lies in the folder; a folder that is gone is worked on by nobody."""
    folder = path_of(token)
    if folder is None:
        yield True
        return
    with worked_with(folder) as mine:
        yield mine


def _is_private(folder: Path) -> bool:
    if not hasattr(os, "getuid"):
        return True  # Windows keeps each user's temporary files to that user.
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
