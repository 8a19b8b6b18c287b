"""Looks at the bytes of a file before it is taken: what it really is, and whether it can be opened."""

from __future__ import annotations

import io

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.images.fields import get_allowed_image_extensions

from wagtail_mathshub.importing.limits import LIMITS, MEGABYTE, Limits
from wagtail_mathshub.importing.media.pictures import PICTURES, check_picture
from wagtail_mathshub.importing.media_files import MediaFile
from wagtail_mathshub.importing.refusals import MediaRefused
from wagtail_mathshub.publishing.file_facts import read_facts
from wagtail_mathshub.publishing.file_formats import FORMATS, UNKNOWN, format_label, formats_of, name_ending

# What a library takes that has no list of its own (WAGTAILDOCS_EXTENSIONS).
DOCUMENTS = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "odt",
        "rtf",
        "ppt",
        "pptx",
        "ppsx",
        "pps",
        "odp",
        "xls",
        "xlsx",
        "ods",
        "csv",
        "tsv",
        "txt",
        "zip",
        "ggb",
        "ggt",
        "notebook",
        "epub",
        "mp3",
        "m4a",
        "wav",
        "ogg",
        "mp4",
        "m4v",
        "mov",
        "webm",
        "vtt",
        "srt",
    ]
)
# A browser that opens one of these runs what it holds, with the rights of whoever is logged in.
ACTIVE = {"html", "svg", "xml", "exe"}


def checked(file: MediaFile, limits: Limits = LIMITS) -> MediaFile:
    """The file, named after what it is; MediaRefused where it is not what it says, too large, or of no kind taken.

    A picture whose name says another kind of picture, and a file without an ending, get the ending of their bytes.
    """
    if not file.content:
        raise MediaRefused(_("{name} is empty.").format(name=file.name))
    if len(file.content) > limits.file_bytes:
        raise MediaRefused(
            _("{name} is larger than {most} MB.").format(name=file.name, most=limits.file_bytes // MEGABYTE)
        )
    facts = read_facts(io.BytesIO(file.content), file.name)
    _refuse_active(file.name, facts.format)
    if facts.format in PICTURES:
        return _checked_picture(file, facts.format, limits)
    return _checked_document(file, facts.format, suspicious=facts.suspicious)


def is_picture(file: MediaFile) -> bool:
    """Whether a file that has been checked belongs with the pictures, not with the documents."""
    return bool(formats_of(name_ending(file.name)) & PICTURES.keys())


def document_endings() -> frozenset[str]:
    """The endings of names that the site's library of documents takes from an import."""
    named = getattr(settings, "WAGTAILDOCS_EXTENSIONS", None)
    endings = DOCUMENTS if named is None else frozenset(str(ending).lower() for ending in named)
    return frozenset(ending for ending in endings if not formats_of(ending) & ACTIVE)


def _refuse_active(name: str, found: str) -> None:
    promised = formats_of(name_ending(name))
    if found in ACTIVE or promised & ACTIVE:
        kind = found if found in ACTIVE else next(iter(promised & ACTIVE))
        raise MediaRefused(
            _(
                "{name} is a {kind}, which could run a program in a visitor's browser. It is not taken."
            ).format(name=name, kind=format_label(kind))
        )


def _checked_picture(file: MediaFile, found: str, limits: Limits) -> MediaFile:
    ending = name_ending(file.name)
    promised = formats_of(ending)
    if promised and not promised & PICTURES.keys():
        raise _contradiction(file.name, found)
    fitting = [*([ending] if found in promised else []), *FORMATS[found].endings.split()]
    right = next((one for one in fitting if one in get_allowed_image_extensions()), None)
    if right is None:
        raise MediaRefused(
            _("{name} is a {kind}, which this site's library does not take.").format(
                name=file.name, kind=format_label(found)
            )
        )
    check_picture(file, found, limits)
    return MediaFile(_renamed(file.name, right), file.content)


def _checked_document(file: MediaFile, found: str, *, suspicious: bool) -> MediaFile:
    ending = name_ending(file.name)
    if suspicious:
        raise _contradiction(file.name, found)
    if not formats_of(ending) and found not in (UNKNOWN, "txt"):
        ending = FORMATS[found].endings.split()[0]
    if ending not in document_endings():
        raise MediaRefused(
            _("{name} is of a kind that this site's library of documents does not take.").format(
                name=file.name
            )
        )
    return MediaFile(_renamed(file.name, ending), file.content)


def _renamed(name: str, ending: str) -> str:
    old = name_ending(name)
    if old == ending:
        return name
    return f"{name[: -len(old) - 1] if formats_of(old) else name}.{ending}"


def _contradiction(name: str, found: str) -> MediaRefused:
    return MediaRefused(
        _("{name} is not what its name says: it is a {kind}. It is not taken.").format(
            name=name, kind=format_label(found)
        )
    )
