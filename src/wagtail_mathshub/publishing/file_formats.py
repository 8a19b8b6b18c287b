"""The formats of files that visitors can download: their names, media types and usual endings."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _lazy

UNKNOWN = "unknown"


class Format(NamedTuple):
    """What people and browsers call a format, and the endings of names that go with it."""

    label: Any
    media_type: str
    endings: str


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

FORMATS: dict[str, Format] = {
    "pdf": Format("PDF", "application/pdf", "pdf"),
    "docx": Format(_lazy("Word document"), f"{_OOXML}wordprocessingml.document", "docx dotx"),
    "docm": Format(
        _lazy("Word document with macros"), "application/vnd.ms-word.document.macroEnabled.12", "docm dotm"
    ),
    "doc": Format(_lazy("Word document"), "application/msword", "doc dot"),
    "rtf": Format(_lazy("rich text document"), "application/rtf", "rtf doc"),
    "odt": Format(_lazy("OpenDocument text"), f"{_ODF}text", "odt"),
    "pptx": Format(_lazy("PowerPoint"), f"{_OOXML}presentationml.presentation", "pptx ppsx potx"),
    "pptm": Format(
        _lazy("PowerPoint with macros"),
        "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
        "pptm ppsm potm",
    ),
    "ppt": Format(_lazy("PowerPoint"), "application/vnd.ms-powerpoint", "ppt pps pot"),
    "odp": Format(_lazy("OpenDocument presentation"), f"{_ODF}presentation", "odp"),
    "xlsx": Format(_lazy("spreadsheet (Excel)"), f"{_OOXML}spreadsheetml.sheet", "xlsx xltx"),
    "xlsm": Format(
        _lazy("spreadsheet with macros (Excel)"),
        "application/vnd.ms-excel.sheet.macroEnabled.12",
        "xlsm xltm",
    ),
    "xls": Format(_lazy("spreadsheet (Excel)"), "application/vnd.ms-excel", "xls xlt"),
    "ods": Format(_lazy("spreadsheet (OpenDocument)"), f"{_ODF}spreadsheet", "ods"),
    "csv": Format(_lazy("spreadsheet (CSV)"), "text/csv", "csv"),
    "tsv": Format(_lazy("spreadsheet (TSV)"), "text/tab-separated-values", "tsv tab"),
    "txt": Format(_lazy("plain text"), "text/plain", "txt text md tex"),
    "vtt": Format(_lazy("captions (WebVTT)"), "text/vtt", "vtt txt"),
    "srt": Format(_lazy("captions (SRT)"), "application/x-subrip", "srt"),
    "json": Format("JSON", "application/json", "json"),
    "xml": Format("XML", "application/xml", "xml"),
    "html": Format(_lazy("web page (HTML)"), "text/html", "html htm xhtml"),
    "svg": Format(_lazy("drawing (SVG)"), "image/svg+xml", "svg xml"),
    "png": Format(_lazy("picture (PNG)"), "image/png", "png"),
    "jpeg": Format(_lazy("picture (JPEG)"), "image/jpeg", "jpg jpeg jpe jfif"),
    "gif": Format(_lazy("picture (GIF)"), "image/gif", "gif"),
    "webp": Format(_lazy("picture (WebP)"), "image/webp", "webp"),
    "avif": Format(_lazy("picture (AVIF)"), "image/avif", "avif"),
    "heic": Format(_lazy("picture (HEIC)"), "image/heic", "heic heif"),
    "tiff": Format(_lazy("picture (TIFF)"), "image/tiff", "tif tiff"),
    "bmp": Format(_lazy("picture (BMP)"), "image/bmp", "bmp"),
    "mp4": Format(_lazy("video (MP4)"), "video/mp4", "mp4 m4v mov"),
    "mov": Format(_lazy("video (QuickTime)"), "video/quicktime", "mov qt"),
    "webm": Format(_lazy("video (WebM)"), "video/webm", "webm mkv"),
    "mkv": Format(_lazy("video (Matroska)"), "video/x-matroska", "mkv"),
    "avi": Format(_lazy("video (AVI)"), "video/x-msvideo", "avi"),
    "mp3": Format(_lazy("audio (MP3)"), "audio/mpeg", "mp3"),
    "m4a": Format(_lazy("audio (M4A)"), "audio/mp4", "m4a mp4"),
    "wav": Format(_lazy("audio (WAV)"), "audio/wav", "wav"),
    "ogg": Format(_lazy("audio or video (Ogg)"), "application/ogg", "ogg oga ogv opus"),
    "zip": Format(_lazy("ZIP archive"), "application/zip", "zip"),
    "gz": Format(_lazy("GZIP archive"), "application/gzip", "gz tgz"),
    "7z": Format(_lazy("7z archive"), "application/x-7z-compressed", "7z"),
    "rar": Format(_lazy("RAR archive"), "application/vnd.rar", "rar"),
    "ggb": Format(_lazy("GeoGebra activity"), "application/vnd.geogebra.file", "ggb"),
    "ggt": Format(_lazy("GeoGebra tool"), "application/vnd.geogebra.tool", "ggt"),
    "notebook": Format(_lazy("SMART Notebook"), "application/x-smarttech-notebook", "notebook"),
    "epub": Format(_lazy("e-book (EPUB)"), "application/epub+zip", "epub"),
    "exe": Format(_lazy("program"), "application/octet-stream", "exe dll com scr bin"),
    UNKNOWN: Format(_lazy("file"), "application/octet-stream", ""),
}

# What these are is written inside a container, so one that is locked or cut off still fits their names.
IN_ZIP = {
    *("docx", "docm", "odt", "pptx", "pptm", "odp", "xlsx", "xlsm", "ods"),
    *("zip", "ggb", "ggt", "notebook", "epub"),
}
# Office puts a document that has a password into the container of its older formats.
IN_OLE = {"doc", "ppt", "xls", "docx", "docm", "pptx", "pptm", "xlsx", "xlsm"}
CONTAINERS = {"zip": IN_ZIP, "ole": IN_OLE}


def format_label(key: str) -> str:
    """A format in words: "PDF", "Word document", "spreadsheet (CSV)"; "file" for one that is not known."""
    return str(FORMATS.get(key, FORMATS[UNKNOWN]).label)


def name_ending(name: str) -> str:
    """The ending of a file name in lower case, without its dot; "" for none."""
    before, _dot, ending = name.strip().rpartition(".")
    return ending.lower() if before else ""


def formats_of(ending: str) -> set[str]:
    """The keys of the formats that a name with this ending promises; none for an ending without meaning."""
    keys = {key for key, found in FORMATS.items() if ending and ending in found.endings.split()}
    return keys | IN_ZIP if "zip" in keys else keys
