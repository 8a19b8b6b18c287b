"""Which pages lie under which: parents before their children, and no page under itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def break_cycles(parents: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Parents by page without those that lead in a circle, and the pages that have lost theirs by that.

    A parent that is not among the pages is none. Of a circle, the page that is met first loses its parent.
    """
    kept = {page: parent if parent in parents else "" for page, parent in parents.items()}
    broken: list[str] = []
    sound = {""}
    for page in kept:
        path: dict[str, None] = {}
        here = page
        while here not in sound and here not in path:
            path[here] = None
            here = kept[here]
        if here not in sound:
            kept[here] = ""
            broken.append(here)
        sound.update(path)
    return kept, broken


def parents_first(pages: Iterable[str], parents: Mapping[str, str]) -> list[str]:
    """The pages in their order, but each behind its parent. `parents` holds no circles."""
    ordered: dict[str, None] = {}
    for page in pages:
        path = []
        here = page
        while here and here not in ordered:
            path.append(here)
            here = parents.get(here, "")
        ordered.update(dict.fromkeys(reversed(path)))
    return list(ordered)
