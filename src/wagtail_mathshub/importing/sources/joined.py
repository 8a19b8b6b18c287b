"""Several folders, ZIP files and single files as one tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.sources.archives import FileTree, open_tree


class JoinedTree:
    """The files of several trees, each under a name of its own: "export-1.zip/page.html"."""

    def __init__(self, trees: dict[str, FileTree]) -> None:
        self._trees = trees
        self._places = {
            f"{prefix}/{name}": (tree, name) for prefix, tree in trees.items() for name in tree.names()
        }
        self.notices: list[Notice] = [notice for tree in trees.values() for notice in tree.notices]

    def names(self) -> Sequence[str]:
        """All names, in order."""
        return tuple(sorted(self._places))

    def size(self, name: str) -> int:
        """The size in bytes."""
        tree, inner = self._places[name]
        return tree.size(inner)

    def read(self, name: str, most_bytes: int) -> bytes:
        """All bytes of a file."""
        tree, inner = self._places[name]
        return tree.read(inner, most_bytes)

    def chunks(self, name: str, most_bytes: int) -> Iterator[bytes]:
        """The bytes of a file, in pieces."""
        tree, inner = self._places[name]
        return tree.chunks(inner, most_bytes)

    def close(self) -> None:
        """Let go of files."""
        for tree in self._trees.values():
            tree.close()


def open_trees(paths: Sequence[Path], limits: Limits = LIMITS) -> FileTree:
    """The files of all paths; ImportRefused where one of them cannot be opened."""
    if len(paths) == 1:
        return open_tree(paths[0], limits)
    trees: dict[str, FileTree] = {}
    try:
        for number, path in enumerate(paths, start=1):
            prefix = path.name if path.name and path.name not in trees else f"{number}-{path.name}"
            trees[prefix] = open_tree(path, limits)
    except BaseException:
        JoinedTree(trees).close()
        raise
    return JoinedTree(trees)
