"""What old sites do to their texts, undone. Words stay as they are, and so do their mistakes."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.reading.bare_headings import make_headings
from wagtail_mathshub.importing.reading.bullet_lists import join_broken_lines, make_lists
from wagtail_mathshub.importing.reading.hidden_emails import show_hidden_emails
from wagtail_mathshub.importing.reading.layout_tables import unwrap_layout_tables
from wagtail_mathshub.importing.reading.parsing import body_of, parse
from wagtail_mathshub.importing.reading.pictures import drop_picture_words, resolve_pictures
from wagtail_mathshub.importing.reading.text_blocks import TextBlock, drop_invisible, prune, text_blocks

_ONLY_PIPES = re.compile(r"[\s\u00a0|]*\|[\s\u00a0|]*")
_PIPE_AT_AN_END = re.compile(r"^[\s\u00a0]*\|(?=[\s\u00a0])|(?<=[\s\u00a0])\|[\s\u00a0]*$")
_EMPTY_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\(\s*\)")
_COOKIE_NOTICE = re.compile(
    r"\bcookies?\b.{0,300}\b(?:accept|allow(?:ed)?|consent|agree|settings|preferences|browsing|experience|decline)\b"
    r"|\b(?:accept|allow(?:ed)?|consent|agree|we use|uses)\b.{0,80}\bcookies?\b",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_NOTICE = 700
_PHONE = r"(?:\+44|\(?0)[\d\s()\u00a0-]{8,16}\d"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_LABEL = r"(?:(?:e-?mail|tel(?:ephone)?|phone|call(?: us)?|contact(?: us)?|[te])\s*[:.]?\s*)?"
_CONTACT_LINE = re.compile(
    rf"^\s*{_LABEL}(?:{_EMAIL}[\s|,/\u00b7-]*{_LABEL}{_PHONE}|{_PHONE}[\s|,/\u00b7-]*{_LABEL}{_EMAIL})[\s|]*",
    re.IGNORECASE,
)


def undo_oddities(html: str, limits: Limits = LIMITS) -> tuple[str, list[Notice]]:
    """A piece of a page with real lists, headings, tables, pictures and addresses, and what a person should know.

    Only what is no part of the text is taken out, and a Notice quotes it. PageRefused where it is too large or deep.
    """
    soup = parse(html, limits)
    body = body_of(soup)
    notices = undo_oddities_in(soup, body)
    return body.decode_contents().strip(), notices


def undo_oddities_in(soup: BeautifulSoup, root: Tag) -> list[Notice]:
    """The same for a part of a page that has been parsed."""
    resolve_pictures(root)
    drop_invisible(root)
    notices = _removed(_drop_cookie_notice(root), "cookie_notice", _("A notice about cookies was left out."))
    notices += show_hidden_emails(root)
    notices += _removed(
        _drop_contact_line(root), "contact_line", _("The site's own contact line was left out.")
    )
    _drop_stray_signs(root)
    unwrap_layout_tables(root)
    words = drop_picture_words(root)
    notices += _removed(
        words, "picture_words", _("File names and descriptions of pictures were left out of the text.")
    )
    join_broken_lines(root)
    make_lists(soup, root)
    _lower_first_headings(root)
    make_headings(root)
    prune(root)
    return notices


def _removed(texts: list[str], code: str, message: str) -> list[Notice]:
    return [Notice(code, message, "\n".join(texts))] if texts else []


def _drop_cookie_notice(root: Tag) -> list[str]:
    """A page about cookies keeps its text: there, more than its beginning speaks of them."""
    blocks = [block for block in text_blocks(root) if not block.is_media]
    elsewhere = sum("cookie" in block.text.casefold() for block in blocks[3:])
    found = [
        block
        for block in blocks[:3]
        if len(block.text) <= _LONGEST_NOTICE and _COOKIE_NOTICE.search(block.text)
    ]
    if (
        elsewhere
        or len(found) == len(blocks)
        or any("cookie" in block.text.casefold() for block in _headings(blocks))
    ):
        return []
    return _extracted(found)


def _headings(blocks: list[TextBlock]) -> list[TextBlock]:
    return [block for block in blocks if block.element.name in ("h1", "h2", "h3")]


def _drop_contact_line(root: Tag) -> list[str]:
    """The phone number and email address of a site's header, glued to the first paragraph."""
    blocks = [block for block in text_blocks(root) if not block.is_media]
    if not blocks or sum(len(block.text) for block in blocks) < 200:
        return []
    found = _CONTACT_LINE.match(blocks[0].text)
    if found is None:
        return []
    if found.end() == len(blocks[0].text):
        return _extracted(blocks[:1])
    return _cut_from_start(blocks[0], found[0])


def _cut_from_start(block: TextBlock, words: str) -> list[str]:
    """Take words out of the first text of a block, where they stand in one piece."""
    first = next(node for node in block.nodes if str(node).strip())
    plain = " ".join(str(first).split())
    if not isinstance(first, NavigableString) or not plain.startswith(words.strip()):
        return []
    first.replace_with(
        NavigableString(plain[len(words.strip()) :].lstrip() + " " * str(first).endswith((" ", "\n")))
    )
    return [words.strip()]


def _drop_stray_signs(root: Tag) -> None:
    """Bars and empty pictures that tables leave behind when a page goes through Markdown."""
    wholes: dict[int, str] = {}
    for node in root.find_all(string=re.compile(r"\||!\[")):
        if node.find_parent(["pre", "code", "math", "script"]) is not None:
            continue
        text = _EMPTY_PICTURE.sub("", str(node))
        block = node.find_parent(["p", "div", "li", "td", "body"])
        around = root if block is None else block
        if id(around) not in wholes:
            wholes[id(around)] = "".join(around.find_all(string=True)).strip()
        is_whole = wholes[id(around)] == str(node).strip()
        if is_whole:
            text = "" if _ONLY_PIPES.fullmatch(text) else _PIPE_AT_AN_END.sub("", text)
        if text != str(node):
            node.replace_with(NavigableString(text))


def _lower_first_headings(root: Tag) -> None:
    """The page's title is its only heading of the first level."""
    for heading in root.find_all("h1"):
        heading.name = "h2"


def _extracted(blocks: list[TextBlock]) -> list[str]:
    texts = [block.text for block in blocks]
    for block in blocks:
        block.extract()
    return texts
