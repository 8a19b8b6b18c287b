"""The names of files in addresses: their folders, the sizes that WordPress made of them, and their own name."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

MOST_LETTERS = 120
# photo-300x200.jpg, photo-scaled.jpg and photo-e1600000000000.jpg were all made from photo.jpg.
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")
_EDITED = re.compile(r"(?:-scaled|-e\d{10,14}|-rotated)(?=\.\w+$)")
_NOT_IN_NAMES = re.compile(r"[\0-\x1f\x7f<>:\"/\\|?*]+")


def path_parts(address: str) -> list[str]:
    """The folders and the name in the path of an absolute or relative address, decoded, without "." and ".."."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return []
    parts = unquote(path).replace("\\", "/").split("/")
    return [unicodedata.normalize("NFC", part) for part in parts if part not in ("", ".", "..")]


def originals(name: str) -> list[str]:
    """The names under which the file that a size variant was made from may lie, best first, `name` itself last."""
    whole = _SIZE.sub("", name)
    scaled = re.sub(r"(?=\.\w+$)", "-scaled", whole)
    forms = [whole, scaled, name] if whole != name else [name]
    return list(dict.fromkeys([*forms, _EDITED.sub("", whole)]))


def name_at(address: str) -> str:
    """The name of the file at an address, fit to be a file's name anywhere."""
    parts = path_parts(address)
    return safe_name(parts[-1] if parts else "")


def safe_name(name: str) -> str:
    """A name fit to be a file's name anywhere, with its ending; "file" where nothing is left."""
    plain = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", name)).strip(" .-")
    before, dot, ending = plain.rpartition(".")
    room = MOST_LETTERS - len(dot + ending)
    return (f"{before[:room]}{dot}{ending}" if before and room > 0 else plain[:MOST_LETTERS]) or "file"
