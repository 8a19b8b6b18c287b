"""Names of files that every computer can store, none of them twice."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 180
# What Windows refuses in a name, and what only steers how text is shown.
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}\Z")


def safe_name(words: str, *, longest: int = LONGEST) -> str:
    """`words` as a name without an ending, of at most `longest` bytes; "file" where nothing of them is left."""
    words = unicodedata.normalize("NFC", words.encode("utf-8", "ignore").decode())
    words = " ".join(_REFUSED.sub(" ", words).split())
    cut = words.encode()[:longest].decode("utf-8", "ignore")
    return cut.strip(" .") or "file"


def ending_of(filename: str) -> str:
    """The ending of a file's name with its dot, in small letters; "" for none, and for an odd one."""
    found = _ENDING.search(filename)
    return found[0].lower() if found else ""


class Names:
    """The names given so far: the second file of a name is numbered. Capitals make no difference."""

    def __init__(self, *taken: str) -> None:
        self._taken = {name.casefold() for name in taken}

    def unique(self, words: str, ending: str = "") -> str:
        """A name for `words` that nothing else here has."""
        base = safe_name(words)
        name, number = f"{base}{ending}", 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{base} ({number}){ending}"
        self._taken.add(name.casefold())
        return name
