"""The charset that a page or file says it has, as far as such a word is believed."""

from __future__ import annotations

import re

_HEAD = 8192
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']\s*([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
# As browsers do, old names stand for the Windows encodings that people really used.
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "l1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    **{f"iso-8859-{number}": f"iso8859_{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"windows-{number}": f"cp{number}" for number in range(1250, 1259)},
    **{f"cp{number}": f"cp{number}" for number in range(1250, 1259)},
}
_WIDE = {"utf-16-le", "utf-16-be"}


def python_codec(name: str) -> str:
    """Python's codec for the name of a charset; "" for one that is not believed, like UTF-7."""
    return _CODECS.get(name.strip().lower(), "")


def declared_in(head: bytes) -> list[str]:
    """What the first bytes say: the XML declaration, then the meta elements."""
    found = [name.decode("ascii", "replace") for name in _XML.findall(head[:_HEAD])]
    found += [name.decode("ascii", "replace") for name in _META.findall(head[:_HEAD])]
    # Who can read this word in single bytes does not read UTF-16.
    return [name for name in found if python_codec(name) not in _WIDE]
