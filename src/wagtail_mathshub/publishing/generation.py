"""The content generation: one number that every change of public content moves, in the same transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connections, router
from django.db.models import F

from wagtail_mathshub.publishing.installation import Installation, installation

logger = logging.getLogger(__name__)
_listeners: list[Callable[[], None]] = []
_table_is_there = True
_held: ContextVar[list[bool] | None] = ContextVar("mathshub_generation_held", default=None)


def current() -> int:
    """The present generation, in one query."""
    return installation().generation


def stamp() -> str:
    """The generation together with the installation that it belongs to, in one query."""
    # Every kept answer asks this and little else: the statement is written once, and makes no object.
    connection = connections[router.db_for_read(Installation)]
    with connection.cursor() as cursor:
        cursor.execute(*_statement(connection.alias))
        row = cursor.fetchone()
    # SQLite has the id as text without dashes.
    return f"{UUID(str(row[0]))}:{row[1]}" if row else f"{installation().install_id}:{current()}"


@lru_cache(maxsize=8)
def _statement(alias: str) -> tuple[str, tuple[Any, ...]]:
    first = Installation.objects.order_by("pk").values_list("install_id", "generation")[:1]
    sql, parameters = first.query.get_compiler(alias).as_sql()
    return sql, tuple(parameters)


def bump() -> None:
    """Move the generation: at once, or as the last statement of the transaction that is under way.

    Moved any earlier, the row would stay locked while the transaction goes on, and two of them could
    each wait for the other. Moved after the commit, a crash in between would leave old answers in the
    cache. Django has no hook before a commit, so `_watch` adds one to the connection.
    """
    if (held := _held.get()) is not None:
        held.append(True)
        return
    connection = _connection()
    if not connection.in_atomic_block:
        _move(connection)
        _tell()
    elif _planned(connection) is None:
        _watch(connection)
        # Of no savepoint: when one is rolled back and the rest is not, one move too many does no harm.
        connection.run_on_commit.append((set(), _PlannedMove(connection), False))


@contextmanager
def moved_once() -> Generator[None]:
    """Inside, nothing moves the generation; at the end it moves once, if anything asked for it.

    For many transactions that belong together. Kept answers stay as they were until the end.
    """
    if _held.get() is not None:
        yield
        return
    token = _held.set(asked := [])
    try:
        yield
    finally:
        _held.reset(token)
        if asked:
            bump()


def forget_planned() -> None:
    """Inside `moved_once`: what was asked for will be rolled back."""
    if (held := _held.get()) is not None:
        held.clear()


def pending() -> bool:
    """Whether the transaction under way has changed content that nobody else can see yet."""
    if _held.get():
        return True
    return _planned(_connection()) is not None


def after_move(listener: Callable[[], None]) -> None:
    """Call `listener` once after each transaction that has moved the generation."""
    if listener not in _listeners:
        _listeners.append(listener)


class _PlannedMove:
    """Stands among a transaction's on-commit functions, which a rollback clears."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.done = False

    def make(self) -> None:
        if not self.done:
            _move(self.connection)
            self.done = True

    def __call__(self) -> None:
        self.make()
        _tell()


def _connection() -> Any:
    return connections[router.db_for_write(Installation)]


def _planned(connection: Any) -> _PlannedMove | None:
    functions = (function for _savepoints, function, _robust in connection.run_on_commit)
    return next((function for function in functions if isinstance(function, _PlannedMove)), None)


def _watch(connection: Any) -> None:
    if getattr(connection, "_mathshub_watched", False):
        return
    commit = connection.commit

    def move_and_commit() -> None:
        if planned := _planned(connection):
            planned.make()
        commit()

    connection.commit = move_and_commit
    connection._mathshub_watched = True


def _move(connection: Any) -> None:
    if not _has_table(connection):
        return
    rows = Installation.objects.using(connection.alias)
    if not rows.update(generation=F("generation") + 1):
        rows.create()


def _has_table(connection: Any) -> bool:
    # Only while migrations run may content come before the table.
    global _table_is_there
    if not _table_is_there:
        _table_is_there = Installation._meta.db_table in connection.introspection.table_names()
    return _table_is_there


def migrations_begin() -> None:
    """Look for the table before the next move."""
    global _table_is_there
    _table_is_there = False


def _tell() -> None:
    for listener in _listeners:
        try:
            listener()
        except Exception:  # The change is committed: what follows from it must not fail the request.
            logger.exception("After a move of the content generation, %r failed.", listener)
