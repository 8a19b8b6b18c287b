"""Changes and shows a topic; run as a program, it does so at each line that it is given."""

from __future__ import annotations

import sys

from django.test import RequestFactory


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


def main() -> None:
    """Answer each line with one."""
    import django

    django.setup()
    for line in sys.stdin:
        task, *words = line.split()
        if task == "show":
            print(shown(), flush=True)  # noqa: T201
        else:
            {"change": change, "change-in-vain": change_in_vain}[task](*words)
            print("done", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
