"""Several places where the files of an old site may be."""

from __future__ import annotations

from collections.abc import Sequence

from wagtail_mathshub.importing.media_files import MediaFile, MediaStore
from wagtail_mathshub.importing.refusals import MediaRefused


class Stores:
    """Looks into each store until one has the file."""

    def __init__(self, stores: Sequence[MediaStore]) -> None:
        self._stores = list(stores)

    def find(self, address: str) -> MediaFile | None:
        """The first store's file; where none has it, the last reason why one refused it."""
        refusal: MediaRefused | None = None
        for store in self._stores:
            try:
                if found := store.find(address):
                    return found
            except MediaRefused as error:
                refusal = error
        if refusal:
            raise refusal
        return None

    def close(self) -> None:
        """Close all of them."""
        for store in self._stores:
            store.close()
