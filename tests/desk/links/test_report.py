"""The report of dead links: whose, how, and at what cost."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from tests.desk.links.pages import dead
from tests.factories import UserFactory, make_article, make_collection
from tests.importing.sockets import no_connections_but
from wagtail_mathshub.desk.links import queries
from wagtail_mathshub.desk.links.report import LinksReport
from wagtail_mathshub.desk.roles import make_editors
from wagtail_mathshub.publishing.outgoing_links import LinkState, LinkUse, OutgoingLink

pytestmark = pytest.mark.django_db
EVIL = '"><script>alert(1)</script>'
REPORT, RESULTS = "mathshub_links_report", "mathshub_links_report_results"


def text(client, name: str = REPORT, **query: str) -> str:
    answer = client.get(reverse(name), query)
    assert answer.status_code == 200
    return answer.content.decode()


def lines(client, **query: str) -> list[dict[str, str]]:
    answer = client.get(reverse(REPORT), query | {"export": "csv"})
    found = csv.reader(StringIO(b"".join(answer.streaming_content).decode()))
    next(found)
    return [dict(zip(LinksReport.list_export, line, strict=True)) for line in found]


def again(client, row, **data: str):
    return client.post(reverse("mathshub_links_look_again", args=[row.pk]), data)


def test_an_editor_sees_what_is_dead_where_and_since_when(client, editor_a, hub_a):
    page = make_article(hub_a, title="Counting")
    dead(page, "https://gone.example.net/sums", place="Text: Text", words="a game")
    dead(page, "https://moved.example.net/", state=LinkState.MOVED)
    client.force_login(editor_a)
    for name in (REPORT, RESULTS):
        html = text(client, name)
        assert "https://gone.example.net/sums" in html
        assert "The page is not there any more." in html
        assert "Since 2 Nov 2026." in html
        assert "“a game”" in html
        assert f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"' in html
        assert "moved.example.net" not in html


def test_it_stands_among_the_reports_of_those_who_work_on_pages(client, editor_a, hub_a):
    client.force_login(editor_a)
    assert reverse(REPORT) in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("name", [REPORT, RESULTS])
def test_nobody_comes_in_who_works_on_no_page(client, db, name):
    assert client.get(reverse(name)).status_code == 302
    user = UserFactory()
    from django.contrib.auth.models import Permission

    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse(name)).status_code in (302, 403)


@pytest.fixture
def two_hubs(hub_a, hub_b):
    """A dead link of each hub, and one that both have."""
    mine, theirs = make_article(hub_a, title="Mine"), make_article(hub_b, title="Theirs")
    shared = dead(mine, "https://shared.example.net/", words="my words")
    dead(theirs, "https://shared.example.net/", words="their words")
    return dead(mine, "https://own-a.example.net/"), dead(theirs, "https://own-b.example.net/"), shared


def test_an_editor_sees_nothing_of_another_hubs_pages(client, editor_a, hub_b, two_hubs):
    client.force_login(editor_a)
    for query in (
        {},
        {"hub": hub_b.key},
        {"state": "all"},
        {"q": "their"},
        {"q": "own-b"},
        {"export": "csv"},
    ):
        answer = client.get(reverse(REPORT), query)
        html = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        html = (
            html.replace('value="their"', "")
            .replace('value="own-b"', "")
            .replace("q=own-b", "")
            .replace("q=their", "")
        )
        assert "Theirs" not in html
        assert "their words" not in html
        assert "https://own-b" not in html
    assert "https://shared.example.net/" in text(client)
    assert [line["page"] for line in lines(client)] == ["Mine", "Mine"]


def test_the_rule_is_what_keeps_them_apart(client, editor_a, two_hubs, monkeypatch):
    monkeypatch.setattr(queries, "pages_of", lambda user: Page.objects.all())
    client.force_login(editor_a)
    assert "Theirs" in text(client)


def test_one_may_not_have_a_link_of_another_hub_looked_at(client, editor_a, two_hubs):
    own, other, shared = two_hubs
    client.force_login(editor_a)
    with no_connections_but() as seen:
        assert again(client, other).status_code == 404
        assert again(client, own).status_code == 302
        assert again(client, shared).status_code == 302
        assert client.get(reverse("mathshub_links_look_again", args=[own.pk])).status_code == 405
        assert client.post(reverse("mathshub_links_look_again", args=[999_999])).status_code == 404
    assert (seen.made, seen.looked_up) == ([], [])
    due = dict(OutgoingLink.objects.values_list("url", "due_at"))
    assert due["https://own-b.example.net/"] is not None
    assert due["https://own-a.example.net/"] is None
    assert "Will be looked at again" in text(client)


def test_after_the_button_one_is_where_one_was_and_never_elsewhere(client, editor_a, two_hubs):
    client.force_login(editor_a)
    here = f"{reverse(REPORT)}?q=own&p=2"
    assert again(client, two_hubs[0], next=here).url == here
    assert again(client, two_hubs[0], next="https://evil.example.net/").url == reverse(REPORT)


def test_a_link_to_a_page_of_this_site_is_looked_at_at_once(client, editor_a, hub_a):
    target, page = make_article(hub_a, title="Target"), make_article(hub_a, title="From")
    row = dead(page, f"page:{target.pk}")
    client.force_login(editor_a)
    assert "A page of this site" in text(client)
    again(client, row)
    row.refresh_from_db()
    assert row.state == "works"


def test_filters_and_search_narrow_it_down(client, hub_a, hub_b):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    dead(make_article(hub_a, title="Corners"), "https://a.example.net/")
    dead(make_collection(hub_a, title="Sums"), "https://b.example.net/", words="number line")
    dead(make_article(hub_b, title="Shapes"), "https://c.example.net/", state=LinkState.MOVED)
    wanted = {
        "ab": {},
        "abc": {"state": "all"},
        "c": {"state": "moved", "hub": "birch"},
        "": {"state": "dead", "hub": "birch"} | {"state": "unsure"},
        "b": {"kind": "mathshub_pages.resourcecollectionpage"},
    }
    for letters, query in wanted.items():
        assert "".join(sorted(line["address"][8] for line in lines(client, **query))) == letters
    assert [line["page"] for line in lines(client, q="NUMBER")] == ["Sums"]
    assert [line["page"] for line in lines(client, q="corn")] == ["Corners"]
    assert [line["page"] for line in lines(client, q="a.example")] == ["Corners"]
    assert lines(client, q="100%") == []


@pytest.mark.parametrize(
    "query",
    [
        {"state": "nonsense"},
        {"hub": "nonsense"},
        {"kind": "nonsense"},
        {"kind": "auth.user"},
        {"q": "\0%_\\"},
        {"q": "x" * 5000},
        {"p": "nonsense"},
        {"export": "nonsense"},
        {"ordering": "password"},
    ],
)
def test_what_no_filter_offers_breaks_nothing(client, editor_a, hub_a, query):
    dead(make_article(hub_a))
    client.force_login(editor_a)
    assert text(client, **query)


def test_markup_stays_text(client, editor_a, hub_a):
    page = make_article(hub_a, title=f"Title {EVIL}")
    dead(
        page,
        f"https://example.net/{EVIL}",
        place=EVIL,
        words=EVIL,
        reason=EVIL,
        moved_to=f"javascript:{EVIL}",
    )
    client.force_login(editor_a)
    for name in (REPORT, RESULTS):
        html = text(client, name)
        assert "<script>alert" not in html
        assert 'href="javascript' not in html
        assert "&lt;script&gt;" in html


def test_a_file_starts_no_formula(client, editor_a, hub_a):
    page = make_article(hub_a, title="=1+1")
    dead(page, "https://example.net/", place="+1", words="@SUM(A1)")
    client.force_login(editor_a)
    (line,) = lines(client)
    assert (line["page"], line["place"], line["words"]) == ("'=1+1", "'+1", "'@SUM(A1)")
    answer = client.get(reverse(REPORT), {"export": "xlsx"})
    from io import BytesIO

    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[2]][:1] == ["=1+1"]
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n", "inlineStr"}


def many(hub, count: int) -> None:
    pages = [make_article(hub, title=f"P{n}") for n in range(5)]
    for number in range(count):
        for page in pages[: 1 + number % 5]:
            dead(page, f"https://example.net/{hub.key}/{number}")


def queries_of(client, **query: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(reverse(REPORT), query)
        assert b"".join(answer.streaming_content) if answer.streaming else answer.content
    return len(captured)


@pytest.mark.parametrize("query", [{}, {"export": "csv"}])
def test_a_thousand_links_cost_as_many_queries_as_three(client, editor_a, hub_a, query):
    client.force_login(editor_a)
    many(hub_a, 3)
    queries_of(client, **query)
    few = queries_of(client, **query)
    LinkUse.objects.all().delete()
    OutgoingLink.objects.all().delete()
    pages = list(Page.objects.filter(title__startswith="P").order_by("pk"))
    rows = [
        OutgoingLink(url=f"https://example.net/{n}", digest=f"{n:064}", state="dead") for n in range(1000)
    ]
    made = OutgoingLink.objects.bulk_create(rows)
    LinkUse.objects.bulk_create(LinkUse(link=row, page=page) for row in made for page in pages)
    assert queries_of(client, **query) == few


def test_a_link_on_many_pages_shows_the_first_and_how_many_more_there_are(client, editor_a, hub_a):
    row = None
    for number in range(9):
        row = dead(make_article(hub_a, title=f"Page {number}"), "https://gone.example.net/")
    client.force_login(editor_a)
    html = text(client)
    assert "and 3 more places" in html
    assert html.count("https://gone.example.net/</a>") + html.count("https://gone.example.net/<span") == 1
    assert row is not None


def test_an_editor_of_two_hubs_chooses_between_them(client, editor_a, hub_a, hub_b):
    client.force_login(editor_a)
    assert 'name="hub"' not in text(client)
    editor_a.groups.add(make_editors(hub_b))
    assert 'name="hub"' in text(client)
