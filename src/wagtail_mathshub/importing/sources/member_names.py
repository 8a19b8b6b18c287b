"""Which names of a ZIP or folder can be trusted, and which files are only left behind by a computer."""

from __future__ import annotations

import re

_DRIVE = re.compile(r"^[A-Za-z]:")
_LITTER = {"thumbs.db", "desktop.ini", "__macosx"}


def plain_name(name: str) -> str | None:
    """A member's name with "/" between its folders; None for one that is absolute or leads upwards."""
    name = name.replace("\\", "/")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if not parts or name.startswith("/") or _DRIVE.match(name) or ".." in parts or "\0" in name:
        return None
    return "/".join(parts)


def is_litter(name: str) -> bool:
    """Whether a file is what an operating system or an editor leaves behind: hidden files, previews."""
    return any(part.startswith(".") or part.lower() in _LITTER for part in name.split("/"))
