"""Gunicorn on two workers, and wrk that asks it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WRK = "There is no `wrk`, which loads the servers. Install it: apt-get install wrk (or: brew install wrk)."


@contextmanager
def server(**environment: str) -> Iterator[int]:
    """A server with this environment beside our own; its port. It runs until the end of the block."""
    if not shutil.which("wrk"):
        raise SystemExit(WRK)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    paths = os.pathsep.join(str(ROOT / part) for part in ("", "src", "example_site"))
    command = [sys.executable, "-m", "gunicorn", "-w", "2", "-k", "sync", "--log-level", "warning"]
    process = subprocess.Popen(  # noqa: S603 - our own words
        [*command, "-b", f"127.0.0.1:{port}", "benchmarks.wsgi"],
        cwd=ROOT,
        env=_without_redis() | {"PYTHONPATH": paths} | environment,
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _without_redis() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "REDIS_URL"}


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _try in range(300):
        if process.poll() is not None:
            raise SystemExit("gunicorn has ended. Its last words are above.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("gunicorn does not answer after 30 seconds.")


def warm_up(port: int, host: str, address: str) -> None:
    """Ask often enough that both workers have loaded all that they need."""
    for _request in range(8):
        connection = HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("GET", address, headers={"Host": host})
        answer = connection.getresponse()
        if answer.status != 200:
            raise SystemExit(f"{address} answers {answer.status}: {answer.read()[:500].decode()}")
        answer.read()
        connection.close()


def requests_per_second(port: int, host: str, address: str, seconds: float) -> float:
    """What two connections get in so many seconds; none of the answers may be an error."""
    words = ["wrk", "-t1", "-c2", f"-d{max(1, round(seconds))}s", "-H", f"Host: {host}", "--timeout", "60s"]
    done = subprocess.run(  # noqa: S603
        [*words, f"http://127.0.0.1:{port}{address}"], capture_output=True, text=True, check=True
    )
    if "Non-2xx" in done.stdout:
        raise SystemExit(f"{address} answers with errors:\n{done.stdout}")
    time.sleep(min(1.5, seconds / 4))  # Until what was still asked has been answered.
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])
