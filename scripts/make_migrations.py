"""Write the migrations, one app at a time, with swappable image and document models.

    python scripts/make_migrations.py [--fresh]

`--fresh` writes one new 0001 for each app, which is right until version 1.0 only.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "wagtail_mathshub"
APPS = {
    "wagtail_mathshub": SOURCE / "migrations",
    "mathshub_pages": SOURCE / "pages" / "migrations",
    "mathshub_registration": SOURCE / "registration" / "migrations",
}
SWAPPABLE = {
    "wagtailimages.image": ("wagtail.images", "get_image_model_string"),
    "wagtaildocs.document": ("wagtail.documents", "get_document_model_string"),
}
INSTALLATION = """

def make_installation(apps, schema_editor):
    apps.get_model("wagtail_mathshub", "Installation").objects.using(schema_editor.connection.alias).create()

"""


def manage(*words: str) -> None:
    """Run a management command of the example site."""
    subprocess.run([sys.executable, str(ROOT / "example_site" / "manage.py"), *words], check=True, cwd=ROOT)


def make_swappable(text: str) -> str:
    """Let foreign keys to images and documents follow the site's own models."""
    for label, (module, function) in SWAPPABLE.items():
        if f"to='{label}'" not in text:
            continue
        app = label.split(".")[0]
        text = text.replace(f"to='{label}'", f"to={function}()")
        text = re.sub(
            rf"\n        \('{app}', '[^']+'\),",
            f"\n        migrations.swappable_dependency({function}()),",
            text,
        )
        text = text.replace("\nclass Migration", f"\nfrom {module} import {function}\nclass Migration", 1)
    return text


def make_installation_row(text: str) -> str:
    """Let the first migration make the installation's one row."""
    if "name='Installation'" not in text or "make_installation" in text:
        return text
    text = text.replace("\nclass Migration", INSTALLATION + "\nclass Migration", 1)
    row = "        migrations.RunPython(make_installation, migrations.RunPython.noop),\n    ]\n"
    return re.sub(r"    \]\n\Z", row, text)


def main() -> None:
    """Write what is missing; with --fresh, everything anew."""
    if "--fresh" in sys.argv:
        for folder in APPS.values():
            for old in folder.glob("0*.py"):
                old.unlink()
    for label, folder in APPS.items():
        manage("makemigrations", label)
        for path in sorted(folder.glob("0*.py")):
            path.write_text(make_installation_row(make_swappable(path.read_text())))
    manage("makemigrations", "--check", "--dry-run")


if __name__ == "__main__":
    main()
