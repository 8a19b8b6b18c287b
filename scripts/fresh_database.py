"""Put the demo's database aside when the first migrations were rewritten since it was made.

Before version 1.0 the package keeps one 0001 for each app and may still rewrite it. The
demo holds nothing of anybody's, so it is made anew rather than migrated.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATABASE = ROOT / "example_site" / "db.sqlite3"
MARK = ROOT / "example_site" / "db.sqlite3-migrations"


def fingerprint() -> str:
    """One hash over all of the package's migrations."""
    files = sorted((ROOT / "src" / "wagtail_mathshub").glob("**/migrations/0*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def main() -> None:
    """Drop the database when its mark is another than that of the migrations here."""
    now = fingerprint()
    if DATABASE.exists() and (not MARK.exists() or MARK.read_text() != now):
        print("The package's first migrations have changed: the demo's database is made anew.")
        DATABASE.unlink()
    MARK.write_text(now)


if __name__ == "__main__":
    main()
