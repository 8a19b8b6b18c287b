"""Formulas that an old page had already drawn, as the LaTeX that they came from."""

from __future__ import annotations

import html
import re

_OPEN = re.compile(r"<math\b[^<>]*>", re.IGNORECASE)
_CLOSE = re.compile(r"</math\s*>", re.IGNORECASE)
_TEX = re.compile(
    r"<annotation\b[^<>]{0,200}?encoding\s*=\s*[\"']?application/x-tex[^<>]{0,200}>([^<]*)<", re.IGNORECASE
)
_DISPLAY = re.compile(r"display\s*=\s*[\"']?block", re.IGNORECASE)


def with_tex(text: str) -> str:
    r"""The HTML, each MathML that carries its LaTeX replaced by that, between \( and \) or dollars."""
    parts, at = [], 0
    while opened := _OPEN.search(text, at):
        closed = _CLOSE.search(text, opened.end())
        if not closed:
            break
        tex = _TEX.search(text, opened.end(), closed.start())
        if tex:
            parts += (text[at : opened.start()], _delimited(tex[1], opened[0]))
        else:
            parts.append(text[at : closed.end()])
        at = closed.end()
    return "".join((*parts, text[at:]))


def _delimited(escaped: str, tag: str) -> str:
    latex = html.escape(html.unescape(escaped).strip(), quote=False)
    return f"$${latex}$$" if _DISPLAY.search(tag) else rf"\({latex}\)"
