#!/usr/bin/env python
"""Serve the example front end from an origin of its own, with nothing but Python.

python example_site/serve_front_end.py --port 8001 --api http://127.0.0.1:8000/api/hub/v1/
"""

from __future__ import annotations

import argparse
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from example_site.front_end import Place, answer


class FrontEndHandler(BaseHTTPRequestHandler):
    """Answers each path with a file of the front end, or with its page."""

    def __init__(self, place: Place, quiet: bool, *args: Any) -> None:
        self.place, self.quiet = place, quiet
        super().__init__(*args)

    def do_GET(self) -> None:
        """The file or the page."""
        path = unquote(urlsplit(self.path).path).removeprefix(self.place.base)
        found = answer(path.lstrip("/"), self.place)
        self.send_response(200)
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()
        self.wfile.write(found.body)

    def log_message(self, format: str, *args: Any) -> None:
        """A line for each request, unless nobody wants to read it."""
        if not self.quiet:
            super().log_message(format, *args)


def server(port: int, place: Place, *, host: str = "127.0.0.1", quiet: bool = False) -> ThreadingHTTPServer:
    """A server that is ready to `serve_forever`; port 0 takes a free one."""
    return ThreadingHTTPServer((host, port), partial(FrontEndHandler, place, quiet))


def main() -> None:
    """Serve until Ctrl+C."""
    parser = argparse.ArgumentParser(description="Serve the example front end from an origin of its own.")
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--api", default="http://127.0.0.1:8000/api/hub/v1/", help="Where the API is.")
    parser.add_argument("--hub", default="", help="A hub's key, if it is not the one of the API's host.")
    options = parser.parse_args()
    place = Place(base="/", api=options.api, hub=options.hub)
    with server(options.port, place) as running:
        print(f"The front end is at http://127.0.0.1:{options.port}/ and reads {options.api}")
        print("Ctrl+C stops it.")
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
