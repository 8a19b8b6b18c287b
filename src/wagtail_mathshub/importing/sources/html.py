"""Saved HTML pages: a mirror of a site, pages saved from a browser, a folder of flat files."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.reading.boilerplate import own_text, quoted
from wagtail_mathshub.importing.reading.decoding import decode
from wagtail_mathshub.importing.reading.oddities import undo_oddities_in
from wagtail_mathshub.importing.reading.page_addresses import host_of, path_words
from wagtail_mathshub.importing.reading.page_facts import PageFacts, page_facts
from wagtail_mathshub.importing.reading.parsing import body_of, parse
from wagtail_mathshub.importing.reading.text_blocks import drop_invisible, prune, text_in
from wagtail_mathshub.importing.refusals import ImportRefused, PageRefused
from wagtail_mathshub.importing.source_pages import Skipped, SourceKind, SourcePage, SourceSite, Status
from wagtail_mathshub.importing.sources.archives import FileTree
from wagtail_mathshub.importing.sources.saved_pages import SavedPage, survey

_PATH_TYPES = {
    "event": "event",
    "events": "event",
    "post": "post",
    "blog": "post",
    "news": "post",
    "project": "project",
    "projects": "project",
    "work-groups": "work-group",
    "workgroups": "work-group",
    "work-group": "work-group",
    "jobs": "job",
    "vacancies": "job",
    "vacancy": "job",
}
_MOST_REMOVED = 2000
_LEAST_PAGES_OF_A_LOGO = 3


class HtmlSource:
    """The pages of a folder or ZIP. `address` is where the folder's files lay, when nothing in them says so."""

    kind = SourceKind.HTML

    def __init__(self, tree: FileTree, *, address: str = "", limits: Limits = LIMITS) -> None:
        self._tree, self._limits = tree, limits
        self._saved = survey(tree, self._read, self.prepare, address, limits)
        if not self._saved.pages and not self._saved.refused:
            raise ImportRefused(_("There is no saved page (.html) in it."))
        self._removed: dict[str, None] = {}
        self.site = self._site(address)

    def prepare(self, soup: BeautifulSoup) -> list[Notice]:
        """Change a page that has just been parsed, for what one system alone does."""
        return []

    def count(self) -> int:
        """How many pages there are."""
        return sum(not page.reason for page in self._saved.pages)

    def pages(self) -> Iterator[SourcePage]:
        """The pages in the order of their files' names."""
        self.site.skipped = [Skipped(name, name, "", reason) for name, reason in self._saved.refused]
        self.site.notices = list(self._tree.notices)
        self._removed.clear()
        for saved in self._saved.pages:
            if saved.reason:
                self.site.skipped.append(Skipped(saved.id, saved.title or saved.name, "", saved.reason))
                continue
            try:
                yield self._page(saved)
            except PageRefused as refusal:
                self.site.skipped.append(Skipped(saved.id, saved.title or saved.name, "", str(refusal)))
        if self._removed:
            message = _("These texts were taken for the old site's menus, headers and footers, and left out.")
            self.site.notices.append(Notice("boilerplate", message, "\n".join(self._removed)))

    def close(self) -> None:
        """Let go of the files."""
        self._tree.close()

    def _read(self, name: str) -> str:
        return decode(self._tree.read(name, self._limits.page_bytes)).text

    def _site(self, address: str) -> SourceSite:
        addresses = [page.address for page in self._saved.pages if page.address]
        roots = dict.fromkeys("{0.scheme}://{0.netloc}/".format(urlsplit(form)) for form in addresses)
        hosts = sorted({host_of(form) for form in addresses}, key=[host_of(form) for form in addresses].count)
        first = next((page.name for page in self._saved.pages), "")
        name = hosts[-1] if hosts else host_of(address) or self._saved.names.name or first
        return SourceSite(
            key=f"{self.kind.value}:{name}",
            kind=self.kind,
            title=self._saved.names.name,
            addresses=tuple(roots),
        )

    def _page(self, saved: SavedPage) -> SourcePage:
        decoded = decode(self._tree.read(saved.name, self._limits.page_bytes))
        soup = parse(decoded.text, self._limits)
        facts = page_facts(soup)
        title = self._title(facts, saved)
        notices = [*decoded.notices, *self.prepare(soup), *_said_of_copies(saved)]
        drop_invisible(soup)
        own = own_text(body_of(soup), self._saved.repetition_of(saved.address))
        self._remember(own.removed)
        _drop_title(own.element, title)
        notices += undo_oddities_in(soup, own.element)
        prune(own.element)
        words = path_words(saved.address or saved.name)
        return SourcePage(
            id=saved.id,
            title=title,
            html=own.element.decode_contents().strip(),
            address=saved.address,
            aliases=_aliases(saved),
            type=facts.type if facts.type not in ("", "page") else _type_of_path(words) or facts.type,
            status=Status.PUBLIC,
            slug=words[-1] if words else "",
            published_at=facts.published_at,
            modified_at=facts.modified_at,
            authors=facts.authors,
            categories=facts.categories,
            tags=facts.tags,
            excerpt=facts.description,
            lead_image=self._lead_image(facts, saved),
            notices=tuple(notices),
        )

    def _title(self, facts: PageFacts, saved: SavedPage) -> str:
        names = self._saved.names
        for title in (facts.heading, facts.shared_title, facts.document_title):
            plain = names.without_site(title)
            # On some sites the only <h1> is the site's own name in the header.
            if plain and plain != names.name:
                return plain
        words = path_words(saved.address or saved.name)
        return facts.document_title or (words[-1].replace("-", " ").capitalize() if words else saved.name)

    def _lead_image(self, facts: PageFacts, saved: SavedPage) -> str:
        count, pages = self._saved.images[facts.image], len(self._saved.pages)
        is_logo = count >= max(_LEAST_PAGES_OF_A_LOGO, (pages + 1) // 2)
        return urljoin(saved.address, facts.image) if facts.image and not is_logo else ""

    def _remember(self, texts: tuple[str, ...]) -> None:
        for text in quoted(list(texts)).split("\n"):
            if len(self._removed) < _MOST_REMOVED and text:
                self._removed.setdefault(text)


def _said_of_copies(saved: SavedPage) -> list[Notice]:
    if not saved.others:
        return []
    names = [page.name for page in saved.others]
    message = ngettext(
        "The page was saved once more, under another address.",
        "The page was saved {count} more times, under other addresses.",
        len(names),
    ).format(count=len(names))
    return [Notice("saved_again", message, "\n".join(names))]


def _aliases(saved: SavedPage) -> tuple[str, ...]:
    forms = [form for page in (saved, *saved.others) for form in page.forms]
    return tuple(dict.fromkeys(form for form in forms if form != saved.address))


def _type_of_path(words: list[str]) -> str:
    return next((_PATH_TYPES[word] for word in words[:-1] if word in _PATH_TYPES), "")


def _drop_title(root: Tag, title: str) -> None:
    """The page's title is shown above its text already."""
    for heading in root.find_all(["h1", "h2"]):
        if text_in(heading).casefold() == title.casefold():
            heading.decompose()
            return
