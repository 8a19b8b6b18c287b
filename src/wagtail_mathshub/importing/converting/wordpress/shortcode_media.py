"""The HTML of WordPress's own shortcodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.converting.wordpress.block_comments import frame
from wagtail_mathshub.importing.findings import Loss, Notice
from wagtail_mathshub.importing.source_pages import Attachment

_IMAGE = re.compile(r"(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'\]]+")
SOUNDS = ("src", "mp3", "m4a", "ogg", "wav", "flac")
FILMS = ("src", "mp4", "webm", "m4v", "ogv", "wmv", "flv")


@dataclass
class Shortcode:
    """A shortcode: what it says by name, what it encloses, and the files it may mean."""

    name: str
    given: Mapping[str, str]
    inside: str
    attachments: Mapping[str, Attachment]
    losses: list[Loss] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def _caption(code: Shortcode) -> str | None:
    image = _IMAGE.search(code.inside)
    if not image:
        return code.inside or None
    # The words stand in an attribute in old posts, and behind the picture in newer ones.
    said = code.inside[: image.start()] + code.inside[image.end() :]
    said = " ".join((code.given.get("caption", ""), said))
    caption = f"<figcaption>{said.strip()}</figcaption>" if said.strip() else ""
    return f'<figure class="wp-caption">{image[0]}{caption}</figure>'


def _gallery(code: Shortcode) -> str | None:
    keys = _keys(code.given.get("ids") or code.given.get("include") or "")
    left_out = set(_keys(code.given.get("exclude", "")))
    keys = [key for key in keys if key not in left_out]
    if not keys:
        return None
    if code.given.get("order", "").upper() == "DESC":
        keys.reverse()
    figures = "".join(_figure(code, key) for key in keys)
    return f'<figure class="wp-block-gallery">{figures}</figure>'


def _figure(code: Shortcode, key: str) -> str:
    file = _file(code, key)
    if not file:
        return ""
    alt = f' alt="{escape(file.alt)}"' if file.alt else ""
    words = " ".join(file.caption.split())
    caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    return f'<figure><img src="{escape(file.address)}"{alt}>{caption}</figure>'


def _playlist(code: Shortcode) -> str | None:
    keys = _keys(code.given.get("ids", ""))
    files = [file for key in keys if (file := _file(code, key))]
    if not files:
        return None
    links = (f'<a href="{escape(file.address)}">{escape(file.title or file.address)}</a>' for file in files)
    return f"<ul>{''.join(f'<li>{link}</li>' for link in links)}</ul>"


def _sound(code: Shortcode) -> str | None:
    address = _first(code, SOUNDS)
    return f'<audio src="{escape(address)}"></audio>' if address else None


def _film(code: Shortcode) -> str | None:
    address = _first(code, FILMS)
    if not address:
        return None
    is_file = re.search(r"\.\w{2,4}$", address.partition("?")[0])
    return f'<video src="{escape(address)}"></video>' if is_file else frame(address)


def _embed(code: Shortcode) -> str | None:
    address = _first(code, ("src", "url", "0"))
    return frame(address) if address else None


def _youtube(code: Shortcode) -> str | None:
    key = code.given.get("id") or code.given.get("0", "").lstrip("=")
    address = _first(code, ("src", "url", "0"))
    if not address and re.fullmatch(r"[\w-]{6,20}", key):
        address = f"https://www.youtube.com/watch?v={key}"
    return frame(address) if address else None


def _vimeo(code: Shortcode) -> str | None:
    key = code.given.get("id") or code.given.get("0", "").lstrip("=")
    address = f"https://vimeo.com/{key}" if key.isdecimal() else _first(code, ("src", "url", "0"))
    return frame(address) if address else None


def _first(code: Shortcode, names: tuple[str, ...]) -> str:
    said = [code.given.get(name, "") for name in names] + [unescape(code.inside)]
    found = (_ADDRESS.search(text) for text in said)
    address = next((match[0] for match in found if match), "")
    return address or next((text for text in said[:-1] if text.startswith("/")), "")


def _file(code: Shortcode, key: str) -> Attachment | None:
    file = code.attachments.get(key)
    if file is None:
        message = _("The file with the number {key} is not in the export; it is left out.").format(key=key)
        code.notices.append(Notice("missing_file", message, key))
        code.losses.append(Loss(_("a file that is not in the export"), key))
    return file


def _keys(said: str) -> list[str]:
    return [key for key in re.split(r"[\s,]+", said) if key]


MAKERS: dict[str, Callable[[Shortcode], str | None]] = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    "playlist": _playlist,
    "audio": _sound,
    "video": _film,
    "wpvideo": _film,
    "embed": _embed,
    "youtube": _youtube,
    "vimeo": _vimeo,
}
