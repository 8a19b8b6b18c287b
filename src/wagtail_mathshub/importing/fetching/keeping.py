"""Answers of an old site kept in a folder, so that reading it can stop and go on without asking twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import orjson

from wagtail_mathshub.importing.fetching.asking import MOST_REDIRECTS, Answer, Asker
from wagtail_mathshub.importing.refusals import MediaRefused


def _say_nothing() -> None:
    """What is called before each question where nobody wants to know."""


@dataclass(frozen=True)
class Keeping:
    """Where answers are kept. `before` is called before each question that is really asked; it may raise."""

    folder: Path
    before: Callable[[], object] = _say_nothing


class KeptAnswers(Asker):
    """Asks what another asker may ask, and each thing once; what was refused stays refused."""

    def __init__(
        self, asker: Asker, keeping: Keeping, *, sleep: Callable[[float], object] = time.sleep
    ) -> None:
        self.allowed, self.limits = asker.allowed, asker.limits
        self._asker, self._keeping, self._sleep = asker, keeping, sleep
        self._owed = 0.0

    def sleep(self, seconds: float) -> None:
        """Put a pause off until something is really asked."""
        self._owed = seconds

    def ask(
        self,
        address: str,
        *,
        most_bytes: int | None = None,
        types: Collection[str] = (),
        redirects: int = MOST_REDIRECTS,
    ) -> Answer:
        """The answer that is kept, or else the old site's own."""
        name = sha256(orjson.dumps([address, most_bytes, sorted(types), redirects])).hexdigest()
        path = self._keeping.folder / name
        if not path.exists():
            self._keeping.before()
            if self._owed:
                self._sleep(self._owed)
            _write(path, self._asked(address, most_bytes, types, redirects))
        self._owed = 0.0
        return _read(path)

    def _asked(
        self, address: str, most_bytes: int | None, types: Collection[str], redirects: int
    ) -> Answer | MediaRefused:
        try:
            return self._asker.ask(address, most_bytes=most_bytes, types=types, redirects=redirects)
        except MediaRefused as error:
            return error


def _write(path: Path, answer: Answer | MediaRefused) -> None:
    if isinstance(answer, MediaRefused):
        head, content = {"refused": str(answer), "kind": type(answer).__name__}, b""
    else:
        head, content = vars(replace(answer, content=b"")) | {"content": ""}, answer.content
    half = path.with_suffix(".part")
    half.write_bytes(orjson.dumps(head) + b"\n" + content)
    # A step that is killed leaves half a file, which is no answer.
    half.rename(path)


def _read(path: Path) -> Answer:
    head, _line, content = path.read_bytes().partition(b"\n")
    data = orjson.loads(head)
    if "refused" in data:
        kinds = {kind.__name__: kind for kind in (MediaRefused, *MediaRefused.__subclasses__())}
        raise kinds.get(data["kind"], MediaRefused)(data["refused"])
    return Answer(**data | {"content": content})
