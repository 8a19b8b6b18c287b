"""Files that are asked for at the old site itself."""

from __future__ import annotations

from email.message import Message

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.fetching.asking import Answer, Asker
from wagtail_mathshub.importing.media.checking import checked
from wagtail_mathshub.importing.media.file_names import name_at, safe_name
from wagtail_mathshub.importing.media_files import MediaFile
from wagtail_mathshub.importing.refusals import MediaRefused
from wagtail_mathshub.publishing.file_formats import formats_of, name_ending

# A web page at the address of a file is a message that the file has gone, or a log-in.
TYPES = (
    "image/",
    "audio/",
    "video/",
    "application/",
    "text/plain",
    "text/csv",
    "text/vtt",
    "text/tab",
    "binary/",
)
_GONE = {404, 410}


class DownloadStore:
    """Asks for files one at a time; where they lie is decided by the asker's allowed hosts."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    def find(self, address: str) -> MediaFile | None:
        """The file at that address; None where the old site no longer has it."""
        answer = self._asker.ask(address, types=TYPES)
        if answer.status in _GONE:
            return None
        if answer.status != 200:
            raise MediaRefused(
                _("The old site did not give out {address} (it answered {status}).").format(
                    address=address[:200], status=answer.status
                )
            )
        return checked(MediaFile(_name(answer, address), answer.content), self._asker.limits)

    def close(self) -> None:
        """Nothing is held between questions."""


def _name(answer: Answer, address: str) -> str:
    """The file's own name: of its address, else as the server calls it, else of where it was found."""
    header = Message()
    header["Content-Disposition"] = answer.disposition
    called = safe_name(header.get_filename() or "")
    names = [name_at(address), called, name_at(answer.address)]
    return next((name for name in names if formats_of(name_ending(name))), names[0])
