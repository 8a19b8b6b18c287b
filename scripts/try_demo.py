"""Try `make demo` as a newcomer would: start it twice on a free port, and look at both hubs.

It uses the demo's own database in example_site/, and leaves it there.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 300.0
HUBS = {"127.0.0.1": "Fenmarsh", "localhost": "Northmoor"}


def main() -> int:
    """Start it, look, stop it; twice, since the second time meets what the first has made."""
    for turn in ("first", "second"):
        port = free_port()
        begin = time.monotonic()
        demo = subprocess.Popen(
            ["make", "--no-print-directory", "demo", f"PORT={port}"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_for(demo, port)
            print(f"The {turn} time it answered after {time.monotonic() - begin:.0f} s.", flush=True)
            look_at_both_hubs(port)
        finally:
            stop(demo)
    print("The demo serves both hubs.")
    return 0


def look_at_both_hubs(port: int) -> None:
    """Each hub at its own address, with its Work Groups; also by IPv6, where localhost may lead."""
    for host, name in HUBS.items():
        expect(f"http://{host}:{port}/", name, host=f"{host}:{port}")
        expect(f"http://{host}:{port}/work-groups/", "Work Group", host=f"{host}:{port}")
        expect(f"http://{host}:{port}/admin/login/", "password", host=f"{host}:{port}")
    if has_ipv6():
        expect(f"http://[::1]:{port}/", HUBS["localhost"], host=f"localhost:{port}")


def expect(address: str, text: str, *, host: str) -> None:
    """The page is there and says so."""
    request = urllib.request.Request(address, headers={"Host": host})  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        page = answer.read().decode()
    if text not in page:
        sys.exit(f"{address} does not have {text!r}.")


def wait_for(demo: subprocess.Popen[bytes], port: int) -> None:
    """Until somebody answers at the port."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if demo.poll() is not None:
            sys.exit(f"make demo ended with {demo.returncode}.")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.1)
    sys.exit(f"make demo did not serve within {PATIENCE:.0f} seconds.")


def stop(demo: subprocess.Popen[bytes]) -> None:
    """As Ctrl+C does."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(demo.pid, signal.SIGINT)
    demo.wait(60)


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def has_ipv6() -> bool:
    """Whether the machine has the address ::1."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        return True
    return False


if __name__ == "__main__":
    sys.exit(main())
