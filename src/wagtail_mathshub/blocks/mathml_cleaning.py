"""Let only known elements, attributes and classes of a MathML tree pass; what styles say becomes classes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # ty: ignore[missing-module-member]

_BOOLEAN = re.compile(r"true|false")
_LENGTH = re.compile(r"(-?\d{0,2}(?:\.\d{1,9})?)(em|ex|rem)?")
_LONGEST = 10
_NOTATIONS = re.compile(r"(?:box|actuarial|phasorangle|updiagonalstrike|downdiagonalstrike| )+")

_ELEMENTS = {
    "annotation", "math", "menclose", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom",
    "mprescripts", "mroot", "mrow", "mspace", "msqrt", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr",
    "munder", "munderover", "semantics",
}  # fmt: skip
_ATTRIBUTES = {
    "accent": _BOOLEAN,
    "accentunder": _BOOLEAN,
    "display": re.compile(r"block"),
    "displaystyle": _BOOLEAN,
    "encoding": re.compile(r"application/x-tex"),
    "form": re.compile(r"prefix|infix|postfix"),
    "height": _LENGTH,
    "largeop": _BOOLEAN,
    "linethickness": _LENGTH,
    "lspace": _LENGTH,
    "mathvariant": re.compile(r"normal"),
    "maxsize": _LENGTH,
    "minsize": _LENGTH,
    "movablelimits": _BOOLEAN,
    "notation": _NOTATIONS,
    "rspace": _LENGTH,
    "scriptlevel": re.compile(r"[012]"),
    "stretchy": _BOOLEAN,
    "symmetric": _BOOLEAN,
    "voffset": _LENGTH,
    "width": _LENGTH,
}
_CLASSES = {
    "text-align:left": "mh-m-left",
    "text-align:right": "mh-m-right",
    "justify-items:start": "",
    "justify-items:end": "",
    "padding-left:0": "mh-m-pl-none",
    "padding-right:0": "mh-m-pr-none",
    "padding-left:0.1em": "mh-m-pl-hair",
    "padding-right:0.1em": "mh-m-pr-hair",
    "padding-left:0.1667em": "mh-m-pl-thin",
    "padding-right:0.1667em": "mh-m-pr-thin",
    "padding-left:0.2222em": "mh-m-pl-medium",
    "padding-right:0.2222em": "mh-m-pr-medium",
    "padding-left:0.2778em": "mh-m-pl-thick",
    "padding-right:0.2778em": "mh-m-pr-thick",
    "padding-left:1em": "mh-m-pl-quad",
    "padding-top:0": "mh-m-pt-none",
    "padding-bottom:0": "mh-m-pb-none",
    "padding-top:0.1667em": "mh-m-pt-thin",
    "border-top:0.05em solid currentcolor": "mh-m-line-top",
    "border-top:0.05em dashed currentcolor": "mh-m-dash-top",
    "border-left:0.05em solid currentcolor": "mh-m-line-left",
    "border-left:0.05em dashed currentcolor": "mh-m-dash-left",
    "border-right:0.05em solid currentcolor": "mh-m-line-right",
    "border-right:0.05em dashed currentcolor": "mh-m-dash-right",
    "margin-left:-0.16666667em": "mh-m-back-thin",
    "margin-left:-0.22222222em": "mh-m-back-medium",
    "margin-left:-0.2777778em": "mh-m-back-thick",
    "math-shift:compact": "mh-m-cramped",
    "width:100%": "",
    "width:50%": "",
    "width:7.5%": "",
    "font-size:100%": "",
    **{f"font-size:{size}%": f"mh-m-size-{size}" for size in (50, 60, 70, 80, 90, 120, 140, 170, 200, 250)},
}
_TEXT_CLASSES = {
    "b": "mh-m-bold",
    "i": "mh-m-italic",
    "em": "mh-m-italic",
    "code": "mh-m-mono",
    "s": "mh-m-struck",
    "u": "mh-m-underlined",
    "math-core-sans-serif-font": "mh-m-sans",
    "math-core-serif-font": "mh-m-serif",
    "font-variant-caps: small-caps": "mh-m-small-caps",
}


class UnknownMarkup(Exception):
    """The converter wrote something that no rule here knows."""


def clean(root: etree._Element, *, has_tags: bool) -> None:
    """Change the tree in place. Raises `UnknownMarkup` for all that has no rule."""
    if root.tag != "math":
        raise UnknownMarkup(root.tag)
    for element in root.iter():
        if not isinstance(element.tag, str):
            raise UnknownMarkup(repr(element))
    for cell in list(root.iter("mtd")):
        _drop_number_cell(cell, has_tags=has_tags)
    for table in root.iter("mtable"):
        _close_table(table)
    for mtext in list(root.iter("mtext")):
        _flatten_text(mtext)
    for enclosed in list(root.iter("menclose")):
        _drop_drawing_aids(enclosed)
    for element in root.iter():
        _clean_element(element)


def _drop_number_cell(cell: etree._Element, *, has_tags: bool) -> None:
    # Numbers would start at (1) in each formula again; only the editor's own tags are kept.
    parent = cell.getparent()
    if parent is None or not re.match(r"width: (?:50|7\.5)%", cell.get("style", "")):
        return
    if has_tags and parent[-1] is cell:
        cell.set("class", "mh-m-tag")
    else:
        parent.remove(cell)


def _close_table(table: etree._Element) -> None:
    # A line under the last row comes as the top of one more row, which has a single empty cell.
    last = table[-1] if len(table) > 1 else None
    if last is None or len(last) != 1 or len(last[0]):
        return
    style = last[0].get("style", "")
    for line in ("solid", "dashed"):
        if style.startswith(f"border-top: 0.05em {line}"):
            table.remove(last)
            table.set("class", "mh-m-line-bottom" if line == "solid" else "mh-m-dash-bottom")


def _flatten_text(mtext: etree._Element) -> None:
    """Text holds no HTML elements, which would not be MathML in a feed; bold becomes a class of the text."""
    names = []
    inner = mtext
    while len(inner):
        if len(inner) > 1 or inner.text or inner[0].tail:
            raise UnknownMarkup("mtext")
        inner = inner[0]
        names.append(_text_class(inner))
    text = inner.text
    for child in list(mtext):
        mtext.remove(child)
    mtext.text = text
    if names:
        mtext.set("class", " ".join(names))


def _text_class(element: etree._Element) -> str:
    says = element.attrib.values() or [element.tag]
    if len(says) != 1 or (element.attrib and element.tag != "span") or says[0] not in _TEXT_CLASSES:
        raise UnknownMarkup(element.tag)
    return _TEXT_CLASSES[str(says[0])]


def _drop_drawing_aids(enclosed: etree._Element) -> None:
    for child in list(enclosed):
        if child.tag == "mrow" and child.get("class", "").startswith("menclose-"):
            enclosed.remove(child)
    enclosed.set("class", " ".join(f"mh-m-{name}" for name in enclosed.get("notation", "").split()))


def _clean_element(element: etree._Element) -> None:
    if element.tag not in _ELEMENTS:
        raise UnknownMarkup(element.tag)
    classes = [*element.attrib.pop("class", "").split(), *_classes(element)]
    for name, value in element.attrib.items():
        rule = _ATTRIBUTES.get(str(name))
        if rule is None or not rule.fullmatch(value):
            raise UnknownMarkup(f"{name}={value}")
        if rule is _LENGTH:
            element.set(name, _length(str(value)))
    if any(not name.startswith("mh-m-") for name in classes):
        raise UnknownMarkup(" ".join(classes))
    if classes:
        element.set("class", " ".join(dict.fromkeys(classes)))


def _classes(element: etree._Element) -> Iterator[str]:
    style = element.attrib.pop("style", "")
    if element.tag == "mspace" and style == f"width:{element.get('width')}":
        return
    for declaration in filter(None, (part.strip() for part in style.split(";"))):
        name, _colon, value = declaration.partition(":")
        known = _CLASSES.get(f"{name.strip()}:{value.strip()}")
        if known is None:
            raise UnknownMarkup(declaration)
        if known:
            yield known


def _length(value: str) -> str:
    found = _LENGTH.fullmatch(value)
    if found is None or abs(float(found[1] or 0)) > _LONGEST:
        raise UnknownMarkup(value)
    # Formulas grow with the text round them; a length in rem would not.
    return f"{found[1]}em" if found[2] == "rem" else value
