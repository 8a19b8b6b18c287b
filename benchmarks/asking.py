"""Asks the site of the benchmark inside this process, and notes the statements that an answer takes."""

from __future__ import annotations

from typing import Any

Statement = tuple[str, Any]


class Asker:
    """A client of one hub's host."""

    def __init__(self, host: str) -> None:
        from django.test import Client

        self.client = Client(headers={"host": host})

    def answer(self, address: str, **query: Any) -> tuple[bytes, list[Statement]]:
        """The bytes of an answer, and the SELECTs that it took."""
        from django.db import connection

        noted: list[Statement] = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if sql.lstrip("( ").startswith("SELECT"):
                noted.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            response = self.client.get(address, query or None)
        assert response.status_code == 200, f"{address} {query}: {response.content.decode()[:500]}"
        return response.content, noted

    def queries(self, address: str) -> int:
        """How many queries an answer takes, once renditions and facts of files have been made."""
        self.answer(address)
        return len(self.answer(address)[1])
