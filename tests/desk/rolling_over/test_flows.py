"""Rolling over is done once, whoever presses what and whatever breaks, and costs the same for each page."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.desk.rolling_over.offers import TO, copy_of, full_group, offer, order, rolled
from wagtail_mathshub.desk.rolling_over import copying, flows, sources
from wagtail_mathshub.desk.rolling_over.refusals import RollOverRefused
from wagtail_mathshub.desk.rolling_over.tables import RolledPage, RollOver
from wagtail_mathshub.pages.models import WorkGroupPage

pytestmark = pytest.mark.django_db


def copies() -> int:
    return WorkGroupPage.objects.filter(academic_year=TO).count()


def test_all_chosen_pages_are_copied_and_remembered(hub_a, editor_a):
    groups = [full_group(hub_a, title=f"Group {n}") for n in range(3)]
    row = rolled(hub_a, editor_a, groups[:2])
    assert copies() == 2
    assert {page.source_id for page in RolledPage.objects.filter(roll_over=row)} == {
        groups[0].pk,
        groups[1].pk,
    }
    assert flows.waiting(row).count() == 0


def test_the_same_form_sent_twice_copies_once(hub_a, editor_a):
    groups, token = [full_group(hub_a, title=f"Group {n}") for n in range(2)], uuid4()
    first = rolled(hub_a, editor_a, groups, token=token)
    second = rolled(hub_a, editor_a, groups, token=token)
    assert (first.pk, copies(), RollOver.objects.count()) == (second.pk, 2, 1)


def test_a_token_of_somebody_else_opens_nothing(hub_a, editor_a, publisher_a):
    group, token = full_group(hub_a), uuid4()
    rolled(hub_a, editor_a, [group], token=token)
    with pytest.raises(RollOverRefused):
        flows.begin(order(hub_a, publisher_a, [group], token=token))


def test_a_page_is_not_copied_to_the_same_year_again(hub_a, editor_a, publisher_a):
    first, second = full_group(hub_a, title="One"), full_group(hub_a, title="Two")
    rolled(hub_a, editor_a, [first])
    row = rolled(hub_a, publisher_a, [first, second])
    assert copies() == 2
    assert row.left_out == [{"title": "One", "reason": "It was rolled over already."}]
    with pytest.raises(RollOverRefused, match="already"):
        flows.begin(order(hub_a, editor_a, [first, second]))
    assert RollOver.objects.count() == 2


def test_without_the_constraint_it_would_be(hub_a, editor_a, monkeypatch):
    """The control: where every page is given a place again, the same page is copied twice."""
    group = full_group(hub_a)
    rolled(hub_a, editor_a, [group])
    monkeypatch.setattr(RolledPage.objects, "bulk_create", lambda rows, **kw: [_forced(row) for row in rows])
    rolled(hub_a, editor_a, [group])
    assert copies() == 2


def _forced(row: RolledPage) -> None:
    RolledPage.objects.filter(source=row.source_id).update(to_year="2000-01")
    row.save()


def test_to_another_year_it_can_be_copied_too(hub_a, editor_a):
    group = full_group(hub_a)
    rolled(hub_a, editor_a, [group])
    rolled(hub_a, editor_a, [group], to_year="2027-28")
    assert WorkGroupPage.objects.filter(title="Continuity 2027/28").count() == 1


class Crash(BaseException):
    """The process dies."""


def test_after_a_crash_a_second_press_goes_on_where_it_stopped(hub_a, editor_a, monkeypatch):
    groups = [full_group(hub_a, title=f"Group {n}") for n in range(4)]
    row = flows.begin(order(hub_a, editor_a, groups))
    make, made = flows.make_copy, []

    def dying(plan, *args):
        copy = make(plan, *args)
        made.append(copy)
        if len(made) == 3:
            raise Crash
        return copy

    monkeypatch.setattr(flows, "make_copy", dying)
    with pytest.raises(Crash):
        flows.go_on(row, editor_a)
    assert (copies(), flows.waiting(row).count()) == (2, 2)
    assert WorkGroupPage.objects.filter(successor__isnull=False).count() == 2
    assert flows.go_on(row, editor_a) == ""
    assert (copies(), flows.waiting(row).count()) == (4, 0)
    assert len({copy_of(group).pk for group in groups}) == 4


def test_somebody_else_can_go_on_with_it(hub_a, editor_a, publisher_a):
    group = full_group(hub_a)
    row = flows.begin(order(hub_a, editor_a, [group]))
    assert flows.go_on(row, publisher_a) == ""
    assert copies() == 1


def test_it_works_for_a_while_and_then_waits_to_be_pressed_again(hub_a, editor_a):
    groups = [full_group(hub_a, title=f"Group {n}") for n in range(3)]
    row = flows.begin(order(hub_a, editor_a, groups))
    for left in (2, 1, 0, 0):
        assert flows.go_on(row, editor_a, seconds=0) == ""
        assert flows.waiting(row).count() == left
    assert copies() == 3


def test_two_who_go_on_at_once_copy_each_page_once(hub_a, editor_a, publisher_a, monkeypatch):
    """The second comes in the moment after the first has looked at what is waiting."""
    groups = [full_group(hub_a, title=f"Group {n}") for n in range(3)]
    row = flows.begin(order(hub_a, editor_a, groups))
    one, asked = flows._copy_one, []

    def interrupted(*args):
        if not asked:
            asked.append(True)
            assert flows.go_on(row, publisher_a) == ""
        return one(*args)

    monkeypatch.setattr(flows, "_copy_one", interrupted)
    assert flows.go_on(row, editor_a) == ""
    assert copies() == 3


def test_without_the_claim_they_would_copy_twice(hub_a, editor_a, publisher_a, monkeypatch):
    """The control: without the first statement of each page's transaction, each is copied by both."""
    group = full_group(hub_a)
    row = flows.begin(order(hub_a, editor_a, [group]))
    page = RolledPage.objects.get(roll_over=row)
    assert flows.go_on(row, publisher_a) == ""
    RolledPage.objects.filter(pk=page.pk).update(done_at=None)
    assert flows.go_on(row, editor_a) == ""
    assert copies() == 2


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite's database in memory has one connection."
)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("together", [True, False])
def test_threads_that_begin_at_the_same_moment_copy_each_page_once(
    ground, hub_a, editor_a, publisher_a, together
):
    groups = [full_group(hub_a, title=f"Group {n}") for n in range(4)]
    token, barrier, said = uuid4(), threading.Barrier(4), []

    def press(user):
        try:
            wish = order(hub_a, user, groups, token=token if together else None)
            barrier.wait()
            row = flows.begin(wish)
            said.append(flows.go_on(row, user))
        except RollOverRefused as error:
            said.append(str(error))
        finally:
            connections.close_all()

    users = [editor_a] * 4 if together else [editor_a, publisher_a] * 2
    threads = [threading.Thread(target=press, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 4
    for row in RollOver.objects.all():
        flows.go_on(row, editor_a)
    assert copies() == 4
    assert WorkGroupPage.objects.filter(academic_year=TO).values("slug").distinct().count() == 4
    index = factories.index_of(hub_a)
    assert index.numchild == index.get_children().count() == 8
    assert not together or RollOver.objects.count() == 1


def test_a_copy_that_somebody_has_deleted_can_be_made_again(hub_a, editor_a):
    group = full_group(hub_a)
    rolled(hub_a, editor_a, [group])
    copy_of(group).delete()
    rolled(hub_a, editor_a, [group])
    assert copy_of(group).title == "Continuity 2026/27"
    assert WorkGroupPage.objects.get(pk=group.pk).successor_id == copy_of(group).pk


def test_a_page_that_is_gone_by_then_is_left_out_and_told(hub_a, editor_a):
    group, other = full_group(hub_a, title="Gone"), full_group(hub_a, title="Here")
    row = flows.begin(order(hub_a, editor_a, [group, other]))
    group.delete()
    assert flows.go_on(row, editor_a) == ""
    row.refresh_from_db()
    assert [entry["title"] for entry in row.left_out] == ["Gone"]
    assert copies() == 1


def test_nothing_chosen_begins_nothing(hub_a, editor_a):
    with pytest.raises(RollOverRefused):
        flows.begin(order(hub_a, editor_a, []))
    assert not RollOver.objects.exists()


def queries(hub, user, count, start):
    groups = offer_from(hub, start, count)
    row = flows.begin(order(hub, user, groups))
    with CaptureQueriesContext(connection) as captured:
        assert flows.go_on(row, user) == ""
    return len(captured)


def offer_from(hub, start, count):
    groups = offer(hub, count)
    for number, group in enumerate(groups):
        WorkGroupPage.objects.filter(pk=group.pk).update(
            title=f"Group {start + number}", slug=f"group-{start + number}"
        )
    return groups


@pytest.mark.indexed
def test_each_page_costs_the_same_number_of_queries(hub_a, editor_a):
    few, more, many = (
        queries(hub_a, editor_a, count, start) for count, start in ((1, 0), (10, 100), (40, 200))
    )
    each = (more - few) / 9
    assert (many - more) / 30 == each
    assert each < 120


@pytest.mark.parametrize("what", ["plans", "begin"])
def test_the_preview_and_the_beginning_cost_the_same_for_any_number(hub_a, editor_a, what):
    counts = []
    # The first time, Django looks up its content types.
    for count, start in ((1, 0), (10, 100), (40, 200)):
        groups = offer_from(hub_a, start, count)
        wish = order(hub_a, editor_a, groups)
        with CaptureQueriesContext(connection) as captured:
            getattr(flows, what)(wish)
        counts.append(len(captured))
    assert counts[1] == counts[2] < 25


def test_the_preview_of_drafts_costs_the_same_for_any_number(hub_a, editor_a):
    counts = []
    for count in (2, 8):
        groups = [full_group(hub_a, title=f"Draft {count} {n}") for n in range(count)]
        for group in groups:
            group.unpublish()
        wish = order(hub_a, editor_a, groups)
        with CaptureQueriesContext(connection) as captured:
            assert len(flows.plans(wish)) == count
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_loop_over_pages_is_seen_by_the_count(hub_a, editor_a, monkeypatch):
    """The control: one query more for each page makes the preview's cost grow."""
    plan = flows.plan
    monkeypatch.setattr(
        flows, "plan", lambda page, *a, **k: (page.get_parent(update=True), plan(page, *a, **k))[1]
    )
    counts = []
    for count in (2, 4):
        wish = order(hub_a, editor_a, [full_group(hub_a, title=f"G {count} {n}") for n in range(count)])
        with CaptureQueriesContext(connection) as captured:
            flows.plans(wish)
        counts.append(len(captured))
    assert counts[0] != counts[1]


def test_an_unstorable_page_is_left_out_and_the_others_are_copied(hub_a, editor_a, monkeypatch):
    built = copying.built

    def broken(plan, *args):
        copy = built(plan, *args)
        copy.title = "" if "Bad" in plan.title else copy.title
        return copy

    monkeypatch.setattr(copying, "built", broken)
    row = rolled(hub_a, editor_a, [full_group(hub_a, title="Bad"), full_group(hub_a, title="Good")])
    assert copies() == 1
    assert [entry["title"] for entry in row.left_out] == ["Bad"]


def test_candidates_cost_the_same_for_any_number(hub_a, editor_a):
    from wagtail_mathshub.desk.rolling_over.rights import place_of

    counts = []
    for count in (2, 6):
        offer(hub_a, count)
        place = place_of(editor_a, site=hub_a.site)
        with CaptureQueriesContext(connection) as captured:
            sources.candidates(place, "2025-26", TO, editor_a)
        counts.append(len(captured))
    assert counts[0] == counts[1]
