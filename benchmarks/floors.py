"""The least that an answer of the same size can cost, through the same middleware."""

from __future__ import annotations

from functools import lru_cache

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

TABLE, KEY, ROWS = "bench_floor", "bench-floor", 20


def store(body: bytes) -> None:
    """Put the answer where each of the floors reads it: in twenty rows, which make it up, of many."""
    piece = -(-len(body) // ROWS)
    rows = [(1, n, body[n * piece : (n + 1) * piece].decode("latin-1")) for n in range(ROWS)]
    others = [(2 + n // ROWS, n % ROWS, "") for n in range(1000)]
    with connection.cursor() as cursor:
        cursor.execute(f"create table {TABLE} (list integer, place integer, body text)")
        cursor.executemany(f"insert into {TABLE} values (%s, %s, %s)", [*rows, *others])
        cursor.execute(f"create index {TABLE}_list on {TABLE} (list, place)")


def drop() -> None:
    """Remove the rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"drop table {TABLE}")


def _json(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="application/json")


def _rows() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"select body from {TABLE} where list = 1 order by place")
        return "".join(row[0] for row in cursor.fetchall()).encode("latin-1")


@lru_cache(maxsize=1)
def _constant() -> bytes:
    return _rows()


def constant(request: HttpRequest) -> HttpResponse:
    """Bytes that the process holds."""
    return _json(_constant())


def select(request: HttpRequest) -> HttpResponse:
    """One indexed SELECT of twenty rows that are ready."""
    return _json(_rows())


def hit(request: HttpRequest) -> HttpResponse:
    """A hit in Django's cache."""
    body = cache.get(KEY)
    if body is None:
        body = _rows()
        cache.set(KEY, body, None)
    return _json(body)


def select_and_hit(request: HttpRequest) -> HttpResponse:
    """A SELECT of one short row, and a hit in Django's cache: what it takes to be never out of date."""
    with connection.cursor() as cursor:
        cursor.execute(f"select place from {TABLE} where list = 2 and place = 0")
        cursor.fetchall()
    return hit(request)


urlpatterns = [
    path("constant/", constant),
    path("select/", select),
    path("hit/", hit),
    path("select-and-hit/", select_and_hit),
]
