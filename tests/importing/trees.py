"""Files of an export in memory, behind the interface of folders and ZIPs."""

from __future__ import annotations

from wagtail_mathshub.importing.refusals import PageRefused


class MemoryTree:
    """Files by name."""

    def __init__(self, files):
        self.files = dict(sorted(files.items()))
        self.notices = []
        self.closed = False

    def names(self):
        return tuple(self.files)

    def size(self, name):
        return len(self.files[name])

    def read(self, name, most_bytes):
        if len(self.files[name]) > most_bytes:
            raise PageRefused(f"{name} is larger than {most_bytes} bytes.")
        return self.files[name]

    def chunks(self, name, most_bytes):
        yield self.read(name, most_bytes)

    def close(self):
        self.closed = True
