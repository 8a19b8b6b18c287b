"""Write the agreed description of the API anew: tests/api/openapi.json."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
SNAPSHOT = ROOT / "tests" / "api" / "openapi.json"


def main() -> None:
    """Describe the API of the example site; its version does not count."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "example_site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from wagtail_mathshub.api.openapi import described
    from wagtail_mathshub.api_urls import api

    found = json.loads(json.dumps(described(api, "/api/hub/v1/"), default=str))
    found["info"]["version"] = "0"
    SNAPSHOT.write_text(json.dumps(found, indent=1) + "\n")
    print(f"{len(found['paths'])} addresses, {len(found['components']['schemas'])} shapes.")


if __name__ == "__main__":
    main()
