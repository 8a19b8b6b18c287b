"""Changes content and shows it; run as a program, it does so at each line that it is given."""

from __future__ import annotations

import json
import sys
from datetime import datetime

from django.test import Client, RequestFactory


def shown() -> str:
    """The label of the topic as a visitor gets it, and whether that was built or kept."""
    from wagtail_mathshub.api.caching import Answer, answered
    from wagtail_mathshub.taxonomy.models import Topic

    built = []

    def build() -> Answer:
        built.append(True)
        return Answer(Topic.objects.get().label.encode(), "text/plain")

    response = answered(
        RequestFactory().get("/api/"), fingerprint="f", hub_key=lambda stamp: "h", build=build
    )
    return f"{'built' if built else 'kept'} {response.content.decode()}"


def change(label: str) -> None:
    """Save the topic under a new label."""
    from wagtail_mathshub.taxonomy.models import Topic

    topic = Topic.objects.first() or Topic(key="topic")
    topic.label = label
    topic.save()


def change_in_vain(label: str) -> None:
    """The same, but not for long."""
    from django.db import transaction

    with transaction.atomic():
        change(label)
        transaction.set_rollback(True)


def asked(path: str, host: str, now: str) -> str:
    """What the API says at a moment: `queries`, `etag` and `body`."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from wagtail_mathshub import clock

    with clock.frozen_at(datetime.fromisoformat(now)), CaptureQueriesContext(connection) as queries:
        answer = Client().get("/api/hub/v1/" + path, headers={"host": host})
    return json.dumps(
        {"queries": len(queries), "etag": answer.headers.get("ETag"), "body": answer.content.decode()}
    )


_prepared = []


def prepare(name: str) -> str:
    """Make ready what a change of this name needs; what is asked then."""
    from tests.api.cases import make_ground
    from tests.api.changes import CASES

    make_ground()
    case = CASES[name]()
    _prepared[:] = [case]
    words = (case.asked, case.host, case.goes, case.comes)
    return json.dumps([*words, case.now.isoformat(), (case.then or case.now).isoformat()])


def make() -> None:
    """The change that was prepared."""
    _prepared[0].change()


TASKS = {
    "show": shown,
    "change": change,
    "change-in-vain": change_in_vain,
    "ask": asked,
    "prepare": prepare,
    "make": make,
}


def main() -> None:
    """Answer each line with one."""
    import django

    django.setup()
    for line in sys.stdin:
        task, *words = line.split()
        print(TASKS[task](*words) or "done", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
