"""Which markup survives, and in which attributes: once for what comes in, once for what goes out."""

from __future__ import annotations

import nh3

SCHEMES = {"http", "https", "mailto", "tel"}
INLINE = {
    "a",
    "b",
    "strong",
    "i",
    "em",
    "sub",
    "sup",
    "code",
    "kbd",
    "samp",
    "tt",
    "cite",
    "q",
    "br",
    "button",
}
# Without these, words of two of them would run together.
BOXES = {
    *(
        "address",
        "article",
        "aside",
        "center",
        "div",
        "fieldset",
        "footer",
        "form",
        "header",
        "hgroup",
        "legend",
    ),
    *("main", "nav", "option", "section", "noscript"),
}
TEXT = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "menu", "dir", "li", "dl", "dt", "dd", "hr"),
    *("blockquote", "pre", "details", "summary", "figure", "figcaption"),
}
TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
MEDIA = {"img", "iframe", "video", "audio", "source", "object", "embed"}

# What these hold is never text for readers.
UNSEEN = {"script", "style", "title", "template", "noembed", "noframes"}

# Names that WordPress gives; they say what belongs together, and are gone afterwards.
CLASSES = {
    "a": {"file", "wp-block-file__button"},
    "figure": {"wp-block-gallery", "wp-caption", "gallery-item", "gallery"},
    "div": {"wp-caption", "gallery", "tiled-gallery", "wp-block-gallery"},
    "ul": {"wp-block-gallery", "gallery"},
    "p": {"wp-caption-text", "frame", "film"},
    "dl": {"wp-caption", "gallery-item"},
    "dd": {"wp-caption-text"},
    "img": {"emoji", "wp-smiley", "latex"},
}
INCOMING_TAGS = INLINE | BOXES | TEXT | TABLES | MEDIA
INCOMING = nh3.Cleaner(
    tags=INCOMING_TAGS,
    clean_content_tags=UNSEEN,
    attributes={
        "a": {"href"},
        "img": {"src", "alt", "width", "height", "data-src", "data-lazy-src", "data-original"},
        "iframe": {"src", "title", "data-src"},
        "video": {"src"},
        "audio": {"src"},
        "source": {"src"},
        "object": {"data"},
        "embed": {"src"},
        "form": {"action"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
    },
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    link_rel=None,
)
OUTGOING = nh3.Cleaner(
    tags={
        *(
            "p",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "blockquote",
            "cite",
            "pre",
            "details",
            "summary",
        ),
        *("table", "caption", "tr", "td", "th", "tbody", "figure", "figcaption", "img", "div"),
        *("a", "b", "i", "sub", "sup", "code", "br"),
    },
    clean_content_tags=UNSEEN,
    attributes={
        "a": {"href"},
        "img": {"src", "alt"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
    },
    allowed_classes={"a": {"file"}, "div": {"gallery"}, "p": {"frame", "film"}},
    url_schemes=SCHEMES,
    link_rel=None,
)
