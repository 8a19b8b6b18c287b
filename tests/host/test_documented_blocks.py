"""The page about templates names every block that a site may change."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "src/wagtail_mathshub/templates/wagtail_mathshub"
BLOCK = re.compile(r"{% block (\w+)")
ROW = re.compile(r"^\| (`.*?`) \| (.*) \|$", re.MULTILINE)


def documented():
    text = (ROOT / "docs/templates.md").read_text()
    return {
        name: set(re.findall(r"`(\w+)`", blocks))
        for names, blocks in ROW.findall(text)
        for name in re.findall(r"`([\w.]+)`", names)
    }


def test_every_block_of_every_page_is_named():
    told = documented()
    everywhere = told["base.html"]
    for path in TEMPLATES.glob("*.html"):
        own = set(BLOCK.findall(path.read_text())) - (set() if path.name == "base.html" else everywhere)
        assert path.name in told or path.name == "plain.html", path.name
        assert own <= told.get(path.name, {"title", "content"}), path.name


def test_what_is_named_is_there():
    for name, blocks in documented().items():
        if (path := TEMPLATES / name).exists():
            own = set(BLOCK.findall(path.read_text()))
            if name not in ("404_plain.html", "500.html"):
                assert blocks <= own, name
        else:
            assert (TEMPLATES / "includes" / name).exists(), name
