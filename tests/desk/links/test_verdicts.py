"""What is to be thought of an address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wagtail_mathshub.desk.links.verdicts import Before, Kind, Seen, verdict, wait_after
from wagtail_mathshub.publishing.outgoing_links import LinkState

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
FAILING = [
    Seen(Kind.NAME_UNKNOWN),
    Seen(Kind.NO_ANSWER),
    Seen(Kind.ROUND_AND_ROUND),
    Seen(Kind.ANSWERED, status=500),
    Seen(Kind.ANSWERED, status=503),
]


def answered(status: int, **more) -> Seen:
    return Seen(Kind.ANSWERED, status=status, **more)


def test_what_answers_works_and_is_left_alone_for_a_week():
    found = verdict(Before("dead", failures=3, failed_since=NOW - 9 * DAY), answered(200), NOW)
    assert (found.state, found.failures, found.failed_since, found.reason) == ("works", 0, None, "")
    assert found.due_at == NOW + 7 * DAY


def test_what_has_moved_for_good_says_where_to():
    found = verdict(Before(), answered(200, moved_to="https://example.org/new"), NOW)
    assert (found.state, found.moved_to) == ("moved", "https://example.org/new")


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_dead_at_once(status):
    found = verdict(Before(), answered(status), NOW)
    assert (found.state, found.failed_since, found.status_code) == ("dead", NOW, status)
    assert found.reason


@pytest.mark.parametrize("seen", FAILING)
def test_what_fails_once_may_be_passing(seen):
    found = verdict(Before(), seen, NOW)
    assert (found.state, found.failures, found.failed_since) == ("unsure", 1, NOW)
    assert found.due_at <= NOW + DAY


@pytest.mark.parametrize("seen", FAILING)
def test_what_fails_again_about_a_day_later_is_dead_since_the_first_time(seen):
    first = NOW - timedelta(hours=20)
    found = verdict(Before("unsure", failures=1, failed_since=first), seen, NOW)
    assert (found.state, found.failures, found.failed_since) == ("dead", 2, first)


@pytest.mark.parametrize("seen", FAILING)
def test_what_fails_again_in_the_same_night_is_not_dead_yet(seen):
    found = verdict(Before("unsure", failures=1, failed_since=NOW - timedelta(hours=3)), seen, NOW)
    assert found.state == "unsure"


@pytest.mark.parametrize("seen", FAILING)
def test_what_was_dead_stays_so_when_it_fails_in_another_way(seen):
    found = verdict(Before("dead", failures=1, failed_since=NOW - timedelta(hours=1)), seen, NOW)
    assert found.state == "dead"


@pytest.mark.parametrize("status", [401, 403, 429, 400, 405, 451, 304, 100])
def test_what_lets_no_program_look_cannot_be_told(status):
    found = verdict(Before("unsure", failures=1, failed_since=NOW - 9 * DAY), answered(status), NOW)
    assert (found.state, found.failures, found.failed_since) == ("unsure", 0, None)
    assert found.reason


def test_a_bad_certificate_cannot_be_told_and_never_dies():
    assert verdict(Before("unsure", 5, NOW - 9 * DAY), Seen(Kind.NOT_TRUSTED), NOW).state == "unsure"


@pytest.mark.parametrize("kind", [Kind.PRIVATE, Kind.NOT_ASKED])
def test_what_is_not_asked_is_refused(kind):
    assert verdict(Before(), Seen(kind, words="Port 9."), NOW).state == "refused"


@pytest.mark.parametrize("state", ["works", "dead", "moved", "unsure", "refused"])
def test_a_broken_line_of_our_own_changes_nothing(state):
    before = Before(state, failures=1, failed_since=NOW - 9 * DAY)
    found = verdict(before, Seen(Kind.OURS), NOW)
    assert (found.state, found.failures, found.failed_since) == (state, 1, before.failed_since)


def test_what_nobody_could_ask_yet_cannot_be_told():
    assert verdict(Before(), Seen(Kind.OURS), NOW).state == LinkState.UNSURE


def test_what_keeps_failing_is_asked_more_and_more_seldom():
    waits = [wait_after(failures) for failures in range(1, 2000)]
    assert waits == sorted(waits)
    assert waits[0] < DAY
    assert waits[1] == 2 * waits[0]
    assert waits[-1] == 28 * DAY
