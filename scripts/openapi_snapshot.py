"""Write the agreed descriptions of the API anew: tests/api/openapi.json, and the one without sign-up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The file by the settings of the site that it describes.
SNAPSHOTS = {
    "tests.settings": ROOT / "tests" / "api" / "openapi.json",
    "tests.settings_without_registration": ROOT / "tests" / "api" / "openapi_without_registration.json",
}


def main() -> None:
    """Describe the API of each site in a process of its own; its version does not count."""
    for settings, snapshot in SNAPSHOTS.items():
        found = json.loads(described_with(settings))
        found["info"]["version"] = "0"
        snapshot.write_text(json.dumps(found, indent=1) + "\n")
        print(
            f"{snapshot.name}: {len(found['paths'])} addresses, {len(found['components']['schemas'])} shapes."
        )


def described_with(settings: str) -> str:
    """The description, as JSON, that a site with these settings serves."""
    paths = [str(ROOT / "src"), str(ROOT), str(ROOT / "example_site")]
    script = (
        "import django, json; django.setup();"
        "from wagtail_mathshub.api.openapi import described;"
        "from wagtail_mathshub.api_urls import api;"
        "print(json.dumps(described(api, '/api/hub/v1/'), default=str))"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


if __name__ == "__main__":
    main()
