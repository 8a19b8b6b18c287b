"""Check the rules of the house that no linter knows. Prints what breaks one, and exits with 1."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "wagtail_mathshub"
MOST_LINES = 400
EMPTY_NAMES = {"utils.py", "helpers.py", "common.py", "misc.py"}
INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son(?:click|load|change|submit)=", re.IGNORECASE
)


def broken_rules() -> Iterator[str]:
    """One sentence for each rule that is broken."""
    for path in sorted(SOURCE.glob("**/*.py")):
        name = path.relative_to(ROOT)
        if "migrations" not in path.parts and len(path.read_text().splitlines()) > MOST_LINES:
            yield f"{name} has more than {MOST_LINES} lines: split it by what it knows."
        if path.name in EMPTY_NAMES:
            yield f"{name} says nothing about what it holds: give it a name that does."
    for path in sorted(SOURCE.glob("templates/**/*.html")):
        if INLINE.search(path.read_text()):
            yield f"{path.relative_to(ROOT)} has inline script or style, which a strict CSP blocks."
    for name in ("wagtail_hooks.py", "apps.py"):
        if len((SOURCE / name).read_text().splitlines()) > 60:
            yield f"{name} is more than a list of what to register."


def main() -> int:
    """Print what breaks a rule."""
    found = list(broken_rules())
    print("\n".join(found) or "The house rules hold.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
