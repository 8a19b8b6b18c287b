"""Files of an old site as images and documents in the hub's collection, each content once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha1
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import UnidentifiedImageError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from wagtail_mathshub.hubs.library import hub_collection
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.media_files import MediaFile, MediaStore
from wagtail_mathshub.importing.refusals import MediaRefused
from wagtail_mathshub.importing.source_pages import Attachment
from wagtail_mathshub.importing.tables import MadeKind

IMAGE_TYPES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"})
Made = Callable[[str, Any, str], None]


class Library:
    """Finds or makes the image or document for an address of the old site.

    With `keeps_files` off, as in a trial, rows are made for the moment but no file is stored. `known` are keys of
    rows by kind and address, as `used` has collected them before.
    """

    def __init__(
        self,
        hub: HubSettings,
        store: MediaStore,
        *,
        keeps_files: bool = True,
        known: Mapping[str, int] | None = None,
    ) -> None:
        self.collection = hub_collection(hub)
        self.store = store
        self.keeps_files = keeps_files
        self.words: dict[str, Attachment] = {}
        self.known = known or {}
        self.used: dict[str, int] = {}
        self.open: list[str] = []
        self.missing: dict[str, None] = {}
        self.notices: list[Notice] = []
        self.made: Made | None = None
        self.stored: list[Any] = []

    def begin(self, made: Made) -> None:
        """Another page: what is missing, said and made from now on belongs to it."""
        self.open, self.notices, self.made, self.stored, self.missing = [], [], made, [], {}
        self.used = {}

    def forget_files(self) -> None:
        """Delete the files that were stored for a page that has failed."""
        for field_file in self.stored:
            field_file.storage.delete(field_file.name)
        self.stored = []

    def said(self) -> list[Notice]:
        """What there is to say about the files of the page: one notice for all that are missing."""
        if not self.missing:
            return self.notices
        message = _(
            "Files of the old site are missing. Links to them stand in their places. Add them to the media folder "
            "and run the import again."
        )
        return [*self.notices, Notice("file_missing", message, ", ".join(self.missing))]

    def image(self, address: str, title: str = "") -> int | None:
        """The key of the image; None where there is none to be had."""
        return self._row(address, title, get_image_model(), self._new_image, MadeKind.IMAGE)

    def document(self, address: str, title: str = "") -> int | None:
        """The key of the document; None where there is none to be had."""
        return self._row(address, title, get_document_model(), self._new_document, MadeKind.DOCUMENT)

    def _row(self, address: str, title: str, model: Any, new: Callable[..., Any], kind: str) -> int | None:
        name = f"{kind}:{address}"
        key = self._known(name, model) or self._found(address, title, model, new, kind)
        if key is not None:
            self.used[name] = key
        return key

    def _known(self, name: str, model: Any) -> int | None:
        key = self.known.get(name)
        return key if key and model.objects.filter(pk=key, collection=self.collection).exists() else None

    def _found(self, address: str, title: str, model: Any, new: Callable[..., Any], kind: str) -> int | None:
        file = self._file(address)
        if file is None:
            return None
        digest = sha1(file.content, usedforsecurity=False).hexdigest()
        known = model.objects.filter(collection=self.collection, file_hash=digest).order_by("pk").first()
        if known is not None:
            return known.pk
        try:
            row = new(model, file, self._title(address, title, file)[:255], digest)
        except (
            Exception
        ) as error:  # Pillow and storages fail in many ways: the page is worth more than the file.
            self._say("file_refused", address, _reason(error))
            return None
        if self.made:
            self.made(kind, row, address)
        return row.pk

    def _file(self, address: str) -> MediaFile | None:
        try:
            file = self.store.find(address)
        except MediaRefused as error:
            self._say("file_refused", address, str(error))
            return None
        if file is None:
            self.open.append(address)
            self.missing[address] = None
        return file

    def _say(self, code: str, address: str, why: str) -> None:
        self.open.append(address)
        message = _("A file of the old site was not taken: {reason}").format(reason=why)
        self.notices.append(Notice(code, message, address))

    def _title(self, address: str, title: str, file: MediaFile) -> str:
        words = self.words.get(address)
        return title.strip() or (words.title if words else "") or PurePosixPath(file.name).stem

    def _new_image(self, model: Any, file: MediaFile, title: str, digest: str) -> Any:
        with Pillow.open(BytesIO(file.content)) as picture:
            width, height = picture.size
        row = model(title=title, collection=self.collection, width=width, height=height)
        if self.keeps_files:
            row.file = ImageFile(BytesIO(file.content), name=file.name)
        else:
            row.__dict__["file"] = file.name
        return self._saved(row, file, digest)

    def _new_document(self, model: Any, file: MediaFile, title: str, digest: str) -> Any:
        row = model(title=title, collection=self.collection)
        if self.keeps_files:
            row.file = ContentFile(file.content, name=file.name)
        else:
            row.__dict__["file"] = file.name
        return self._saved(row, file, digest)

    def _saved(self, row: Any, file: MediaFile, digest: str) -> Any:
        row.file_size, row.file_hash = len(file.content), digest
        row.save()
        if self.keeps_files:
            self.stored.append(row.file)
        return row


def _reason(error: Exception) -> str:
    if isinstance(error, UnidentifiedImageError):
        return _("it cannot be opened as a picture.")
    return str(error)
