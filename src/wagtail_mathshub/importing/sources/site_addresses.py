"""The addresses of an old site: which one it is, and under which forms a page of it was known."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit


def absolute(address: str) -> str:
    """An http(s) address without blanks around it; "" for anything else."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return address if is_web else ""


def site_name(address: str) -> str:
    """What names a site whether it is written with http, https or www: its host and path, "hub.example.org/blog"."""
    address = absolute(address)
    if not address:
        return ""
    parts = urlsplit(address)
    return parts.netloc.rpartition("@")[2].lower().removeprefix("www.") + parts.path.rstrip("/")


def query_addresses(base: str, number: str, post_type: str) -> list[str]:
    """The addresses by number that WordPress answers besides a page's own, under the site's address `base`."""
    if not base or not number:
        return []
    root = base.rstrip("/") + "/"
    found = [f"{root}?p={number}"]
    if post_type == "page":
        found.insert(0, f"{root}?page_id={number}")
    elif post_type not in ("", "post"):
        found.append(f"{root}?post_type={post_type}&p={number}")
    return found


def number_in(address: str) -> str:
    """The number of a post in an address like "https://hub.example.org/?p=12"; "" where there is none."""
    try:
        query = parse_qs(urlsplit(address).query)
    except ValueError:
        return ""
    numbers = query.get("p", []) + query.get("page_id", [])
    return numbers[0] if numbers and numbers[0].isdecimal() else ""
