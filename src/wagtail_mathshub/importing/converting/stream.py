"""The stream of a body, written block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.converting.containers import DASHES
from wagtail_mathshub.importing.converting.document import (
    BOLD,
    Block,
    Details,
    Film,
    Frame,
    Gallery,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Run,
    Table,
    lines,
    links,
    marked,
    walk,
    words,
)
from wagtail_mathshub.importing.converting.elsewhere import (
    film_item,
    frame_item,
    is_address_of_film,
    website_of,
)
from wagtail_mathshub.importing.converting.files import download_item
from wagtail_mathshub.importing.converting.formulas import Formula, Formulas, inline_formulas, with_formulas
from wagtail_mathshub.importing.converting.pictures import gallery_items, image_value, link_of_picture
from wagtail_mathshub.importing.converting.rich import paragraph, rich
from wagtail_mathshub.importing.converting.tables import (
    MOST_IN_CAPTION,
    is_layout,
    linked_runs,
    placed,
    row_lines,
    table_value,
)
from wagtail_mathshub.importing.findings import Loss, Notice

MOST_IN_HEADING = 200
MOST_IN_QUOTE = 1000
MOST_IN_SOURCE = 200


class Stream:
    """Takes blocks of a document one after the other; text between other blocks becomes one block."""

    def __init__(self, *, reading_only: bool) -> None:
        self.reading_only = reading_only
        self.items: list[dict[str, Any]] = []
        self.notices: list[Notice] = []
        self.losses: list[Loss] = []
        self.formulas = Formulas(self.notices)
        self.heading = ""
        self.text: list[str] = []
        self.linked: set[str] = set()
        self.writers: dict[type, Callable[[Any], None]] = {
            Paragraph: self._paragraph,
            Heading: self._heading,
            Preformatted: self._rich,
            Quote: self._quote,
            Listing: self._listing,
            Table: self._table,
            Picture: self._picture,
            Gallery: self._gallery,
            Frame: self._frame,
            Film: self._film,
            Details: self._details,
        }

    def finished(self) -> list[dict[str, Any]]:
        """The stored JSON of all that has been written."""
        self._end_text()
        return self.items

    def write_all(self, blocks: list[Block]) -> None:
        """Write a whole page."""
        inlines = (getattr(block, "inlines", ()) for block in walk(blocks))
        self.linked = {href for each in inlines for href in links(each)}
        self._write(blocks)

    def _write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.writers[type(block)](block)

    def _add(self, kind: str, value: Any) -> None:
        self._end_text()
        self.items.append({"type": kind, "value": value})

    def _add_item(self, item: dict[str, Any]) -> None:
        self._add(item["type"], item["value"])

    def _end_text(self) -> None:
        html = "".join(self.text)
        self.text = []
        if html:
            self.items.append({"type": "text", "value": html})

    def _say(self, inlines: Inlines) -> None:
        self.text.append(paragraph(inlines))

    def _inline(self, inlines: Inlines) -> Inlines:
        return inline_formulas(inlines, self.formulas)

    def _rich(self, block: Block) -> None:
        result = rich((block,), self._inline)
        self.text.append(result.html)
        self._write(result.left_over)

    def _paragraph(self, block: Paragraph) -> None:
        download = download_item(block)
        address = "" if download else is_address_of_film(block.inlines)
        if download:
            self._add_item(download)
        elif address:
            self._frame(Frame(address))
        elif self.reading_only:
            self._say(self._inline(block.inlines))
        else:
            self._parted(block.inlines)

    def _parted(self, inlines: Inlines) -> None:
        for part in with_formulas(inlines, self.formulas):
            if isinstance(part, Formula):
                self._add("maths", {"latex": part.latex, "spoken": ""})
            else:
                self._say(part)

    def _heading(self, block: Heading) -> None:
        text = words(block.inlines)
        if len(text) > MOST_IN_HEADING:
            self._say(marked(block.inlines, BOLD))
            return
        self.heading = text
        self._add("heading", {"text": text, "size": "h2" if block.level <= 2 else "h3"})
        # A heading's block holds words alone.
        for href in links(block.inlines):
            linked = tuple(run for run in block.inlines if run.href == href)
            self._say(linked)

    def _quote(self, block: Quote) -> None:
        paragraphs = [one for one in block.blocks if isinstance(one, Paragraph)]
        text = "\n\n".join(lines(one.inlines) for one in paragraphs)
        source = words(block.source)
        inlines = [run for one in paragraphs for run in one.inlines] + list(block.source)
        is_plain = len(paragraphs) == len(block.blocks) and not any(links(inlines))
        fits = 0 < len(text) <= MOST_IN_QUOTE and len(source) <= MOST_IN_SOURCE
        if is_plain and fits and "\\" not in text and "$" not in text:
            self._add("quote", {"text": text, "source": source.lstrip("".join((*DASHES, " ")))})
        else:
            self._rich(block)

    def _listing(self, block: Listing) -> None:
        download = download_item(block)
        if download:
            self._add_item(download)
        else:
            self._rich(block)

    def _table(self, block: Table) -> None:
        if is_layout(block):
            self._write(placed(block))
            return
        caption = words(block.caption)
        if len(caption) > MOST_IN_CAPTION or any(links(block.caption)):
            self._say(self._inline(block.caption))
            caption = ""
        value = table_value(block, caption or self.heading or _("Table"))
        if value:
            self._add("table", value)
            for link in linked_runs(block):
                self._say(self._inline(link))
            return
        if caption:
            self._say(marked(block.caption, BOLD))
        for line in row_lines(block):
            self._say(self._inline(line))

    def _picture(self, block: Picture) -> None:
        value, beside = image_value(block, self.notices)
        self._add("image", value)
        self._write(beside)
        if block.href not in self.linked:
            self._write(link_of_picture(block))

    def _gallery(self, block: Gallery) -> None:
        for part in gallery_items(block, self.heading, self.notices):
            if isinstance(part, Paragraph):
                self._write((part,))
            else:
                self._add_item(part)

    def _frame(self, block: Frame) -> None:
        item = frame_item(block, self.heading, self.notices)
        if item:
            self._add_item(item)
            return
        what = _("something shown from {website}").format(website=website_of(block.address))
        self.losses.append(Loss(what, block.address))
        self._say((Run(block.title or block.address, href=block.address),))

    def _film(self, block: Film) -> None:
        self._add_item(film_item(block, self.heading, self.notices))

    def _details(self, block: Details) -> None:
        result = rich(block.blocks, self._inline)
        title = words(block.summary)
        if result.left_over or not result.html or len(title) > MOST_IN_HEADING or any(links(block.summary)):
            self._heading(Heading(3, block.summary))
            self._write(block.blocks)
            return
        part = {"title": title, "text": result.html}
        self._end_text()
        last = self.items[-1] if self.items else None
        if last and last["type"] == "accordion":
            last["value"]["items"].append(part)
        else:
            self._add("accordion", {"items": [part]})
