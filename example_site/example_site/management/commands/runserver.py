"""The development server, at both of the machine's own addresses."""

from __future__ import annotations

import errno
import sys
import threading
from typing import Any

from django.contrib.staticfiles.management.commands.runserver import Command as StaticFilesRunserver
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, WSGIServer


class BothLoopbacks(WSGIServer):
    """Serves ::1 beside 127.0.0.1: `localhost` may be either, and the second hub lives there."""

    def serve_forever(self, *args: Any, **kwargs: Any) -> None:
        """Serve ::1 in a thread, then 127.0.0.1 as usual."""
        if self.server_address[0] == "127.0.0.1":
            self._serve_the_other()
        super().serve_forever(*args, **kwargs)

    def _serve_the_other(self) -> None:
        address = ("::1", self.server_port)
        try:
            other = ThreadedWSGIServer(address, WSGIRequestHandler, ipv6=True)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                sys.stderr.write(
                    f"Another program answers at [::1]:{self.server_port}, and perhaps at localhost.\n"
                )
            return  # Without IPv6, localhost is 127.0.0.1.
        other.set_app(self.get_app())
        threading.Thread(target=other.serve_forever, daemon=True).start()


class Command(StaticFilesRunserver):
    server_cls = BothLoopbacks

    def add_arguments(self, parser: Any) -> None:
        """Let WhiteNoise send the files, as on a real server, so that they come as small as there."""
        super().add_arguments(parser)
        parser.set_defaults(use_static_handler=False)
