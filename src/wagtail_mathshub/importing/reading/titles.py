"""The title of a page without the name of its site, which most pages have in theirs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

_BETWEEN = re.compile(r"\s+[|\u2013\u2014\u00b7\u00bb\u2022-]\s+|\s+::\s+|\s*\|\s*")
_FEWEST = 2


@dataclass
class SiteNames:
    """What the titles of a site's pages have in common."""

    _pages: int = 0
    _parts: Counter[str] = field(default_factory=Counter)
    _stated: Counter[str] = field(default_factory=Counter)

    def add(self, document_title: str, site_name: str) -> None:
        """Count the parts of a page's title, and the name that the page states for its site."""
        self._pages += 1
        parts = _BETWEEN.split(document_title)
        if len(parts) > 1:
            self._parts.update({parts[0], parts[-1]})
        if site_name:
            self._stated[site_name] += 1

    @property
    def name(self) -> str:
        """The name of the site; "" where nothing tells it."""
        common = self._stated.most_common(1) or [
            entry for entry in self._parts.most_common(1) if self._is_site(entry[0])
        ]
        return common[0][0] if common else ""

    def without_site(self, title: str) -> str:
        """A title without the site's name before or behind it."""
        plain = " ".join(title.split())
        parts = _BETWEEN.split(plain)
        while len(parts) > 1 and self._is_site(parts[-1]):
            plain = plain[: plain.rindex(parts.pop())]
            plain = re.sub(r"[\s|\u2013\u2014\u00b7\u00bb\u2022:-]+$", "", plain)
        if len(parts) > 1 and self._is_site(parts[0]):
            plain = re.sub(r"^[\s|\u2013\u2014\u00b7\u00bb\u2022:-]+", "", plain.removeprefix(parts[0]))
        return plain

    def _is_site(self, part: str) -> bool:
        return part in self._stated or self._parts[part] >= max(_FEWEST, self._pages // 2)
