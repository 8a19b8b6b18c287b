"""What an old site says in words is never taken for what the import says to itself."""

from __future__ import annotations

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.importing.sources_in_memory import OLD, MemorySource, MemoryStore, page, png
from wagtail_mathshub.importing import report
from wagtail_mathshub.importing.applying.running import Order, run
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.source_pages import Status
from wagtail_mathshub.importing.tables import ImportItem, ItemState
from wagtail_mathshub.pages.models import HubContentPage, WorkGroupPage

ANCHOR = f'<a href="{OLD}/two/">'


def bring(hub, *pages, store=None, **values):
    return run(Order(hub=hub, source=MemorySource(*pages), store=store or MemoryStore(), **values))


def raw(slug: str) -> list[dict]:
    return list(HubContentPage.objects.get(slug=slug).get_latest_revision_as_object().body.raw_data)


def test_words_that_look_like_files_are_words(hub_a):
    name = f"media:{OLD}/a.png"
    html = (
        f"<h2>{name}</h2><p>{name}</p><blockquote>{name}</blockquote>"
        f"<table><tr><th>{name}</th></tr><tr><td>x</td></tr></table>"
        f'<p><img src="{OLD}/real.png" alt="{name}"></p><p><a href="{name}">x</a><a href="part:2">y</a></p>'
    )
    store = MemoryStore({f"{OLD}/real.png": png()})
    bring(hub_a, page("one", html, title=name, lead_image="javascript:alert(1)"), store=store)
    assert set(store.asked) == {f"{OLD}/real.png"}
    text = str(raw("one"))
    assert text.count(name) >= 4
    assert "part:2" not in text
    assert HubContentPage.objects.get().title == name


def test_words_about_links_stay_as_they_are(hub_a):
    shown = ANCHOR.replace("<", "&lt;").replace(">", "&gt;")
    bring(hub_a, page("two"), page("one", f"<h2>{shown}</h2><p>{ANCHOR}There</a></p>", title=ANCHOR))
    bring(hub_a, page("two"), page("later", f"<h2>{shown}</h2><p>{ANCHOR}There</a></p>", title=ANCHOR))
    for slug in ("one", "later"):
        heading, text = raw(slug)
        assert heading["value"]["text"] == ANCHOR
        assert 'linktype="page"' in text["value"]
        assert HubContentPage.objects.get(slug=slug).draft_title == ANCHOR


def test_words_about_links_stay_when_the_page_comes_later(hub_a):
    shown = ANCHOR.replace("<", "&lt;").replace(">", "&gt;")
    bring(hub_a, page("one", f"<h2>{shown}</h2><p>{ANCHOR}There</a></p>", title=ANCHOR), page("two"))
    heading, text = raw("one")
    assert heading["value"]["text"] == ANCHOR
    assert 'linktype="page"' in text["value"]


@pytest.mark.parametrize("later", [False, True])
def test_links_in_the_texts_of_a_work_group_become_page_links(hub_a, later):
    def plans(page, kind=None):
        if page.id == "two":
            return [Plan(PlanKind.PAGE, 1, "Two")]
        fields = {"who_can_take_part": f"<p>{ANCHOR}See</a></p>", "cost_note": f"<p>{ANCHOR}It costs</a></p>"}
        return [Plan(PlanKind.WORK_GROUP, 1, ANCHOR, fields={**fields, "cost_amount_note": ANCHOR})]

    pages = [page("group"), page("two")]
    bring(hub_a, *(pages if later else reversed(pages)), plan=plans)
    group = WorkGroupPage.objects.get().get_latest_revision_as_object()
    target = f'<a linktype="page" id="{HubContentPage.objects.get().pk}">'
    assert group.who_can_take_part == f"<p>{target}See</a></p>"
    assert group.cost_note == f"<p>{target}It costs</a></p>"
    assert group.title == ANCHOR


def test_a_forged_page_link_is_no_link(hub_a):
    bring(hub_a, page("one", '<p><a linktype="page" id="1">Forged</a> <embed embedtype="image" id="1"></p>'))
    assert "linktype" not in str(raw("one"))
    assert "embedtype" not in str(raw("one"))


def test_characters_that_no_database_and_no_feed_takes_are_left_out(hub_a):
    row = bring(hub_a, page("one", "<p>Wo\0rds &#27;here</p>", title="A\0 \x1btitle", slug="o\0ne"))
    assert ImportItem.objects.get().state == ItemState.CREATED
    assert HubContentPage.objects.get(slug="one").title == "A title"
    assert "\x1b" not in str(raw("one"))
    assert "\0" not in report.as_json(row)


def test_a_page_without_a_title_is_kept(hub_a):
    bring(hub_a, page("one", title=" ", slug=""))
    assert HubContentPage.objects.get().title == "Page without a title"


def test_no_page_lies_where_the_site_answers_with_something_else(hub_a, client):
    bring(hub_a, page("admin", slug="../../admin"), page("robots", slug="robots.txt"), publish=True)
    for made in HubContentPage.objects.all():
        answer = client.get(made.relative_url(hub_a.site), headers={"host": hub_a.site.hostname})
        assert answer.status_code == 200
        assert answer.context["page"].pk == made.pk


def test_front_pages_and_other_hosts_are_not_redirected(hub_a):
    bring(hub_a, page("home", address=f"{OLD}/"), page("open", address=f"{OLD}//evil.example.net/"))
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PRIVATE, Status.SCHEDULED])
def test_old_addresses_do_not_say_what_hidden_pages_are_called(hub_a, client, status):
    bring(hub_a, page("secret-plans", aliases=(f"{OLD}/?p=7",), status=status), publish=True)
    assert client.get("/?p=7", headers={"host": hub_a.site.hostname}).status_code == 200
    assert not Redirect.objects.exists()


def test_pages_that_name_each_other_as_parents_are_all_there(hub_a):
    bring(hub_a, page("one", parent="two"), page("two", parent="one"), page("self", parent="self"))
    assert HubContentPage.objects.count() == 3
