"""Senders that are killed, or run at once: nothing is lost, and next to nothing goes out twice."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page

from tests.factories import make_hub
from tests.registration.applying import applied
from tests.registration.mailing import NOON, group_of, ready
from tests.registration.other_senders import KILLED, Senders, other_senders
from wagtail_mathshub.publishing.installation import install_id
from wagtail_mathshub.registration.mailing.sending import LEASE
from wagtail_mathshub.registration.models import Message

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_time")]
SOON = LEASE + timedelta(minutes=1)


@pytest.fixture
def senders(tmp_path: Path) -> Iterator[Senders]:
    """Other processes that send."""
    with other_senders(tmp_path) as found:
        yield found


@pytest.fixture
def hub(transactional_db):
    """A hub on a tree of its own: the test before this one has emptied the database."""
    if not Page.objects.exists():
        language = get_supported_content_language_variant(settings.LANGUAGE_CODE)
        locale, _made = Locale.objects.get_or_create(language_code=language)
        Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
        install_id.cache_clear()
    return make_hub("alder")


def fill(hub, count: int) -> set[str]:
    """So many messages in the outbox; their Message-IDs."""
    group = group_of(ready(hub), capacity=None)
    for _number in range(count):
        applied(group)
    assert Message.objects.count() == count
    return {f"<{key}@{install_id()}>" for key in Message.objects.values_list("key", flat=True)}


def states() -> Counter[str]:
    return Counter(Message.objects.values_list("state", flat=True))


def kill_often(hub, senders: Senders, kills: int, seed: int) -> None:
    each, chance = 3, random.Random(seed)  # noqa: S311
    wanted = fill(hub, each * kills + 2)
    senders.send(NOON - timedelta(days=1), 0)
    begun = senders.calls
    moment = NOON
    one = calls_for_one(senders, moment)
    done_before = len(senders.taken())
    killed = 0
    for _number in range(kills):
        life = chance.randint(1, begun + each * one)
        ends = senders.send(moment, life)
        killed += ends == [KILLED]
        moment += SOON
    while states()["sent"] < len(wanted):
        before = states()
        assert senders.send(moment, 0) == [0]
        moment += SOON
        assert states() != before, before
    sent = Counter(senders.taken())
    assert killed >= kills // 2
    assert done_before == 1
    assert set(sent) == wanted
    assert sum(sent.values()) - len(wanted) <= killed
    assert states() == {"sent": len(wanted)}


def calls_for_one(senders: Senders, moment) -> int:
    """How many calls it takes to send one message more."""
    keys = list(Message.objects.values_list("pk", flat=True))
    later = moment + timedelta(days=30)
    Message.objects.filter(pk__in=keys[1:]).update(next_try_at=later)
    senders.send(moment, 0)
    Message.objects.filter(pk__in=keys[1:]).update(next_try_at=moment)
    return senders.calls


def test_senders_that_are_killed_lose_nothing_and_double_at_most_what_they_held(hub, senders):
    kill_often(hub, senders, int(os.environ.get("MATHSHUB_KILLS", "5")), seed=5)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_fifty_kills_lose_nothing_either(hub, senders, seed):
    kill_often(hub, senders, 50, seed=seed)


def test_senders_that_run_at_once_send_each_message_once(hub, senders):
    wanted = fill(hub, 24)
    assert senders.send(NOON, -1, -1, -1) == [0, 0, 0]
    assert sorted(senders.taken()) == sorted(wanted)
    assert states() == {"sent": 24}


def test_without_a_claim_two_would_send_everything_twice(hub, senders):
    wanted = fill(hub, 6)
    senders.send(NOON, -1, -1, how="naive")
    assert Counter(senders.taken()) == dict.fromkeys(wanted, 2)
