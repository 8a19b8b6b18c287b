"""When the content generation moves, and that two writers never wait for one another."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.installation import Installation, install_id
from wagtail_mathshub.taxonomy.models import Topic

committing = pytest.mark.django_db(transaction=True)


class Stop(Exception):
    """Thrown to roll a transaction back."""


@pytest.fixture
def told(monkeypatch):
    """How often a listener has heard of a move."""
    heard: list[int] = []
    monkeypatch.setattr(generation, "_listeners", [])
    generation.after_move(lambda: heard.append(generation.current()))
    return heard


def add_topic(key="algebra"):
    return Topic.objects.create(key=key, label=key.title())


def change_in_vain():
    """A change whose transaction, or savepoint, is rolled back."""
    with suppress(Stop), transaction.atomic():
        add_topic("in-vain")
        raise Stop


def moves_in(queries) -> list[int]:
    statements = [query["sql"] for query in queries]
    return [n for n, sql in enumerate(statements) if sql.startswith("UPDATE") and "generation" in sql]


@committing
def test_a_change_outside_a_transaction_moves_it_at_once(told):
    before = generation.current()
    add_topic()
    assert generation.current() == before + 1
    assert told == [before + 1]


@committing
def test_it_moves_once_a_transaction_however_many_rows_change_in_it(told):
    before = generation.current()
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        for number in range(5):
            with transaction.atomic():
                add_topic(f"topic-{number}")
    assert generation.current() == before + 1
    assert told == [before + 1]
    assert len(moves_in(queries)) == 1


@committing
def test_the_move_is_the_last_statement_before_the_commit():
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        add_topic("first")
        add_topic("second")
    assert queries[-1]["sql"] == "COMMIT"
    assert moves_in(queries) == [len(queries) - 2]


@committing
def test_nobody_sees_the_move_before_the_change():
    before = generation.current()
    with transaction.atomic():
        add_topic()
        assert generation.current() == before
        assert generation.pending()
    assert not generation.pending()


@committing
def test_a_transaction_that_is_rolled_back_moves_nothing(told):
    before = generation.current()
    change_in_vain()
    assert not Topic.objects.exists()
    with transaction.atomic():
        assert not generation.pending()
    assert generation.current() == before
    assert told == []


@committing
def test_a_change_after_a_savepoint_was_rolled_back_moves_it():
    before = generation.current()
    with transaction.atomic():
        change_in_vain()
        add_topic()
    assert generation.current() == before + 1


@committing
def test_a_change_in_a_savepoint_before_one_that_was_rolled_back_moves_it():
    before = generation.current()
    with transaction.atomic():
        with transaction.atomic():
            add_topic()
        change_in_vain()
    assert generation.current() == before + 1


@committing
def test_a_move_that_fails_undoes_the_change(monkeypatch):
    def fail(connection):
        raise DatabaseError

    monkeypatch.setattr(generation, "_move", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        add_topic()
    assert not Topic.objects.exists()


@committing
def test_a_transaction_without_changes_moves_nothing():
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        generation.current()
    assert moves_in(queries) == []


@committing
def test_it_also_moves_where_autocommit_is_off(told):
    before = generation.current()
    transaction.set_autocommit(False)
    try:
        with transaction.atomic():
            add_topic()
        transaction.commit()
    finally:
        transaction.set_autocommit(True)
    assert generation.current() == before + 1


@committing
def test_a_listener_that_fails_is_only_logged(monkeypatch, caplog):
    def fail():
        raise Stop

    monkeypatch.setattr(generation, "_listeners", [fail])
    add_topic()
    assert Topic.objects.exists()
    assert "content generation" in caplog.text


@committing
def test_an_installation_whose_row_was_lost_gets_a_new_one():
    Installation.objects.all().delete()
    with transaction.atomic():
        add_topic()
    assert Installation.objects.get().install_id == install_id()


@pytest.mark.django_db
def test_tests_that_run_commit_hooks_see_it_move(django_capture_on_commit_callbacks):
    connection.run_on_commit.clear()
    before = generation.current()
    with django_capture_on_commit_callbacks(execute=True):
        add_topic()
    assert generation.current() == before + 1
    # Whatever was read is still seen by nobody else.
    assert generation.pending()


@pytest.mark.django_db
def test_the_stamp_names_installation_and_generation_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        stamp = generation.stamp()
    row = Installation.objects.get()
    assert stamp == f"{row.install_id}:{row.generation}"


@pytest.mark.django_db
def test_content_may_come_before_the_table_while_migrations_run(monkeypatch, django_assert_num_queries):
    generation.migrations_begin()
    monkeypatch.setattr(connection.introspection, "table_names", lambda: [])
    generation._move(connection)
    monkeypatch.setattr(connection.introspection, "table_names", lambda: [Installation._meta.db_table])
    before = generation.current()
    generation._move(connection)
    assert generation.current() == before + 1
    with django_assert_num_queries(1):
        generation._move(connection)


def in_threads(*tasks) -> list[BaseException]:
    """Run the tasks side by side, each with a connection of its own; what they raised."""
    raised: list[BaseException] = []

    def run(task):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '10s'")
            task()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return raised


@pytest.mark.services
@committing
def test_two_writers_that_meet_at_another_row_do_not_deadlock():
    shared, before = add_topic("shared"), generation.current()
    changed, locked = threading.Event(), threading.Event()

    def lock_shared():
        Topic.objects.select_for_update().get(pk=shared.pk)

    def editor():
        with transaction.atomic():
            add_topic("one")
            changed.set()
            assert locked.wait(10)
            lock_shared()

    def other():
        with transaction.atomic():
            assert changed.wait(10)
            lock_shared()
            locked.set()
            add_topic("two")

    assert in_threads(editor, other) == []
    assert generation.current() == before + 2


@pytest.mark.services
@committing
def test_many_writers_at_once_lose_no_move():
    before, start = generation.current(), threading.Barrier(4)

    def writer(name):
        def write():
            start.wait(10)
            for number in range(5):
                with transaction.atomic():
                    add_topic(f"{name}-{number}")

        return write

    assert in_threads(*(writer(name) for name in "abcd")) == []
    assert generation.current() == before + 20
