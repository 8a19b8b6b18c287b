"""Pictures as old sites hold them: loaded late, in many sizes, with file names for a description."""

from __future__ import annotations

import re

from bs4 import Tag

from wagtail_mathshub.importing.reading.text_blocks import text_blocks

_LATE = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-image",
    "data-lazy",
    "data-url",
)
_LATE_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_FILE_NAME = re.compile(
    r"^[^\n/\\]{1,120}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|heic)(?:[ _-]?\w{0,12})?$", re.IGNORECASE
)
_CAMERA_NAME = re.compile(
    r"^(?:img|dsc[fn]?|image|photo|picture|screen ?shot|untitled|\d+)[\s_-]*[\d\s_().-]*$", re.IGNORECASE
)
_SAYS_NOTHING = {
    "article image",
    "image",
    "picture",
    "photo",
    "logo",
    "banner",
    "header image",
    "featured image",
    "alt text",
}


def resolve_pictures(root: Tag) -> None:
    """Give pictures that a script would load their address, and take away descriptions that describe nothing."""
    for holder in root.find_all("noscript"):
        _keep_without_script(holder)
    for picture in root.find_all("img"):
        if not _is_address(picture.get("src")):
            late = _late_address(picture)
            if late:
                picture["src"] = late
        if picture.get("alt") and describes_nothing(str(picture["alt"])):
            picture["alt"] = ""


def drop_picture_words(root: Tag) -> list[str]:
    """Take out lines that are a picture's description or file name and not part of the text."""
    shown = {
        " ".join(str(picture.get("alt") or "").split()).casefold() for picture in root.find_all("img")
    } - {""}
    dropped: list[str] = []
    for block in list(text_blocks(root)):
        text = block.text
        if (
            block.is_media
            or block.element.name in ("figcaption", "caption", "td", "th", "h1", "h2", "h3")
            or not text
        ):
            continue
        is_file = _FILE_NAME.match(text) is not None and not block.is_link_only
        if is_file or text.casefold() == "article image" or (text.casefold() in shown and len(text) < 150):
            dropped.append(text)
            block.extract()
    return dropped


def describes_nothing(words: str) -> bool:
    """Whether a picture's description is a file name or one of the words that systems fill in."""
    plain = " ".join(words.split())
    return bool(_FILE_NAME.match(plain) or _CAMERA_NAME.match(plain)) or plain.casefold() in _SAYS_NOTHING


def _late_address(picture: Tag) -> str:
    for name in _LATE:
        if _is_address(picture.get(name)):
            return str(picture[name]).strip()
    for name in _LATE_SETS:
        if address := _largest(str(picture.get(name) or "")):
            return address
    return ""


def _largest(sizes: str) -> str:
    """The address for the widest screen of a srcset: "small.jpg 300w, large.jpg 1024w"."""
    best, widest = "", -1.0
    for entry in re.split(r",\s+", sizes.strip()):
        address, _, width = entry.strip().partition(" ")
        number = re.match(r"\d+(?:\.\d+)?", width.strip())
        size = float(number[0]) if number else 0.0
        if _is_address(address) and size > widest:
            best, widest = address, size
    return best


def _is_address(value: object) -> bool:
    text = str(value or "").strip()
    return bool(text) and not text.startswith(("data:", "about:", "#"))


def _keep_without_script(holder: Tag) -> None:
    """A picture for readers without scripts counts where the picture for the others has no address."""
    inside, before = holder.find("img"), holder.find_previous("img")
    is_needed = before is None or not (_is_address(before.get("src")) or _late_address(before))
    if inside is not None and not (is_needed and _is_address(inside.get("src"))):
        inside.decompose()
    elif inside is not None and before is not None:
        before.decompose()
    holder.unwrap()
