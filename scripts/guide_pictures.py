"""Takes the pictures of the editors' guide from the demo, in a database of its own: docs/pictures/*.png."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from guide_scenes import SCENES, Scene
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
MANAGE = ROOT / "example_site" / "manage.py"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PASSWORD = "counters"  # noqa: S105 - the demo's, which it prints
WINDOW = {"width": 1180, "height": 800}
COLOURS = 128
PATIENCE = 60.0


def main(*wanted: str) -> int:
    """Take all pictures, or those named; a scene whose screen has changed ends it."""
    unknown = set(wanted) - set(SCENES)
    if unknown:
        sys.exit(f"No such picture: {', '.join(sorted(unknown))}. There are: {', '.join(SCENES)}.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for user, names in by_user(wanted or tuple(SCENES)).items():
            window = logged_in(browser, address, user)
            for name in names:
                take(window, name, SCENES[name][1])
        browser.close()
    return 0


def by_user(names: tuple[str, ...]) -> dict[str, list[str]]:
    """The names of scenes by who is logged in, in order."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(SCENES[name][0], []).append(name)
    return found


def take(window: Page, name: str, scene: Scene) -> None:
    """Play a scene and keep what its window shows."""
    scene(window)
    file = PICTURES / f"{name}.png"
    window.wait_for_load_state("networkidle")
    window.screenshot(path=file, animations="disabled")
    with Image.open(file) as picture:
        # A fifth of the bytes, and no difference that anybody sees in a screen of few colours.
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB", flush=True)


def logged_in(browser: Browser, address: str, user: str) -> Page:
    """A window of the admin."""
    window = browser.new_context(
        base_url=address, viewport=WINDOW, reduced_motion="reduce", color_scheme="light"
    ).new_page()
    window.goto("/admin/login/")
    window.fill("input[name=username]", user)
    window.fill("input[name=password]", PASSWORD)
    window.click("button[type=submit]")
    window.wait_for_url("**/admin/")
    return window


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The demo with a new database, served until the pictures are there."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/guide.sqlite3",
            "WAGTAILADMIN_BASE_URL": f"http://127.0.0.1:{port}",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'example_site'}",
        }
        for command in (["migrate", "--verbosity", "0"], ["load_demo", "--port", str(port)]):
            subprocess.run([sys.executable, MANAGE, *command], env=environment, check=True)
        server = subprocess.Popen(
            [sys.executable, MANAGE, "runserver", f"127.0.0.1:{port}", "--noreload"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


def wait_for(port: int) -> None:
    """Until somebody answers at the port."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.1)
    sys.exit(f"The demo did not answer within {PATIENCE:.0f} seconds.")


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
