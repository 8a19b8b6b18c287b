"""Choosing pages in a list and sending the form of an action."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

OPEN, CLOSE, POSTPONE, ARCHIVE, AUDIENCE, REVIEW = (
    f"mathshub_{name}"
    for name in ("open_sign_up", "close_sign_up", "postpone", "archive", "add_audience", "set_review_date")
)
ALL = (OPEN, CLOSE, POSTPONE, ARCHIVE, AUDIENCE, REVIEW)


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(action: str, *pages: Any, **query: Any) -> str:
    keys = [("id", getattr(page, "pk", page)) for page in pages]
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{path}?{urlencode([*keys, ('next', '/admin/'), *query.items()])}"


def ask(user: Any, action: str, *pages: Any, **query: Any) -> Any:
    return client_of(user).get(address(action, *pages, **query))


def do(user: Any, action: str, *pages: Any, **answers: Any) -> Any:
    return client_of(user).post(address(action, *pages), answers, follow=True)


def said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])
