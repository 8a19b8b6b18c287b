"""The prefixes of exports and feeds, for documents that use them without saying what they stand for."""

from __future__ import annotations

import re

NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "wp": "http://wordpress.org/export/1.2/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rss": "http://purl.org/rss/1.0/",
}
_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]*)\s*=")
_USED = re.compile(r"(?:^<|\s)([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*(?=[\s/>=])")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_PREFIX_OF = [
    (re.compile(r"wordpress\.org/export/[^/]*/excerpt"), "excerpt"),
    (re.compile(r"wordpress\.org/export/"), "wp"),
    (re.compile(r"purl\.org/rss/1\.0/modules/content"), "content"),
    (re.compile(r"purl\.org/dc/elements/"), "dc"),
    (re.compile(r"search\.yahoo\.com/mrss"), "media"),
    (re.compile(r"w3\.org/2005/Atom|purl\.org/atom/"), "atom"),
    (re.compile(r"purl\.org/rss/1\.0/$"), ""),
    (re.compile(r"1999/02/22-rdf-syntax-ns"), "rdf"),
    (re.compile(r"w3\.org/1999/xhtml"), "xhtml"),
]


def undeclared(tag: str, declared: set[str]) -> str:
    """What to add to a start tag so that its prefixes are declared; `declared` learns what the tag itself says."""
    if ":" not in tag:
        return ""
    declared.update(_DECLARED.findall(tag))
    used = set(_USED.findall(_QUOTED.sub('""', tag))) - declared - {"xml", "xmlns"}
    return "".join(
        f' xmlns:{prefix}="{NAMESPACES.get(prefix, "urn:undeclared:" + prefix)}"' for prefix in sorted(used)
    )


def short_name(tag: object) -> str:
    """An element's name with its usual prefix, whatever the document calls it: "wp:post_id", "item", "atom:entry"."""
    if not isinstance(tag, str):
        return ""
    address, _, name = tag.removeprefix("{").rpartition("}")
    prefix = next((prefix for pattern, prefix in _PREFIX_OF if pattern.search(address)), address)
    return f"{prefix}:{name}" if prefix else name
