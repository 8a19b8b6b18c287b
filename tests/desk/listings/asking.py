"""How tests ask a list or a report."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

LISTS = ("work_groups", "jobs", "resources")
REPORTS = ("people_who_lead", "disagreements")


def address(name: str) -> str:
    """Where a list or a report is."""
    return reverse(f"mathshub_listings_{name}" + (":index" if name in LISTS else ""))


def shown(client: Client, name: str, **query: Any) -> str:
    """The HTML of a list or a report."""
    answer = client.get(address(name), query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def titles(client: Client, name: str, **query: Any) -> list[str]:
    """The titles of the pages in a list, in order."""
    answer = client.get(address(name), query)
    return [page.get_admin_display_title() for page in answer.context["object_list"]]


def sheet(client: Client, name: str, **query: Any) -> list[dict[str, str]]:
    """The lines of a list as a CSV file."""
    answer = client.get(address(name), {"export": "csv"} | query)
    text = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(StringIO(text)))


def workbook(client: Client, name: str, **query: Any) -> list[tuple[Any, ...]]:
    """The lines of a list as a workbook, headings first."""
    answer = client.get(address(name), {"export": "xlsx"} | query)
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return list(book.active.iter_rows(values_only=True))


def queries_of(client: Client, url: str, **query: Any) -> int:
    """How many queries an answer takes, a file's lines included."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url, query)
        assert answer.status_code == 200
        if answer.streaming:
            assert b"".join(answer.streaming_content)
    return len(asked)
