"""The first look at saved pages: which there are, under which addresses, which are the same, and what repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup

from wagtail_mathshub.importing.limits import Limits
from wagtail_mathshub.importing.reading.boilerplate import Repetition
from wagtail_mathshub.importing.reading.list_pages import why_left_out
from wagtail_mathshub.importing.reading.main_content import main_content
from wagtail_mathshub.importing.reading.page_addresses import (
    address_of_file,
    host_of,
    normalised,
    stated_addresses,
)
from wagtail_mathshub.importing.reading.page_facts import page_facts
from wagtail_mathshub.importing.reading.parsing import body_of, parse
from wagtail_mathshub.importing.reading.text_blocks import drop_invisible, fingerprint, text_in
from wagtail_mathshub.importing.reading.titles import SiteNames
from wagtail_mathshub.importing.refusals import PageRefused
from wagtail_mathshub.importing.sources.archives import FileTree

_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".php", ".asp", ".aspx")
_RESOURCES = re.compile(r"(?:^|/)[^/]+_files/")
_BEGINS_AS_PAGE = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_HEAD_BYTES = 2048
# Shorter texts may be the same on different pages.
_FEWEST_LETTERS = 200
# More files than this with one canonical address and different texts: the address is wrong.
_MOST_CLAIMS = 2


@dataclass
class SavedPage:
    """A file with a page: its name, its addresses, and what tells whether it is another file's page."""

    name: str
    address: str
    forms: tuple[str, ...]
    text: int
    is_long: bool
    reason: str = ""
    title: str = ""
    others: list[SavedPage] = field(default_factory=list)

    @property
    def id(self) -> str:
        return normalised(self.address) if self.address else self.name


@dataclass
class SavedSite:
    """What the first look found. Repetition is counted for each host by itself."""

    pages: list[SavedPage] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    repetition: dict[str, Repetition] = field(default_factory=dict)
    names: SiteNames = field(default_factory=SiteNames)
    images: Counter[str] = field(default_factory=Counter)

    def repetition_of(self, address: str) -> Repetition:
        """What repeats on the site of an address."""
        return self.repetition.setdefault(host_of(address), Repetition())


Prepare = Callable[[BeautifulSoup], object]
ReadText = Callable[[str], str]


def page_names(tree: FileTree) -> Iterator[str]:
    """The files of a tree that hold pages, by their endings or, without one, by their first bytes."""
    for name in tree.names():
        if _RESOURCES.search(name):
            continue
        path = name.lower().rpartition("/")[2].partition("?")[0].partition("@")[0]
        if path.endswith(_PAGE_ENDINGS) or ("." not in path and _holds_page(tree, name)):
            yield name


def survey(tree: FileTree, read: ReadText, prepare: Prepare, address: str, limits: Limits) -> SavedSite:
    """Look at every page once."""
    site = SavedSite()
    wrong = _wrong_canonicals(tree, read)
    seen: set[int | str] = set()
    for count, name in enumerate(page_names(tree)):
        if count >= limits.pages:
            break
        try:
            _look_at(name, read(name), prepare, address, limits, site, wrong, seen)
        except PageRefused as refusal:
            site.refused.append((name, str(refusal)))
    site.pages = _merged(site.pages)
    return site


def _look_at(
    name: str,
    html: str,
    prepare: Prepare,
    address: str,
    limits: Limits,
    site: SavedSite,
    wrong: set[str],
    seen: set[int | str],
) -> None:
    soup = parse(html, limits)
    forms = _forms(soup, html, name, address, wrong)
    facts = page_facts(soup)
    prepare(soup)
    body = body_of(soup)
    title = facts.heading or facts.document_title
    reason = why_left_out(soup, forms[0] if forms else name, facts.document_title or facts.heading)
    drop_invisible(soup)
    words = text_in(main_content(body).element)
    page = SavedPage(
        name,
        forms[0] if forms else "",
        forms,
        fingerprint(words),
        len(words) >= _FEWEST_LETTERS,
        reason,
        title[:200],
    )
    site.pages.append(page)
    # A page that was saved several times must not make its own text look repeated.
    if page.id in seen or (page.is_long and page.text in seen):
        return
    seen.update((page.id, page.text))
    site.repetition_of(page.address).add(body)
    site.names.add(facts.document_title, facts.site_name)
    site.images[facts.image] += 1


def _forms(soup: BeautifulSoup, html: str, name: str, address: str, wrong: set[str]) -> tuple[str, ...]:
    """All addresses of a page, the surest first."""
    own, saved = stated_addresses(soup, html)
    if normalised(own) in wrong:
        own = ""
    forms = [own, saved, address_of_file(name, address)]
    return tuple(dict.fromkeys(form for form in forms if form))


def _wrong_canonicals(tree: FileTree, read: ReadText) -> set[str]:
    """Addresses that many files of different names call their own: some systems put the home page's on every page."""
    claims: Counter[str] = Counter()
    for name in page_names(tree):
        try:
            html = read(name)
        except PageRefused:
            continue
        if found := re.search(r"<link\b[^>]*\brel=[\"']?canonical\b[^>]*>", html, re.IGNORECASE):
            address = re.search(r"\bhref=[\"']([^\"']+)", found[0], re.IGNORECASE)
            if address:
                claims[normalised(address[1])] += 1
    return {
        address for address, count in claims.items() if count > _MOST_CLAIMS and count * 2 > claims.total()
    }


def _merged(pages: list[SavedPage]) -> list[SavedPage]:
    """Each page once: those with the same address, or with the same long text, are one."""
    firsts: dict[int | str, SavedPage] = {}
    kept: list[SavedPage] = []
    for page in sorted(pages, key=_plainness):
        keys: list[int | str] = [page.id, *map(normalised, page.forms)]
        if page.is_long and not page.reason:
            keys.append(page.text)
        first = next((firsts[key] for key in keys if key in firsts), None)
        if first is None:
            kept.append(page)
            first = page
        else:
            first.others.append(page)
        for key in keys:
            firsts.setdefault(key, first)
    return sorted(kept, key=_name)


def _plainness(page: SavedPage) -> tuple[bool, int, str]:
    """Names without a query, and short ones, stand for a page before its other copies."""
    return ("?" in page.name or "@" in page.name, len(page.name), page.name)


def _name(page: SavedPage) -> str:
    return page.name


def _holds_page(tree: FileTree, name: str) -> bool:
    try:
        head = next(iter(tree.chunks(name, 2**40)), b"")[:_HEAD_BYTES]
    except PageRefused:
        return False
    return _BEGINS_AS_PAGE.match(head.decode("latin-1").removeprefix("\u00ef\u00bb\u00bf")) is not None
