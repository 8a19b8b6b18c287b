"""Emails are sent by workers where a site has some, and by cron otherwise."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import connection, transaction
from django_tasks.backends.base import BaseTaskBackend

from tests.registration.applying import applied
from tests.registration.mailing import group_of, ready
from wagtail_mathshub.registration.mailing import tasks
from wagtail_mathshub.registration.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
HERE = "tests.registration.test_email_tasks"
BUILT_IN = ("immediate.ImmediateBackend", "dummy.DummyBackend")


class Workers(BaseTaskBackend):
    """A task back end whose workers are elsewhere: it only remembers what it was given."""

    given: list[str] = []

    def enqueue(self, task, args, kwargs):
        """Remember the task."""
        self.given.append(task.name)


class Away(Workers):
    """A task back end that nobody can reach."""

    def enqueue(self, task, args, kwargs):
        """Fail as a server does that is away."""
        raise ConnectionRefusedError


def use(settings, backend: str) -> None:
    settings.TASKS = {"default": {"BACKEND": backend}}
    Workers.given.clear()


def test_workers_are_told_once_after_the_commit(hub_a, settings, django_capture_on_commit_callbacks):
    group = group_of(ready(hub_a))
    use(settings, f"{HERE}.Workers")
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        applied(group)
        applied(group)
        assert Workers.given == []
    assert Workers.given == ["send_outbox"]
    assert mail.outbox == []


@pytest.mark.parametrize("backend", BUILT_IN)
def test_without_workers_nobody_waits_for_an_email(
    hub_a, settings, django_capture_on_commit_callbacks, backend
):
    use(settings, f"django_tasks.backends.{backend}")
    with django_capture_on_commit_callbacks(execute=True):
        applied(group_of(ready(hub_a)))
    assert mail.outbox == []
    assert Message.objects.get().state == "waiting"


def test_workers_that_are_away_fail_no_application(hub_a, settings):
    group = group_of(ready(hub_a))
    use(settings, f"{HERE}.Away")
    applied(group)
    # Robust: Django logs what fails in it, and goes on.
    (planned,) = [row for row in connection.run_on_commit if row[1] is tasks._enqueue]
    assert planned[2] is True
    assert Message.objects.get().state == "waiting"


def test_the_task_sends_what_is_due(hub_a):
    applied(group_of(ready(hub_a)))
    assert tasks.send_outbox.call() == 1
    assert len(mail.outbox) == 1
