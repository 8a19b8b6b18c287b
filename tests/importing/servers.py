"""A small web site on this machine, whose every answer a test writes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from wagtail_mathshub.importing.fetching.allowed import allowed_hosts
from wagtail_mathshub.importing.fetching.asking import Asker


@dataclass
class Said:
    """An answer of the server. `write` sends the body piece by piece in place of `body`; HEAD gets none."""

    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    write: Callable[[Callable[[bytes], object]], None] | None = None


@dataclass
class Running:
    """A server that runs: its address without a slash at the end, and the requests in their order.

    `methods` are those of the same requests. What stands under "HEAD /path" answers HEAD alone.
    """

    address: str
    port: int
    answers: dict[str, Said | bytes]
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)


class Clock:
    """A clock that only moves when it is told to, or by `step` with every look at it."""

    def __init__(self, step: float = 0.0) -> None:
        self.now, self.step, self.slept = 1000.0, step, []

    def __call__(self) -> float:
        self.now += self.step
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@contextmanager
def site_of(answers: Mapping[str, Said | bytes]) -> Iterator[Running]:
    """Serve these answers by path with query; anything else is a 404. They may be changed while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    port = server.server_address[1]
    running = Running(f"http://127.0.0.1:{port}", port, dict(answers))
    server.running = running
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def asker_for(site: Running, **options) -> Asker:
    """An asker that may ask this server, private though it is."""
    return Asker(allowed_hosts(site.address, ports=[site.port]), allow_private=True, **options)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        running = self.server.running
        running.asked.append(self.path)
        running.headers.append(dict(self.headers))
        running.methods.append(self.command)
        said = running.answers.get(self.path, Said(b"Not here.", status=404))
        if f"{self.command} {self.path}" in running.answers:
            said = running.answers[f"{self.command} {self.path}"]
        said = Said(said) if isinstance(said, bytes) else said
        self.close_connection = True
        try:
            self.send_response(said.status)
            if said.type:
                self.send_header("Content-Type", said.type)
            if said.write is None and "Content-Length" not in said.headers:
                self.send_header("Content-Length", str(len(said.body)))
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "HEAD":
                return
            if said.write:
                said.write(self.wfile.write)
            else:
                self.wfile.write(said.body)
        except OSError:  # The other side has had enough, as tests of limits want it to.
            pass

    do_HEAD = do_GET

    def log_message(self, format: str, *args) -> None:
        pass
