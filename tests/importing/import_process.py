"""Imports in processes of their own, which may be killed; run as a program, it does so line by line.

Each line is the key of a hub and how many calls of functions the import lives for, 0 for all its life. `naive` before
it: an import that writes each page in several transactions and remembers at the end what it has made.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

PAGES = 9


def old_site() -> tuple[Any, Any]:
    """An old site whose pages lead to one another, with pictures; and its files."""
    from tests.importing.sources_in_memory import OLD, MemorySource, MemoryStore, page, png

    def text(number: int) -> str:
        links = "".join(
            f'<p><a href="{OLD}/page-{n}/">Page {n}</a></p>' for n in ((number + 1) % PAGES, number - 1)
        )
        return f'<h2>Part {number}</h2>{links}<p><img src="{OLD}/picture-{number % 3}.png" alt="Three counters"></p>'

    pages = [
        page(
            f"page-{number}",
            text(number),
            parent=f"page-{number - 1}" if number % 3 == 2 else "",
            aliases=(f"{OLD}/?p={number + 1}",),
        )
        for number in range(PAGES)
    ]
    files = {f"{OLD}/picture-{n}.png": png(colour) for n, colour in enumerate(("red", "green", "blue"))}
    return MemorySource(*pages), MemoryStore(files)


def order_for(key: str) -> Any:
    """The import of that site into the hub `key`."""
    from wagtail_mathshub.hubs.models import HubSettings
    from wagtail_mathshub.importing.applying.running import Order

    source, store = old_site()
    return Order(hub=HubSettings.objects.get(key=key), source=source, store=store, publish=True)


def honest(key: str) -> None:
    """What the package does."""
    from wagtail_mathshub.importing.applying.running import run

    run(order_for(key))


def naive(key: str) -> None:
    """What an import does that makes pages, publishes them afterwards, and looks only whether a page is there."""
    from wagtail_mathshub.importing.applying.running import _begin, desk_of
    from wagtail_mathshub.pages.models import HubContentPage, HubHomePage

    order = order_for(key)
    desk = desk_of(order, _begin(order, None))
    home = HubHomePage.objects.get(slug=f"{key}-hub")
    for old in order.source.pages():
        if HubContentPage.objects.child_of(home).filter(slug=old.slug).exists():
            continue
        new = HubContentPage(title=old.title, slug=old.slug, live=False)
        home.add_child(instance=new)
        desk.redirects.to_page([old.address], new)
        new.save_revision().publish()


def live(how: Any, key: str, calls: int) -> None:
    """Import, and be killed at the call of that number."""
    made = 0

    def count(frame: Any, event: str, arg: Any) -> None:
        nonlocal made
        if event in ("call", "c_call"):
            made += 1
            if made == calls:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    how(key)
    sys.setprofile(None)
    print("calls", made, flush=True)  # noqa: T201


def ended(how: Any, key: str, calls: int) -> int:
    """How the import in a process of its own has ended."""
    child = os.fork()
    if not child:
        status = 1
        try:
            live(how, key, calls)
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Answer each line with how the import ended."""
    import django

    django.setup()
    from importlib import import_module

    # All that an import needs is there before it begins: it lives for what it does.
    for name in (
        "tests.urls",
        "tests.importing.sources_in_memory",
        "wagtail_mathshub.importing.applying.running",
    ):
        import_module(name)
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        words = line.split()
        how = naive if words[0] == "naive" else honest
        key, calls = words[-2:]
        print("ended", ended(how, key, int(calls)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
