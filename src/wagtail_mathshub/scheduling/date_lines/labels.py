"""What a session is called, and what else is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wagtail_mathshub.scheduling.date_lines.cleaning import CUT, HIDDEN_LABEL, shown, without
from wagtail_mathshub.scheduling.date_lines.places import Place

LABEL_LENGTH, VENUE_LENGTH, NOTE_LENGTH = 120, 200, 300
_REST = re.compile(rf"[\W{CUT}]*")
_LEADING = re.compile(r"^(?:and|on|the|then|or|plus|for)\s+", re.I)
_NO_LABEL = re.compile(r"\bdates\b|\bpostponed\b|\bcancell?ed\b", re.I)


def own_labels(stretches: Sequence[str]) -> tuple[list[str], list[str]]:
    """Numbered labels ("Day 2") of the dates after the first, and the stretches without them.

    `stretches` are the text before the first date and after each date. A label stands before
    its date, unless the line begins with a date and ends with a label.
    """
    texts = list(stretches)
    names = [""] * max(1, len(texts) - 1)
    follows = len(texts) > 1 and not _has_label(texts[0]) and _has_label(texts[-1])
    for index in range(1, len(texts)):
        found = list(HIDDEN_LABEL.finditer(texts[index]))
        if follows and found:
            target, chosen = index - 1, found[0]
        elif found and index < len(texts) - 1 and _REST.fullmatch(texts[index][found[-1].end() :]):
            target, chosen = index, found[-1]
        else:
            continue
        names[target] = _LEADING.sub("", shown(chosen[0]))
        texts[index] = without(texts[index], chosen.start(), chosen.end())
    return names, texts


def label_and_note(places: Sequence[Place], names: Sequence[str], index: int, count: int) -> tuple[str, str]:
    """The label and the note of the date (or group of dates) number `index` of `count`."""
    head = [word for word in places[0].words if not _NO_LABEL.search(word)]
    notes = [word for word in places[0].words if word not in head and not re.search(r"\bdates\b", word, re.I)]
    shared = index == 0 or not any(names)
    label = names[index] or (_joined(head) if shared else "")
    if names[index] and index == 0:
        notes += head
    if len(label) > LABEL_LENGTH:
        notes, label = [label, *notes], ""
    notes += places[index + 1].words if len(places) > 1 else ()
    return label, clipped("; ".join(notes), NOTE_LENGTH)


def clipped(text: str, length: int) -> str:
    """`text`, or its beginning with a sign that there was more."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "\u2026"


def _has_label(text: str) -> bool:
    return bool(HIDDEN_LABEL.search(text))


def _joined(words: Sequence[str]) -> str:
    return ": ".join(filter(None, (*words[:1], ", ".join(words[1:]))))
