"""The way into the admin."""

from __future__ import annotations

from playwright.sync_api import Page


def log_in(window: Page, username: str) -> None:
    """Log in by the form as a user of the factories, and wait for the first page of the admin."""
    window.goto("/admin/login/")
    window.fill("input[name=username]", username)
    window.fill("input[name=password]", "password")
    window.click("button[type=submit]")
    window.wait_for_url("**/admin/")
