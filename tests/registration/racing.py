"""Signs schools up from several processes at once; run as a program, it is one of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PROCESSES, THREADS = 8, 4


def race(address: str, page_id: int, *, schools: int, how: str = "flows") -> list[dict[str, Any]]:
    """So many schools apply at the same moment, spread over the processes; what each process saw."""
    share = -(-schools // PROCESSES)
    ranges = [(first, min(first + share, schools)) for first in range(0, schools, share)]
    with started(address, page_id, ranges, how) as processes:
        for process in processes:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        return [json.loads(process.stdout.readline()) for process in processes if process.stdout]


@contextmanager
def started(
    address: str, page_id: int, ranges: list[tuple[int, int]], how: str
) -> Iterator[list[subprocess.Popen[str]]]:
    """One process for each range of school numbers; all have ended after the block."""
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("src", ".", "example_site"))
    environment = os.environ | {
        "PYTHONPATH": paths,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.registration.racing", str(page_id), str(first), str(last), how],
            env=environment,
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for first, last in ranges
    ]
    try:
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def main(page_id: int, first: int, last: int, how: str) -> None:
    """Be one of the processes: wait for the word, sign up, and say what happened."""
    import django

    django.setup()
    from wagtail_mathshub.registration import flows  # noqa: F401 - loaded before the race begins

    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    if how == "one by one":
        for number in range(first, last):
            print(asked(page_id, number, "flows")[0], flush=True)  # noqa: T201
        return
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda number: asked(page_id, number, how), range(first, last)))
    seen = {
        "busy": sum(busy for _reference, busy, _error in answers),
        "references": [reference for reference, _busy, _error in answers if reference],
        "errors": [error for _reference, _busy, error in answers if error],
    }
    print(json.dumps(seen), flush=True)  # noqa: T201


def asked(page_id: int, number: int, how: str) -> tuple[str, int, str]:
    """One school's reference, how often it was asked to come back, and an error if there was one."""
    from django.db import connection

    from tests.registration.applying import wish
    from wagtail_mathshub.registration.refusals import Busy

    one, busy = wish(f"school-{number}@school.example.org"), 0
    try:
        while True:
            try:
                return WAYS[how](page_id, one), busy, ""
            except Busy:
                busy += 1
                time.sleep(0.05)
    except Exception as error:
        return "", busy, repr(error)
    finally:
        connection.close()


def by_flows(page_id: int, one: Any) -> str:
    """As everybody signs up."""
    from wagtail_mathshub.registration import flows

    return flows.apply(page_id=page_id, wish=one)


def by_counting(page_id: int, one: Any) -> str:
    """How it must not be done: count first, then insert."""
    from django.db import transaction

    from tests.registration.applying import stored
    from wagtail_mathshub.registration.models import Application
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin  # noqa: F401

    with transaction.atomic():
        capacity = Application._meta.get_field("page").related_model.objects.get(pk=page_id).specific.capacity
        held = Application.objects.filter(page_id=page_id, held=1).count()
        return stored(page_id, one, held=int(held < capacity))


WAYS = {"flows": by_flows, "counting": by_counting}

if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
