"""Pauses between questions, so that an old site is not kept busy by being read."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pauses:
    """At least `seconds` from the end of a question to the beginning of the next."""

    def __init__(
        self,
        seconds: float,
        *,
        sleep: Callable[[float], object] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.seconds = seconds
        self._sleep = sleep
        self._monotonic = monotonic
        self._ended: float | None = None

    def wait(self) -> None:
        """Wait for as long as is left of the pause."""
        if self._ended is not None:
            left = self._ended + self.seconds - self._monotonic()
            if left > 0:
                self._sleep(left)

    def begin(self) -> None:
        """A question has been answered: the next pause begins."""
        self._ended = self._monotonic()
