"""Link checks in a process of their own, which may be killed: prints each address as it is about to be asked.

Run as a program with the seconds that each question takes.
"""

from __future__ import annotations

import sys
import time


def main() -> None:
    """Ask everything that is due; no network is used."""
    import django

    django.setup()
    from wagtail_mathshub.desk.links.checking import Check, Order
    from wagtail_mathshub.desk.links.verdicts import Kind, Seen

    class Slow:
        def look(self, address: str) -> Seen:
            print("asking", address, flush=True)  # noqa: T201
            time.sleep(float(sys.argv[1]))
            return Seen(Kind.ANSWERED, status=404 if "gone" in address else 200)

    tally = Check(Order(), Slow()).run()
    print("done", tally.asked, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
