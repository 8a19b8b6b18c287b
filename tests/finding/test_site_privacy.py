"""Nothing of what a visitor may not see is on any page, feed, calendar, map or list of results."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from tests.api.conftest import fill
from tests.api.test_privacy import CANARY, STATES, hide
from tests.blocks.samples import stream
from tests.factories import UserFactory, make_article, make_group, on
from wagtail_mathshub import urls
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.pages.models import HubArticleRelated, HubContentPage, HubHomeChoice
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.publishing import visibility
from wagtail_mathshub.workgroups.models import Project

pytestmark = [pytest.mark.indexed, pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
PAGES = [
    *("/", "/work-groups/", "/events/", "/resources/", "/articles/", "/jobs/", "/robots.txt", "/sitemap.xml"),
    *("/work-groups/?year=6", "/work-groups/?archived=true", "/work-groups/?academic_year=2026-27"),
    *("/articles/?topic=algebra", "/articles/?author=ada-hart", "/resources/?topic=algebra"),
    *("/links/", "/articles/links/", "/work-groups/last-year/", "/last-years-page/"),
]
# What the addresses of the package are asked with, beside asking with nothing.
ASKED = {
    "search": ["?q=words", "?q=heading", "?q=lesson", "?q=words&kind=article"],
    "calendar": ["?month=2027-02", "?kind=event"],
    "calendar_ics": ["?kind=work_group", "?q=words", "?archived=true"],
    "work_groups_ics": ["?year=6", "?audience=ect"],
    "articles_atom": ["?topic=algebra", "?author=ada-hart"],
    "articles_json": ["?topic=algebra", "?author=ada-hart"],
    "network_json": ["?code=NCP26-17", "?hub=alder", "?local_authority=fenmarsh"],
    "network_ics": ["?year=6", "?hub=alder"],
}
# These are of all hubs, unless one is asked for.
OF_ALL_HUBS = ("/hub/network.json", "/hub/network.ics")


@pytest.fixture
def pages(hub_a):
    """Something of every kind with the canary in it, and visible pages that lead to all of it."""
    cache.clear()
    return led_to(hub_a, fill(hub_a, CANARY))


def led_to(hub, pages):
    """The pages, after visible ones were made to lead to each of them in every way."""
    # Projects, people and schools are public by themselves.
    Person.objects.update(name="Ada Hart", slug="ada-hart")
    Organisation.objects.update(name="Fen Edge School")
    Project.objects.update(title="Continuity")
    links = "".join(f'<p><a linktype="page" id="{page.pk}">A page</a></p>' for page in pages.values())
    lists = ("work_group_list", "event_list", "article_list", "resource_list", "job_list")
    body = stream(
        ("text", links),
        *((name, {"heading": "More", "limit": 5}) for name in lists),
        *(
            ("call_to_action", {"text": "Ready?", "label": "Go", "page": page.pk, "url": ""})
            for page in pages.values()
        ),
    )
    home = hub.site.root_page.specific
    home.add_child(instance=HubContentPage(title="Links", slug="links", body=body))
    article = make_article(hub, title="Links", slug="links", body=body, authors=[Person.objects.get()])
    article.topics = list(pages["articles"].topics.all())
    article.related_articles = [HubArticleRelated(related=pages["articles"])]
    article.save()
    make_group(
        hub,
        title="Last year",
        slug="last-year",
        academic_year="2025-26",
        sessions=[on(date(2026, 2, 4))],
        successor=pages["work-groups"],
    )
    sections = {
        "work-groups": "work_groups",
        "events": "events",
        "articles": "articles",
        "collections": "resources",
        "jobs": "jobs",
    }
    home.choices = [HubHomeChoice(section=name, chosen=pages[kind]) for kind, name in sections.items()]
    home.save()
    return pages


@pytest.fixture
def asked_by(client, hub_a):
    """Somebody who opens an address of the hub."""

    def asked(address):
        return client.get(address, headers={"host": hub_a.site.hostname})

    return asked


# What only the links of emails open.
BY_SECRET = {"application", "application_ics", "interest"}


def patterns(of):
    """Every address, those of sign-up among them."""
    for pattern in of:
        yield from patterns(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


def addresses(pages, *, details=True):
    """Every address of a hub's site. One of the package's that is not known here is an error."""
    group, event = pages["work-groups"], pages["events"]
    keys = {
        "work_group_ics": (group.pk,),
        "session_ics": (group.pk, group.sessions.get().pk),
        "event_ics": (event.pk,),
        "person": ("ada-hart",),
        "collection_zip": (pages["collections"].pk,),
        "sign_up": (group.pk,),
        "register_interest": (group.pk,),
    }
    yield from PAGES
    for pattern in patterns(urls.urlpatterns):
        if pattern.name in BY_SECRET:
            continue
        needed = len(pattern.pattern.converters)
        address = reverse(f"mathshub:{pattern.name}", args=keys[pattern.name] if needed else ())
        yield address
        yield from (address + query for query in ASKED.get(pattern.name, ()))
    if details:
        yield from (page.get_url_parts()[2] for page in pages.values())


def leaks(asked_by, pages, word=CANARY, **options):
    cache.clear()
    found = []
    for address in addresses(pages, **options):
        answer = asked_by(address)
        assert answer.status_code < 500, address
        if word.lower() in _without_own_address(answer, address):
            found.append(address)
    return found


def _without_own_address(answer, address):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode(errors="replace").lower()
    for own in (address, quote(address, safe="")):
        text = re.sub(re.escape(own.lower()) + r"(?=[\"'?#&<\s]|$)", "", text) if own != "/" else text
    return text


@pytest.mark.parametrize("how", [state for state in STATES if state != "edited"])
def test_what_is_hidden_is_nowhere(asked_by, pages, how):
    hide(pages, how)
    assert leaks(asked_by, pages) == []


@pytest.mark.parametrize("how", ["draft", "login"])
def test_an_administrator_reads_no_more_in_lists(client, asked_by, pages, how):
    client.force_login(UserFactory(is_superuser=True))
    hide(pages, how)
    # Wagtail opens the private pages themselves to an administrator.
    assert leaks(asked_by, pages, details=False) == []


def test_edits_that_are_not_published_are_nowhere(asked_by, hub_a):
    pages = fill(hub_a)
    for page in pages.values():
        page.title = CANARY
        page.save_revision()
    assert leaks(asked_by, pages) == []


def test_pages_of_another_hub_are_nowhere(asked_by, hub_a, hub_b):
    own, other = fill(hub_a), fill(hub_b, CANARY)
    found = leaks(asked_by, own)
    assert [address for address in found if not address.startswith(OF_ALL_HUBS)] == []
    assert {*OF_ALL_HUBS} <= {*found}
    assert [address for address in found if "hub=" in address] == []
    assert [address for address in addresses(other, details=False) if ".ics" in address]


def test_the_joining_link_is_nowhere(asked_by, hub_a):
    assert leaks(asked_by, fill(hub_a), "secret.example") == []


def test_a_document_of_a_private_collection_is_nowhere(asked_by, hub_a):
    pages = fill(hub_a)
    private = Collection.get_first_root_node().add_child(name="Private")
    get_document_model().objects.update(title=CANARY, collection=private)
    assert leaks(asked_by, pages)
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert leaks(asked_by, pages) == []


def test_the_matrix_finds_what_is_not_hidden(asked_by, pages):
    found = leaks(asked_by, pages)
    assert {"/", "/work-groups/", "/articles/", "/jobs/", "/links/", "/articles/links/"} <= set(found)
    assert {"/sitemap.xml", "/work-groups/last-year/", "/hub/search/?q=words", "/hub/calendar.ics"} <= set(
        found
    )


def test_the_matrix_finds_leaks_when_the_filter_is_taken_out(asked_by, pages, monkeypatch):
    hide(pages, "draft")
    everything = lambda queryset, site=None: queryset.in_site(site) if site else queryset  # noqa: E731
    for module in ("articles", "events", "jobs", "resources", "workgroups"):
        monkeypatch.setattr(f"wagtail_mathshub.{module}.queries.visible_of_kind", everything)
    assert visibility.visible_of_kind is not everything
    assert len(leaks(asked_by, pages)) > 12
