"""Which addresses of a site a crawl visits, in which order, and when it has had enough of one kind."""

from __future__ import annotations

import re
from collections import Counter, deque
from urllib.parse import parse_qsl, unquote, urlsplit

from wagtail_mathshub.importing.fetching.allowed import AllowedHosts, AnyHost
from wagtail_mathshub.importing.reading.page_addresses import host_of, normalised
from wagtail_mathshub.importing.refusals import MediaRefused
from wagtail_mathshub.publishing.file_formats import formats_of, name_ending

# A calendar, or a search, has a page for everything: so many of one path, or of one pattern of numbers, are enough.
MOST_VARIANTS = 100
MOST_FOLDERS, MOST_REPEATS = 12, 3
_NO_PAGES = frozenset(
    [
        "wp-admin",
        "wp-login.php",
        "wp-json",
        "wp-includes",
        "wp-cron.php",
        "xmlrpc.php",
        "feed",
        "admin",
        "login",
        "log-in",
        "logout",
        "signin",
        "sign-in",
        "signup",
        "register",
        "lostpassword",
        "my-account",
        "account",
        "user",
        "cart",
        "basket",
        "checkout",
        "cdn-cgi",
        "trackback",
        "embed",
        "amp",
    ]
)
_NO_PAGES_QUERIES = frozenset(
    [
        "replytocom",
        "share",
        "action",
        "_wpnonce",
        "add-to-cart",
        "s",
        "search",
        "feed",
        "print",
        "redirect_to",
        "preview",
        "ical",
        "outlook-ical",
        "doing_wp_cron",
        "format",
        "rest_route",
    ]
)
_NO_PAGES_ENDINGS = frozenset(
    ["css", "js", "mjs", "ico", "woff", "woff2", "ttf", "eot", "ics", "rss", "atom", "map"]
)
_SESSION = re.compile(r"(?:php)?sess(?:ion)?_?id|sid|jsessionid", re.IGNORECASE)


class Frontier:
    """The addresses still to be visited, first come first served, each page once; all on the host of `start`.

    `stopped` names the paths of which there were too many addresses, `is_full` says that there were too many in all.
    """

    def __init__(self, start: str, allowed: AllowedHosts | AnyHost, *, most: int) -> None:
        self._host = host_of(start)
        self._allowed = allowed
        self._most = most
        self._waiting: deque[str] = deque()
        self._seen: set[str] = set()
        self._variants: Counter[str] = Counter()
        self.stopped: dict[str, None] = {}
        self.is_full = False

    def add(self, address: str) -> bool:
        """Put an address at the end of the queue; False where it is not one to visit, or known already."""
        plain = self._plain(address)
        if plain is None or normalised(plain) in self._seen or self._is_too_much(plain):
            return False
        self._seen.add(normalised(plain))
        self._waiting.append(plain)
        return True

    def moved(self, address: str, location: str) -> str | None:
        """Where to go on to from an address that leads elsewhere; None where that is not to be visited (again)."""
        plain = self._plain(location)
        if plain is None:
            return None
        key = normalised(plain)
        # What only gets its slash, or https, is the same page and has not been read yet.
        if key in self._seen and key != normalised(address):
            return None
        self._seen.add(key)
        return plain

    def next(self) -> str | None:
        """The address to visit now; None when all have been."""
        return self._waiting.popleft() if self._waiting else None

    def _plain(self, address: str) -> str | None:
        try:
            plain = str(self._allowed.target(address))
        except MediaRefused:
            return None
        return plain if host_of(plain) == self._host and may_be_page(plain) else None

    def _is_too_much(self, address: str) -> bool:
        if len(self._seen) >= self._most:
            self.is_full = True
            return True
        parts = urlsplit(address)
        keys = {re.sub(r"\d+", "0", parts.path)} | ({f"{parts.path}?"} if parts.query else set())
        if any(self._variants[key] >= MOST_VARIANTS for key in keys):
            self.stopped.setdefault(parts.path)
            return True
        self._variants.update(keys)
        return False


def may_be_page(address: str) -> bool:
    """Whether an address may be a page to read: no file, feed, log-in or search, and no endless path."""
    parts = urlsplit(address)
    folders = [unquote(part).lower() for part in parts.path.split("/") if part]
    if _NO_PAGES & set(folders) or len(folders) > MOST_FOLDERS:
        return False
    if folders and max(Counter(folders).values()) >= MOST_REPEATS:
        return False
    names = {name.lower() for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    if _NO_PAGES_QUERIES & names or any(_SESSION.fullmatch(name) for name in names):
        return False
    ending = name_ending(folders[-1]) if folders else ""
    return ending not in _NO_PAGES_ENDINGS and not formats_of(ending) - {"html"}
