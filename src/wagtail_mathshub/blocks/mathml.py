"""Formulas written in LaTeX, as MathML that a strict Content Security Policy and a feed both take."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from html.entities import html5

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lxml import etree  # ty: ignore[missing-module-member]
from math_core import LatexError, LatexToMathML

from wagtail_mathshub.blocks.latex_faults import LatexFault, explained
from wagtail_mathshub.blocks.latex_source import checked
from wagtail_mathshub.blocks.mathml_cleaning import UnknownMarkup, clean

__all__ = ["LatexFault", "mathml_or_source", "to_mathml"]

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
CACHED_FORMULAS = 1_024

_CONVERTER = LatexToMathML(annotation=True, fancy_error=False)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*;)")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(maxsize=CACHED_FORMULAS)
def to_mathml(latex: str, *, display: bool, xml: bool = False) -> str:
    """`latex` as a `<math>` element, its source kept inside. Raises `LatexFault`.

    With `xml` the element is namespaced, for Atom.
    """
    root = _parsed(checked(latex), display=display)
    return _serialised(root, xml=xml)


def mathml_or_source(latex: str, *, display: bool, spoken: str = "", xml: bool = False) -> SafeString:
    """`latex` as MathML, or as readable source where it cannot be converted. Never raises.

    `spoken` is what the formula says, for readers that know no MathML.
    """
    try:
        markup = to_mathml(latex, display=display, xml=xml)
    except LatexFault:
        return _source(latex, spoken)
    return mark_safe(_named(spoken, xml=xml) + markup.removeprefix("<math"))  # noqa: S308 - cleaned, the name escaped


def _named(spoken: str, *, xml: bool) -> str:
    if not spoken.strip():
        return "<math"
    # Browsers hand on an aria-label and keep the parts; feeds know MathML's own attribute only.
    return format_html('<math {}="{}"', "alttext" if xml else "aria-label", _printable(spoken))


def _parsed(latex: str, *, display: bool) -> etree._Element:
    try:
        markup = _CONVERTER.convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        raise explained(latex, str(error)) from None
    try:
        root = etree.fromstring(_ENTITY.sub(_character, markup), _parser())
        clean(root, has_tags="\\tag" in latex)
    except (etree.XMLSyntaxError, UnknownMarkup) as error:
        raise LatexFault(
            _("This formula uses something that can't be shown here. Write it simpler.")
        ) from error
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _character(found: re.Match[str]) -> str:
    # Named entities are HTML only: a feed needs the character.
    return html.escape(html5.get(found[1], found[0]))


def _serialised(root: etree._Element, *, xml: bool) -> str:
    markup = etree.tostring(root, encoding="unicode", with_tail=False)
    return f'<math xmlns="{NAMESPACE}"{markup.removeprefix("<math")}' if xml else markup


def _source(latex: str, spoken: str) -> SafeString:
    source = format_html('<code class="mh-latex">{}</code>', _printable(latex))
    return format_html("{} ({})", source, _printable(spoken)) if spoken.strip() else source


def _printable(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
