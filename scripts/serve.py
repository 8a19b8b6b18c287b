"""Serve the example site on one port, at 127.0.0.1 and at localhost.

python scripts/serve.py [PORT]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Replace this process by the development server."""
    port = sys.argv[1] if len(sys.argv) > 1 else "8000"
    # Browsers that look up localhost as ::1 first go on to 127.0.0.1 when nobody answers there.
    words = [str(ROOT / "example_site" / "manage.py"), "runserver", f"127.0.0.1:{port}"]
    os.execv(sys.executable, [sys.executable, *words])  # noqa: S606


if __name__ == "__main__":
    main()
