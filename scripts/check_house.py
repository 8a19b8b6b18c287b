"""Check the rules of the house that no linter knows. Prints what breaks one, and exits with 1."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "wagtail_mathshub"
PYTHON = [SOURCE, ROOT / "example_site", ROOT / "scripts", ROOT / "benchmarks", ROOT / "tests"]
TEMPLATES = [SOURCE / "templates", ROOT / "example_site"]
# Saved pages of an invented old site are there to be imported as they are.
OLD_SITES = ROOT / "example_site" / "old_sites"
# Mail programs load no stylesheet, and no Content Security Policy comes with an email.
EMAILS = SOURCE / "templates" / "wagtail_mathshub" / "emails"
DOCUMENTS = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"]

MOST_LINES = 400
MOST_LINES_OF_A_LIST = 60
LISTS_ONLY = ("wagtail_hooks.py", "apps.py")
SAYS_NOTHING = {"utils.py", "helpers.py", "common.py", "misc.py"}
TEMPLATE_SYNTAX = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
TAG = re.compile(r"<([a-z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", re.IGNORECASE)
INLINE_ATTRIBUTE = re.compile(r"(?:^|\s)(style|on[a-z]+)\s*=", re.IGNORECASE)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
DATA_SCRIPT = re.compile(r"type=[\"']application/(?:ld\+)?json[\"']")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def main() -> int:
    """Print what breaks a rule."""
    found = [*modules(), *templates(), *documents()]
    print("\n".join(found) or "The house rules hold.")
    return 1 if found else 0


def modules() -> Iterator[str]:
    """Names that say what a module holds, and modules short enough to read in one sitting."""
    for path in sorted(path for folder in PYTHON for path in folder.glob("**/*.py")):
        name = path.relative_to(ROOT)
        lines = path.read_text().count("\n")
        if path.name in SAYS_NOTHING:
            yield f"{name} says nothing about what it holds: give it a name that does."
        if lines > MOST_LINES and "migrations" not in path.parts:
            yield f"{name} has {lines} lines, more than {MOST_LINES}: split it by what it knows."
        if lines > MOST_LINES_OF_A_LIST and path.parent == SOURCE and path.name in LISTS_ONLY:
            yield f"{name} has {lines} lines: it only lists what is plugged in where."


def templates() -> Iterator[str]:
    """Nothing inline that a strict Content Security Policy would block."""
    for path in sorted(path for folder in TEMPLATES for path in folder.glob("**/*.html")):
        if path.parent != EMAILS and OLD_SITES not in path.parents:
            yield from (f"{path.relative_to(ROOT)} has {what}." for what in inline_code(path.read_text()))


def inline_code(html: str) -> Iterator[str]:
    """What a template holds that belongs into a file under static/."""
    for tag, attributes in TAG.findall(TEMPLATE_SYNTAX.sub("", html)):
        names = QUOTED.sub("", attributes)
        if tag.lower() == "style":
            yield "an inline <style>: put it into a stylesheet"
        if (
            tag.lower() == "script"
            and not re.search(r"\ssrc\s*=", names)
            and not DATA_SCRIPT.search(attributes)
        ):
            yield "an inline <script>: put it into a file"
        for name in INLINE_ATTRIBUTE.findall(names):
            yield f"the attribute {name}= on <{tag}>: use a class, or a listener in a file"


def documents() -> Iterator[str]:
    """The documents that every project has, and links in them that lead somewhere."""
    for name in DOCUMENTS:
        if not (ROOT / name).is_file():
            yield f"{name} is missing."
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]):
        for target in LINK.findall(path.read_text()):
            if not (path.parent / target).exists():
                yield f"{path.relative_to(ROOT)} links to {target}, which is not there."


if __name__ == "__main__":
    sys.exit(main())
