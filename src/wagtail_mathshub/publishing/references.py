"""What stored content points to, gathered first and then found in a few queries, however much it is.

A caller collects `Wanted` from any number of bodies and texts, calls `find` once, and builds what
it shows from `Found`. What a visitor may not see is not found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import Site

PAGE, IMAGE, DOCUMENT, EMBED = "page", "image", "document", "embed"


@dataclass(frozen=True)
class Viewpoint:
    """For whom content is shown: in which site, with absolute addresses or not, as XML or as HTML."""

    site: Site | None = None
    absolute: bool = False
    xml: bool = False
    # The public address of each site, looked up once for all that is shown.
    site_addresses: dict[int, str] = field(default_factory=dict, compare=False, repr=False)
    # Where Wagtail keeps the roots of all sites, which it would otherwise fetch from the cache for each page.
    roots: SimpleNamespace = field(default_factory=SimpleNamespace, compare=False, repr=False)


@dataclass
class Wanted:
    """Keys by kind: pages, images, documents, and the kinds that other rooms register."""

    keys: dict[str, set[Hashable]] = field(default_factory=lambda: defaultdict(set))

    def add(self, kind: str, key: Hashable | None) -> None:
        """Want one more; None wants nothing."""
        if key is not None:
            self.keys[kind].add(key)


@dataclass
class Found:
    """What was found, as plain data by kind and key."""

    viewpoint: Viewpoint = field(default_factory=Viewpoint)
    data: dict[str, dict[Any, Any]] = field(default_factory=dict)

    def get(self, kind: str, key: Any) -> Any | None:
        """The data of one; None where there is none that a visitor may see."""
        return self.data.get(kind, {}).get(key)


Loader = Callable[[set[Any], Viewpoint], dict[Any, Any]]
_loaders: dict[str, Loader] = {}


def register_kind(kind: str, loader: Loader) -> None:
    """Let `loader` find the keys of `kind`: keys and viewpoint in, data by key out."""
    _loaders[kind] = loader


def find(wanted: Wanted, viewpoint: Viewpoint) -> Found:
    """Everything that is wanted, each kind in a fixed number of queries."""
    found = Found(viewpoint)
    for kind, keys in wanted.keys.items():
        if keys and kind in _loaders:
            found.data[kind] = _loaders[kind](keys, viewpoint)
    return found
