"""An uploads folder or ZIP beside an export, or the files beside saved pages."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.media.checking import checked
from wagtail_mathshub.importing.media.file_names import originals, path_parts, safe_name
from wagtail_mathshub.importing.media_files import MediaFile
from wagtail_mathshub.importing.refusals import ImportRefused, MediaRefused, PageRefused
from wagtail_mathshub.importing.sources.archives import FileTree

# What lies below such a folder is named from there on, wherever the folder has been moved to.
_UPLOADS = "uploads"
_SAVED_WITH = ("_files", ".files", "-dateien", "_fichiers")


class UploadsStore:
    """Finds the files of a tree by the addresses that they had.

    A file is taken where all of its path, or all of the address's path from the uploads folder on, is the same; for
    its bare name alone only in a tree without folders, as other months' folders may hold the same name.
    """

    def __init__(self, tree: FileTree, *, limits: Limits = LIMITS) -> None:
        self._tree = tree
        self._limits = limits
        self._by_name: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
        names = tree.names()
        top = _common_folders(names)
        for name in names:
            parts = _folded(name.split("/"))
            parts[-1] = _without_query(parts[-1])
            self._by_name[parts[-1]].append((parts[top:], name))
        self._flat = all(len(parts) == 1 for found in self._by_name.values() for parts, _name in found)

    def find(self, address: str) -> MediaFile | None:
        """The original of the file at that address, else the file itself; None where neither is there."""
        parts = path_parts(address)
        refusal: MediaRefused | None = None
        for last in originals(parts[-1]) if parts else []:
            try:
                if name := self._name([*parts[:-1], last]):
                    return checked(MediaFile(safe_name(last), self._content(name)), self._limits)
            except MediaRefused as error:
                # An original that is too large may still be there in a smaller size.
                refusal = refusal or error
        if refusal:
            raise refusal
        return None

    def close(self) -> None:
        """Let go of the tree."""
        self._tree.close()

    def _name(self, address: Sequence[str]) -> str | None:
        wanted = _folded(address)
        needed = _needed(wanted)
        best, most = None, 0
        for parts, name in self._by_name.get(wanted[-1], []):
            shared = _shared_end(parts, wanted)
            if shared > most and (shared >= needed or self._is_whole(shared, parts, wanted)):
                best, most = name, shared
        return best

    def _is_whole(self, shared: int, parts: Sequence[str], wanted: Sequence[str]) -> bool:
        if shared == len(parts) == 1:
            # Beside folders with dates, a file at the top is another than those in the folders.
            return self._flat or len(wanted) == 1 or wanted[-2] == _UPLOADS
        return shared == len(parts)

    def _content(self, name: str) -> bytes:
        try:
            return self._tree.read(name, self._limits.file_bytes)
        except (PageRefused, ImportRefused) as error:
            raise MediaRefused(str(error)) from error


def _folded(parts: Iterable[str]) -> list[str]:
    return [unicodedata.normalize("NFC", part).casefold() for part in parts]


def _without_query(name: str) -> str:
    # A program that saves sites keeps "photo.jpg?w=300" as the file's name, or "photo.jpg@w=300" on Windows.
    name = name.partition("?")[0] or name
    before, _at, after = name.partition("@")
    return before if "." in before and "=" in after else name


def _common_folders(names: Sequence[str]) -> int:
    """How many folders all files have in common that say nothing about them, as a year and a month do."""
    if not names:
        return 0
    # The names are in alphabetical order: what the first and the last share, all share.
    pairs = zip(names[0].split("/")[:-1], names[-1].split("/")[:-1], strict=False)
    shared = takewhile(lambda pair: pair[0] == pair[1] and not _says_something(pair[0]), pairs)
    return sum(1 for _pair in shared)


def _says_something(folder: str) -> bool:
    return folder.isdecimal() or folder.casefold().endswith(_SAVED_WITH)


def _needed(wanted: Sequence[str]) -> int:
    """How many parts at the end of an address's path name the file wherever its folder lies."""
    for place in range(len(wanted) - 2, -1, -1):
        if wanted[place] == _UPLOADS:
            # What lies in no folder has a bare name, which alone is not enough.
            return max(len(wanted) - place - 1, 2)
        if wanted[place].endswith(_SAVED_WITH):
            return len(wanted) - place
    return max(len(wanted), 2)


def _shared_end(left: Sequence[str], right: Sequence[str]) -> int:
    pairs = zip(reversed(left), reversed(right), strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
