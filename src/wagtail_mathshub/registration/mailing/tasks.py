"""Sends soon after something was put into the outbox, where the site has workers for tasks."""

from __future__ import annotations

from django.db import connections, router, transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend

from wagtail_mathshub.registration.models import Message


@task()
def send_outbox() -> int:
    """Send what is due. How many messages went out."""
    from wagtail_mathshub.registration.mailing.sending import (
        send_due,
    )  # It needs the outbox, which needs this module.

    return send_due().sent


def has_workers() -> bool:
    """Whether tasks run beside the request: one that runs at once, or never, would make somebody wait for email."""
    backend = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    return not isinstance(backend, ImmediateBackend | DummyBackend)


def plan_sending() -> None:
    """Send after the transaction under way, once however much it puts into the outbox. Else cron does."""
    if not has_workers():
        return
    using = router.db_for_write(Message)
    if not any(planned[1] is _enqueue for planned in connections[using].run_on_commit):
        # Robust: the request has done its part, and cron sends what no worker was told of.
        transaction.on_commit(_enqueue, using=using, robust=True)


def _enqueue() -> None:
    send_outbox.enqueue()
