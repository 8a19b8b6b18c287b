"""Where the files of an old site come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class MediaFile:
    """A file: its own name without folders, and its bytes."""

    name: str
    content: bytes


class MediaStore(Protocol):
    """Something that holds files of the old site by their absolute addresses."""

    def find(self, address: str) -> MediaFile | None:
        """The file at that address; None where there is none. MediaRefused says why it is not taken."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
