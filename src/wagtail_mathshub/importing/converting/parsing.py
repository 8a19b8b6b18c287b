"""Safe HTML into the document's own terms.

Bold, links and the like are kept as states, not as elements: however they are nested and wherever blocks
stand inside them, each run of words knows how it looks and where it leads.
"""

from __future__ import annotations

import re
from html import unescape

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.converting import containers, figures
from wagtail_mathshub.importing.converting.addresses import FILMS, SOUNDS, Place, ending, file_name
from wagtail_mathshub.importing.converting.containers import Container
from wagtail_mathshub.importing.converting.document import (
    BOLD,
    BREAK,
    CODE,
    ITALIC,
    SUB,
    SUP,
    Block,
    Film,
    Frame,
    Paragraph,
    Run,
)
from wagtail_mathshub.importing.converting.inline_pictures import InlinePicture, picture_of
from wagtail_mathshub.importing.findings import Loss

MOST_DEEP = 12
MOST_MARKS = 8
MARKS = {
    **{"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC, "sub": SUB, "sup": SUP},
    **dict.fromkeys(("code", "kbd", "samp", "tt"), CODE),
}
HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CONTAINERS = {
    **{"ul": "list", "menu": "list", "dir": "list", "ol": "numbers", "li": "item", "blockquote": "quote"},
    **{"table": "table", "tr": "row", "td": "cell", "th": "heading_cell", "caption": "caption"},
    **{"figure": "figure", "figcaption": "caption", "details": "details", "summary": "summary"},
}
BREAKS_FLOW = {
    *("address", "article", "aside", "center", "div", "dl", "fieldset", "footer", "form", "header", "hgroup"),
    *("legend", "main", "nav", "option", "p", "section", "noscript", "dd", "dt", "hr"),
    *("thead", "tbody", "tfoot", "pre"),
}
VOID = {"br", "hr", "img", "embed", "source", "iframe"}
GALLERIES = {"wp-block-gallery", "gallery", "tiled-gallery"}
FIGURES = {"wp-caption", "gallery-item"}
# What nh3 writes: no comments, lower case, and neither < nor > in an attribute.
_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>[^<>]*)>|(?P<text>[^<]+)")
_ATTRIBUTE = re.compile(r"([a-z][a-z0-9-]*)=\"([^\"]*)\"")
_IFRAME = re.compile(r"(<iframe\b[^>]*>).*?</iframe>", re.DOTALL)


def parsed(html: str, place: Place | None = None) -> tuple[list[Block], list[Loss]]:
    """The blocks of HTML that nh3 has cleaned, with absolute addresses, and what is in none of them.

    Without a place the HTML is what `clean` has made: it says itself which links lead to files of the site.
    """
    builder = _Builder(place or Place(), is_clean=place is None)
    # What a browser without frames would show is no HTML for nh3, and no text for readers.
    builder.read(_IFRAME.sub(r"\1", html))
    return builder.finished(), builder.losses


