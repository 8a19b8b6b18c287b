"""Keep the demo's database in step with migrations that are rewritten before version 1.0.

    python scripts/demo_database.py put-aside   before migrating: is the database from older files?
    python scripts/demo_database.py remember    after migrating: these are the files it was made by

Until 1.0 the first migrations may be rewritten. A database that was made by their older form
cannot be migrated, so it is put aside, and a new one is made.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "wagtail_mathshub"
DATABASE = ROOT / "example_site" / "db.sqlite3"
MADE_BY = ROOT / "example_site" / "db.sqlite3-migrations.json"
OLD = ROOT / "example_site" / "db.sqlite3-old"


def migrations() -> dict[str, str]:
    """A hash of each migration of the package, by its path."""
    files = sorted(SOURCE.glob("**/migrations/[0-9]*.py"))
    return {str(path.relative_to(SOURCE)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def was_made_by(known: dict[str, str]) -> bool:
    """Whether every migration that the database has seen is still there, unchanged. New ones may follow."""
    if not MADE_BY.exists():
        return False
    seen = json.loads(MADE_BY.read_text())
    return all(known.get(path) == content for path, content in seen.items())


def put_aside() -> None:
    """Rename a database from older migrations, and say so."""
    has_content = DATABASE.exists() and DATABASE.stat().st_size > 0
    if not has_content or was_made_by(migrations()):
        return
    DATABASE.replace(OLD)
    for leftover in ("-wal", "-shm", "-journal"):
        DATABASE.with_name(DATABASE.name + leftover).unlink(missing_ok=True)
    MADE_BY.unlink(missing_ok=True)
    print("The demo's database does not fit the migrations any more, so it is made anew.")
    print(f"The old one is {os.path.relpath(OLD)}.")


def remember() -> None:
    """Write down which migrations made the database."""
    MADE_BY.write_text(json.dumps(migrations(), indent=1) + "\n")


if __name__ == "__main__":
    {"put-aside": put_aside, "remember": remember}[sys.argv[1]]()
