"""A run asks what is due, stores each answer at once, and can be stopped anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.api.processes import server_address
from tests.desk.links.pages import a
from tests.desk.links.test_asking import looker_for
from tests.factories import make_article, make_collection
from tests.importing.servers import Clock, Said, site_of
from wagtail_mathshub import clock
from wagtail_mathshub.desk.links import checking
from wagtail_mathshub.desk.links.checking import Check, Order, claim, give_back
from wagtail_mathshub.desk.links.verdicts import Kind, Seen
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.outgoing_links import LinkUse, OutgoingLink, digest_of

ROOT = Path(__file__).parents[3]
WORKS, GONE, SILENT = (
    Seen(Kind.ANSWERED, status=200),
    Seen(Kind.ANSWERED, status=404),
    Seen(Kind.NO_ANSWER),
)


class Answers:
    """Answers as it is told by address, and notes what it is asked."""

    def __init__(self, answers=None, otherwise=WORKS, then=None):
        self.answers, self.otherwise, self.then, self.asked = answers or {}, otherwise, then, []

    def look(self, address):
        self.asked.append(address)
        if self.then:
            self.then(address)
        found = self.answers.get(address, self.otherwise)
        if isinstance(found, BaseException):
            raise found
        return found


def row(url: str, **fields) -> OutgoingLink:
    return OutgoingLink.objects.create(url=url, digest=digest_of(url), **fields)


def url(number: object) -> str:
    return f"https://site-{number}.example.net/"


def state(address: str) -> str:
    return OutgoingLink.objects.values_list("state", flat=True).get(url=address)


@pytest.mark.django_db
def test_each_answer_is_stored_as_it_comes(reference_time):
    seen = []
    for number in range(3):
        row(url(number))
    answers = Answers(
        {url(1): GONE},
        then=lambda _a: seen.append(OutgoingLink.objects.exclude(checked_at=None).count()),
    )
    tally = Check(Order(), answers).run()
    assert seen == [0, 1, 2]
    assert tally.states == {"works": 2, "dead": 1}
    found = OutgoingLink.objects.get(url=url(1))
    assert (found.state, found.status_code, found.claimed_until) == ("dead", 404, None)
    assert found.failed_since == found.checked_at == reference_time


@pytest.mark.django_db
def test_what_is_not_due_is_left_alone_and_what_was_never_asked_comes_first(reference_time):
    day = timedelta(days=1)
    row(url("week"), checked_at=reference_time - 7 * day, due_at=reference_time)
    row(url("long"), checked_at=reference_time - 20 * day, due_at=reference_time - 13 * day)
    row(url("later"), checked_at=reference_time - day, due_at=reference_time + day)
    row(url("new"))
    row("page:5")
    answers = Answers()
    assert Check(Order(), answers).run().asked == 3
    assert answers.asked == [url("new"), url("long"), url("week")]
    assert Check(Order(), answers).run().asked == 0


@pytest.mark.django_db
def test_older_than_takes_also_what_is_not_due_and_each_once(reference_time):
    for number, hours in enumerate((1, 30, 50)):
        checked = reference_time - timedelta(hours=hours)
        row(url(number), checked_at=checked, due_at=reference_time + timedelta(days=3))
    answers = Answers()
    Check(Order(older_than=timedelta(hours=24)), answers).run()
    assert answers.asked == [url(2), url(1)]


@pytest.mark.django_db
def test_a_limit_and_the_time_end_a_run_and_the_next_goes_on(reference_time):
    for number in range(6):
        row(url(number))
    answers = Answers()
    assert Check(Order(limit=2), answers).run().left == 4
    timer = Clock(step=10.0)
    assert Check(Order(seconds=25), answers, monotonic=timer).run().asked == 2
    Check(Order(), answers).run()
    assert answers.asked == [url(number) for number in range(6)]


@pytest.mark.django_db
def test_hosts_take_turns(reference_time):
    for path in ("1", "2", "3"):
        row(f"https://a.example.net/{path}")
    row("https://b.example.net/1")
    row("https://c.example.net/1")
    answers = Answers()
    Check(Order(), answers).run()
    assert "".join(address[8] for address in answers.asked) == "abcaa"


@pytest.mark.django_db
def test_a_run_for_one_hub_asks_what_its_pages_link_to(hub_a, hub_b, reference_time):
    for hub in (hub_a, hub_b):
        page = make_article(hub)
        LinkUse.objects.create(link=row(url(hub.key)), page=page)
    answers = Answers()
    Check(Order(hub=hub_b), answers).run()
    assert answers.asked == [url("birch")]


@pytest.mark.django_db
def test_two_processes_do_not_ask_the_same_address(reference_time):
    row(url(1))
    first, second = OutgoingLink.objects.get(), OutgoingLink.objects.get()
    assert claim(first)
    assert not claim(second)
    assert Check(Order(), Answers()).run().asked == 0
    give_back(first)
    assert claim(second)
    # One that was killed gives it back by itself.
    with clock.frozen_at(reference_time + checking.CLAIM):
        assert claim(OutgoingLink.objects.get())


@pytest.mark.django_db
def test_what_another_process_has_asked_meanwhile_is_not_asked_again(reference_time):
    row(url(1))
    row(url(2))
    answers = Answers(then=lambda _a: Check(Order(), other).run())
    other = Answers()
    Check(Order(), answers).run()
    assert sorted(answers.asked + other.asked) == [url(1), url(2)]


@pytest.mark.django_db
def test_what_nobody_foresaw_about_one_address_does_not_stop_the_others(reference_time):
    row(url(1))
    row(url(2))
    Check(Order(), Answers({url(1): RuntimeError("odd")})).run()
    assert (state(url(1)), state(url(2))) == ("unsure", "works")


@pytest.mark.django_db
def test_stopped_by_hand_it_gives_its_address_back(reference_time):
    row(url(1))
    with pytest.raises(KeyboardInterrupt):
        Check(Order(), Answers({url(1): KeyboardInterrupt()})).run()
    assert OutgoingLink.objects.get().claimed_until is None


@pytest.mark.django_db
def test_a_second_failure_the_next_night_is_dead(reference_time):
    row(url("up"), state="works", checked_at=reference_time, due_at=reference_time + timedelta(days=99))
    row(url("down"))
    answers = Answers({url("down"): SILENT})
    Check(Order(), answers).run()
    assert state(url("down")) == "unsure"
    with clock.frozen_at(reference_time + timedelta(hours=23)):
        Check(Order(), answers).run()
    assert state(url("down")) == "dead"


@pytest.mark.django_db
@pytest.mark.parametrize("silent", [SILENT, Seen(Kind.NAME_UNKNOWN)])
def test_without_a_line_to_the_internet_nothing_dies(reference_time, silent):
    for number in range(3):
        row(url(number), state="works", checked_at=reference_time - timedelta(days=9), due_at=reference_time)
    answers = Answers(otherwise=silent)
    for night in range(3):
        with clock.frozen_at(reference_time + timedelta(days=night)):
            Check(Order(), answers).run()
    assert {state(url(number)) for number in range(3)} == {"works"}
    # One other address is asked a night to find out.
    assert len(answers.asked) == 3 * (3 + 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "wanted"), [("collection", True), ("article", False)])
def test_a_collection_that_gets_a_dead_link_moves_the_content(
    hub_a, reference_time, monkeypatch, kind, wanted
):
    page = make_collection(hub_a) if kind == "collection" else make_article(hub_a)
    LinkUse.objects.create(link=row(url(1)), page=page)
    moved: list[int] = []
    monkeypatch.setattr(generation, "bump", lambda: moved.append(1))
    Check(Order(), Answers()).run()
    assert not moved
    for found in (GONE, WORKS):
        OutgoingLink.objects.update(due_at=None)
        Check(Order(), Answers(otherwise=found)).run()
    assert len(moved) == (2 if wanted else 0)


@pytest.mark.django_db
def test_a_run_over_many_addresses_takes_a_few_statements_for_each(
    reference_time, django_assert_max_num_queries
):
    for number in range(50):
        row(url(number))
    with django_assert_max_num_queries(50 * 5 + 5):
        Check(Order(), Answers()).run()


@pytest.mark.django_db
def test_the_command_does_it_all_against_a_real_server(hub_a, monkeypatch, reference_time):
    with site_of({"/works": b"", "/moved": Said(status=301, headers={"Location": "/works"})}) as site:
        text = "".join(a(f"{site.address}/{path}") for path in ("works", "moved", "gone"))
        make_article(hub_a, body=[("text", text)])
        monkeypatch.setattr(checking, "Looker", lambda: looker_for(site.port))
        out = StringIO()
        call_command("mathshub_check_links", "--hub", "alder", "--limit", "2", stdout=out)
        call_command(
            "mathshub_check_links", "--hub", "alder", "--older-than", "1", "--seconds", "60", stdout=out
        )
    assert "3 links new" in out.getvalue()
    assert "1 are left" in out.getvalue()
    states = Counter(OutgoingLink.objects.values_list("state", flat=True))
    assert states == {"works": 1, "moved": 1, "dead": 1}


@pytest.mark.django_db
@pytest.mark.parametrize("options", [("--hub", "nowhere"), ("--limit", "-1"), ("--seconds", "x")])
def test_the_command_says_what_it_does_not_understand(hub_a, options):
    with pytest.raises(CommandError):
        call_command("mathshub_check_links", *options)


# --- Killed. ---


@contextmanager
def run_in_another_process(address: str, seconds: float):
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("src", ".", "example_site"))
    environment = os.environ | {
        "PYTHONPATH": paths,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    command = [sys.executable, "-m", "tests.desk.links.check_process", str(seconds)]
    process = subprocess.Popen(command, env=environment, cwd=ROOT, text=True, stdout=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def database(transactional_db, tmp_path):
    """A database with links that other processes can open: its address, and what is stored in it by address."""
    for number in range(8):
        row(url(f"gone-{number}" if number % 2 else number))
    if connection.vendor == "postgresql":
        return server_address(connection.settings_dict), None
    path = tmp_path / "links.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    return f"sqlite:///{path}", path


def rows_in(path) -> list[tuple]:
    sql = "SELECT id, url, state, checked_at, claimed_until FROM wagtail_mathshub_outgoinglink ORDER BY id"
    if path is None:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()
    import sqlite3

    with sqlite3.connect(path) as other:
        return other.execute(sql).fetchall()


def free_claims(path) -> None:
    """As if the time of what a killed process had claimed were over."""
    sql = "UPDATE wagtail_mathshub_outgoinglink SET claimed_until = NULL"
    if path is None:
        OutgoingLink.objects.update(claimed_until=None)
        return
    import sqlite3

    with sqlite3.connect(path) as other:
        other.execute(sql)


def test_a_run_that_is_killed_again_and_again_goes_on_with_the_rest(database):
    address, path = database
    asked: Counter[str] = Counter()
    for _round in range(3):
        with run_in_another_process(address, 0.2) as process:
            assert process.stdout
            for line in process.stdout:
                asked[line.split()[1]] += 1
                if sum(asked.values()) % 3 == 0:
                    break
            process.kill()
        found = rows_in(path)
        claimed = [row for row in found if row[4] is not None]
        assert len(claimed) == 1
        assert claimed[0][3] is None
        free_claims(path)
    with run_in_another_process(address, 0) as process:
        assert process.stdout
        lines = [line.split() for line in process.stdout]
    asked.update(line[1] for line in lines if line[0] == "asking")
    found = rows_in(path)
    assert [row[2] for row in found] == ["works", "dead"] * 4
    # Only what was being asked at the moment of a kill is asked again.
    assert sum(asked.values()) == 8 + 3
