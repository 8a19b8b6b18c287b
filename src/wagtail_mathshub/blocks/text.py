"""Blocks of text: headings, lead paragraphs, quotes, callouts, accordions, definitions, references."""

from __future__ import annotations

from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks

from wagtail_mathshub.blocks.base import DataBlock
from wagtail_mathshub.publishing.references import Found

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]
CALLOUTS = [
    ("note", _("Good to know")),
    ("try", _("Try this")),
    ("warning", _("Take care")),
    ("do", _("Do")),
    ("dont", _("Don't")),
]


def heading_sizes() -> list[tuple[str, str]]:
    """The heading levels below a page's title."""
    return [("h2", str(_("Heading"))), ("h3", str(_("Smaller heading")))]


def prose_block(label: Any, **kwargs: Any) -> blocks.RichTextBlock:
    """Rich text with the features that a page of a hub needs, and no more."""
    preview = {"preview_template": "wagtail_mathshub/blocks/preview.html"}
    return blocks.RichTextBlock(label=label, features=RICH_TEXT_FEATURES, **preview, **kwargs)


class HeadingShape(BaseModel):
    """A heading below the page's title."""

    text: str
    size: Literal["h2", "h3"]
    anchor: str = Field(description="The heading's own place on the page; it stays when the words change.")


class HeadingBlock(DataBlock):
    """A heading below the page's title."""

    text = blocks.CharBlock(label=_("heading"), max_length=200)
    size = blocks.ChoiceBlock(label=_("size"), choices=heading_sizes, default="h2")
    schema = HeadingShape

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _(
            "Parts the page. Each has an address of its own that stays when you change the words."
        )
        template = "wagtail_mathshub/blocks/heading.html"
        preview_value = {"text": "What the pupils did", "size": "h2"}

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The heading without a place of its own, as in a preview."""
        shown = super().represent(raw, found) or {}
        size = shown["size"] if shown["size"] in ("h2", "h3") else "h2"
        return shown | {"size": size, "anchor": ""}

    def represent_item(self, item: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The heading with its place, named by the block's id."""
        key = str(item.get("id") or "")
        return (self.represent(item["value"], found) or {}) | {"anchor": f"part-{key[:8]}" if key else ""}


class LeadParagraphShape(BaseModel):
    """The first, larger paragraph of a page."""

    text: str


class LeadBlock(DataBlock):
    """The first, larger paragraph of a page."""

    text = blocks.TextBlock(label=_("text"), max_length=600)
    schema = LeadParagraphShape

    class Meta:
        icon = "bold"
        label = _("Lead paragraph")
        description = _("A few larger lines at the start that say what the page is about.")
        template = "wagtail_mathshub/blocks/lead.html"
        preview_value = {
            "text": "Five minutes at the start of each lesson, the same three questions, for half a term."
        }


class QuoteShape(BaseModel):
    """Somebody's words."""

    text: str
    source: str = Field(description="Who said it; may be empty.")


class QuoteBlock(DataBlock):
    """Somebody's words, with who said them."""

    text = blocks.TextBlock(label=_("quote"), max_length=1000)
    source = blocks.CharBlock(label=_("who said it"), required=False, max_length=200)
    schema = QuoteShape

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody's own words, with their name.")
        template = "wagtail_mathshub/blocks/quote.html"
        preview_value = {"text": "I finally see why it works.", "source": "A Year 5 pupil"}


class CalloutShape(BaseModel):
    """A box that stands out; its kind is also said in its heading."""

    kind: Literal["note", "try", "warning", "do", "dont"]
    title: str
    text: str = Field(description="HTML.")


class CalloutBlock(DataBlock):
    """A box that stands out, with a heading that says what it is."""

    kind = blocks.ChoiceBlock(label=_("kind"), choices=CALLOUTS, default="note")
    title = blocks.CharBlock(
        label=_("heading"), required=False, max_length=120, help_text=_("Empty: the name of its kind.")
    )
    text = prose_block(_("text"))
    schema = CalloutShape

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        description = _("Something to notice: a note, an idea to try, a warning, a do or a don't.")
        template = "wagtail_mathshub/blocks/callout.html"
        preview_value = {
            "kind": "try",
            "title": "",
            "text": "<p>Cover the denominator and ask what it could be.</p>",
        }

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The box, with its kind's name where it has no heading."""
        shown = super().represent(raw, found) or {}
        kind = shown["kind"] if shown["kind"] in dict(CALLOUTS) else "note"
        return shown | {"kind": kind, "title": shown["title"] or str(dict(CALLOUTS)[kind])}


class AccordionItemShape(BaseModel):
    """Something to open."""

    title: str
    text: str = Field(description="HTML.")


class AccordionShape(BaseModel):
    """Texts that only some readers need, closed at first."""

    items: list[AccordionItemShape]


class AccordionBlock(DataBlock):
    """Texts that only some readers need, closed at first."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("what it is about"), max_length=200)),
                ("text", prose_block(_("text"))),
            ]
        ),
        label=_("parts to open"),
        min_num=1,
    )
    schema = AccordionShape

    class Meta:
        icon = "collapse-down"
        label = _("Parts to open")
        description = _("For what some readers skip. In print, all of it is there.")
        template = "wagtail_mathshub/blocks/accordion.html"
        preview_value = {
            "items": [{"title": "What if I miss a session?", "text": "<p>Each one is recorded.</p>"}]
        }


class VocabularyEntryShape(BaseModel):
    """A word and what it means."""

    term: str
    definition: str = Field(description="HTML.")


class VocabularyShape(BaseModel):
    """Words and what they mean."""

    heading: str
    entries: list[VocabularyEntryShape]


class VocabularyBlock(DataBlock):
    """Words and what they mean."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    entries = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("term", blocks.CharBlock(label=_("word"), max_length=120)),
                ("definition", prose_block(_("what it means"))),
            ]
        ),
        label=_("words"),
        min_num=1,
    )
    schema = VocabularyShape

    class Meta:
        icon = "list-ul"
        label = _("Vocabulary")
        description = _("Words with their meanings, one below the other.")
        template = "wagtail_mathshub/blocks/vocabulary.html"
        preview_value = {
            "heading": "Words for this unit",
            "entries": [
                {"term": "vertex", "definition": "<p>A point where two edges meet.</p>"},
                {"term": "quotient", "definition": r"<p>What a division gives: \(12 \div 3 = 4\).</p>"},
            ],
        }


class ReferenceShape(BaseModel):
    """Something that the text builds on."""

    text: str
    url: str


class ReferencesShape(BaseModel):
    """What the text builds on."""

    heading: str
    entries: list[ReferenceShape]


class ReferencesBlock(DataBlock):
    """What the text builds on."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    entries = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", blocks.CharBlock(label=_("reference"), max_length=500)),
                ("url", blocks.URLBlock(label=_("address"), required=False)),
            ]
        ),
        label=_("references"),
        min_num=1,
    )
    schema = ReferencesShape

    class Meta:
        icon = "link"
        label = _("References")
        description = _("Books, papers and pages, in the order in which they are named.")
        template = "wagtail_mathshub/blocks/references.html"
        preview_value = {
            "heading": "References",
            "entries": [{"text": "Demo, A. (2018) An invented study. Journal of Demo Data 4(2).", "url": ""}],
        }