class _Builder:
    def __init__(self, place: Place, *, is_clean: bool) -> None:
        self.place = place
        self.is_clean = is_clean
        self.losses: list[Loss] = []
        self.stack: list[Container] = [Container("root", "")]
        self.open: list[str] = []
        self.marks: list[str] = []
        self.looks: dict[tuple[str, ...], frozenset[str]] = {}
        self.hrefs: list[tuple[str, bool]] = []
        self.runs: list[Run | InlinePicture] = []
        self.heading = 0
        self.verbatim = 0
        self.marker = ""
        self.forms: list[str] = []
        self.last_picture = ""
        self.repeated: list[str] | None = None

    def finished(self) -> list[Block]:
        """The blocks, once everything has been fed."""
        while len(self.stack) > 1:
            self._leave()
        self._flush()
        return self.stack[0].blocks

    def read(self, html: str) -> None:
        """Take in what nh3 has written."""
        for token in _TOKEN.finditer(html):
            if token["name"] is None:
                self._text(unescape(token["text"]))
            elif token["close"]:
                self._end_tag(token["name"])
            else:
                self._start_tag(token["name"], token["rest"])

    def _start_tag(self, tag: str, rest: str) -> None:
        given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(rest)} if rest else {}
        self.open.append(tag)
        self._start(tag, given)
        if tag in VOID:
            self.open.pop()

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag in ("cite", "footer") and self._is_source():
            self._enter("caption", tag, given)
        elif tag in MARKS:
            self.marks.append(MARKS[tag])
        elif tag == "a":
            self._open_link(given)
        elif tag in HEADINGS:
            self._flush()
            self.heading = HEADINGS[tag]
        elif (kind := _kind(tag, given)) != "":
            self._enter(kind, tag, given)
        elif tag in BREAKS_FLOW:
            self._open_box(tag, given)
        else:
            self._inline(tag, given)

    def _end_tag(self, tag: str) -> None:
        if tag not in self.open:
            return
        while self.open:
            last = self.open.pop()
            self._end(last)
            if last == tag:
                return

    def _text(self, data: str) -> None:
        if self.repeated is not None:
            self.repeated.append(data)
        elif self.verbatim:
            pieces = data.split("\n")
            for n, piece in enumerate(pieces):
                if n:
                    self.runs.append(Run(BREAK))
                self._say(piece.expandtabs(4))
        else:
            self._say(data)

    def _say(self, text: str) -> None:
        if not text:
            return
        href, is_file = self.hrefs[-1] if self.hrefs else ("", False)
        look = self.looks.setdefault(tuple(self.marks[:MOST_MARKS]), frozenset(self.marks))
        self.runs.append(Run(text, look, href, is_file))

    def _open_link(self, given: dict[str, str]) -> None:
        address = self.place.absolute(given.get("href", ""))
        if given.get("href") and not address:
            self.losses.append(Loss(_("a link that leads nowhere"), given["href"]))
        is_file = (self.is_clean and given.get("class") == "file") or self.place.is_own_file(address)
        self.hrefs.append((address, is_file))
        if given.get("class") == "wp-block-file__button":
            self.repeated = []

    def _close_link(self) -> None:
        self.hrefs.pop()
        if self.repeated is not None:
            # WordPress puts a second link to the same file behind the first.
            self.losses.append(Loss(_("a second link to a file"), "".join(self.repeated)))
            self.repeated = None

    def _open_box(self, tag: str, given: dict[str, str]) -> None:
        self._flush()
        if tag == "pre":
            self.verbatim += 1
        elif tag == "p" and given.get("class") in ("frame", "film"):
            self.marker = given["class"]
        elif tag == "form":
            self.forms.append(self.place.absolute(given.get("action", "")))
        elif tag == "dt":
            self.marks.append(BOLD)

    def _inline(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self.runs.append(Run(BREAK))
        elif tag == "q":
            self._say("“")
        elif tag == "img":
            self._picture(given)
        elif tag in ("iframe", "object", "embed", "video", "audio", "source"):
            self._elsewhere(tag, given)

    def _is_source(self) -> bool:
        is_said = any(isinstance(run, Run) and run.text.strip() for run in self.runs)
        return self.stack[-1].kind == "quote" and not is_said

    def _end(self, tag: str) -> None:
        if self.stack[-1].tag == tag and self.stack[-1].opened_at == len(self.open):
            self._leave()
        elif tag in MARKS:
            self.marks.pop()
        elif tag == "a":
            self._close_link()
        elif tag in HEADINGS:
            self._flush()
            self.heading = 0
        elif tag == "q":
            self._say("”")
        elif tag in BREAKS_FLOW:
            self._close_box(tag)
        elif tag in CONTAINERS:
            self._flush()

    def _close_box(self, tag: str) -> None:
        self._flush()
        if tag == "pre":
            self.verbatim -= 1
        elif tag == "p":
            self.marker = ""
        elif tag == "dt":
            self.marks.pop()
        elif tag == "form" and self.forms:
            self._form(self.forms.pop())

    def _form(self, action: str) -> None:
        self.losses.append(Loss(_("a form"), action))
        if action and action != self.place.address:
            self._add(Paragraph((Run(action, href=action),)))

    def _enter(self, kind: str, tag: str, given: dict[str, str]) -> None:
        self._flush()
        if len(self.stack) >= MOST_DEEP * 3:
            return
        for implied in containers.implied(kind, self.stack[-1].kind):
            self.stack.append(Container(implied, ""))
        container = Container(kind, tag, opened_at=len(self.open) - 1)
        container.columns = containers.span(given.get("colspan"))
        container.rows = containers.span(given.get("rowspan"))
        self.stack.append(container)

    def _leave(self) -> None:
        self._flush()
        container = self.stack.pop()
        containers.close(container, self.stack[-1])
        while len(self.stack) > 1 and not self.stack[-1].tag:
            implied = self.stack.pop()
            containers.close(implied, self.stack[-1])

    def _add(self, block: Block) -> None:
        self.stack[-1].blocks.append(block)

    def _picture(self, given: dict[str, str]) -> None:
        href = self.hrefs[-1][0] if self.hrefs else ""
        made = picture_of(given, self.place, href)
        if isinstance(made, Run):
            self.runs.append(made)
        elif isinstance(made, Loss):
            self.losses.append(made)
        elif made and not ("noscript" in self.open and made.picture.address == self.last_picture):
            self.last_picture = made.picture.address
            self.runs.append(made)

    def _elsewhere(self, tag: str, given: dict[str, str]) -> None:
        said = given.get("src") or given.get("data") or given.get("data-src") or ""
        address = self.place.absolute(said)
        if not said and tag in ("video", "audio", "source"):
            return
        if not address.startswith("http"):
            self.losses.append(Loss(_("something shown from elsewhere"), said))
            return
        self._flush()
        self._add(shown(address, given.get("title", ""), self.place))

    def _flush(self) -> None:
        runs, self.runs = self.runs, []
        if not runs:
            return
        made = figures.flowed(runs, self.heading, is_verbatim=bool(self.verbatim), marker=self.marker)
        for block in made:
            self._add(block)


def shown(address: str, title: str, place: Place) -> Block:
    """What stands for a frame or a player: a film, a frame, or a link to the file."""
    if ending(address) in FILMS and place.is_own(address):
        return Film(address, title)
    if ending(address) in SOUNDS | FILMS or place.is_own_file(address):
        is_file = place.is_own_file(address)
        return Paragraph((Run(title or file_name(address), href=address, is_file=is_file),))
    return Frame(address, title)


def _kind(tag: str, given: dict[str, str]) -> str:
    names = set(given.get("class", "").split())
    if names & GALLERIES and tag in ("figure", "div", "ul"):
        return "gallery"
    if names & FIGURES and tag in ("div", "dl"):
        return "figure"
    if "wp-caption-text" in names:
        return "caption"
    return CONTAINERS.get(tag, "")
