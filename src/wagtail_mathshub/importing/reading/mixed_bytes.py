"""UTF-8 among which single lines or characters are Windows text, as pages pasted together from several programs are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_UTF8_RUN = re.compile(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2})+"
)
# An accented letter and the quotation mark, dash or fraction behind it can look like one character of UTF-8.
# The leading bytes of UTF-8's own common characters (\xc2 \xc3 \xe2, Greek \xce \xcf) are not among these.
_LETTER_AND_MARK = re.compile(
    rb"(?:[\xc4-\xcd\xd0-\xdf][\x82\x84\x85\x91-\x97\xa0\xab\xbb-\xbe]"
    rb"|[\xe0\xe1\xe3-\xef][\x82\x84\x85\x91-\x97\xa0\xab\xbb-\xbe]{2})"
)
_ASCII_END = re.compile(rb"[\x00-\x7f][^\x00-\x7f]*\Z")
_LONGEST_LINE = 1024 * 1024


def decode_mixed(data: bytes) -> str:
    """Lines of valid UTF-8 as that; in other lines its characters as UTF-8, and all the rest as Windows text."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return "".join(_decode_line(line) for line in data.splitlines(keepends=True))


def whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut at the ends of lines; at a byte of ASCII where a line is very long."""
    waiting = b""
    for piece in pieces:
        waiting += piece
        cut = waiting.rfind(b"\n") + 1
        if not cut and len(waiting) > _LONGEST_LINE:
            found = _ASCII_END.search(waiting, len(waiting) - 100)
            cut = found.start() + 1 if found else len(waiting) - 4
        yield waiting[:cut]
        waiting = waiting[cut:]
    yield waiting


def _decode_line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        pass
    parts: list[str] = []
    at = 0
    for run in _UTF8_RUN.finditer(line):
        if _LETTER_AND_MARK.fullmatch(run[0]):
            continue
        parts += [line[at : run.start()].decode("cp1252", "replace"), run[0].decode()]
        at = run.end()
    return "".join([*parts, line[at:].decode("cp1252", "replace")])
