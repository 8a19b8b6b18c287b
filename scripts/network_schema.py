"""Write the JSON Schema of the feed of all hubs to docs/network.schema.json."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Write it."""
    sys.path[:0] = [str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from wagtail_mathshub.finding.network_shapes import NetworkShape

    schema = NetworkShape.model_json_schema(mode="serialization")
    text = json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True)
    (ROOT / "docs" / "network.schema.json").write_text(f"{text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
