"""A hub with something of every kind, for tests of the API."""

from __future__ import annotations

import json
from datetime import date
from uuid import uuid4

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    ProjectFactory,
    make_article,
    make_collection,
    make_document,
    make_event,
    make_group,
    make_job,
    material,
    on,
)
from wagtail_mathshub.api import throttling
from wagtail_mathshub.pages.models import HubContentPage
from wagtail_mathshub.people.models import PersonRole
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority, Topic

API = "/api/hub/v1/"


@pytest.fixture
def ask(client):
    """Asks the API of a hub: path and query in, answer out."""

    def asked(hub, path, /, **query):
        return client.get(API + path, query, headers={"host": hub.site.hostname})

    return asked


@pytest.fixture
def send(client, hub_a, monkeypatch):
    """Sends JSON to the API of a hub: method, path and body in, answer out."""
    monkeypatch.setattr(throttling, "PREFIX", f"mathshub:tries:{uuid4()}")

    def sent(method, path, body=None, /, *, hub=hub_a, headers=None, query=None, **extra):
        data = "" if body is None else json.dumps(body)
        return client.generic(
            method,
            API + path,
            data,
            content_type="application/json",
            headers={"host": hub.site.hostname} | (headers or {}),
            query_params=query,
            **extra,
        )

    return sent


@pytest.fixture
def everything_is_committed(monkeypatch):
    """As in a request of its own: the content was committed by others."""
    monkeypatch.setattr(generation, "pending", lambda: False)


def fill(hub, name="First"):
    """Something of every kind in `hub`, each with `name` in its title."""
    topic = Topic.objects.get_or_create(key="algebra", defaults={"label": "Algebra"})[0]
    audience = Audience.objects.get_or_create(key="ect", defaults={"label": "Early career teachers"})[0]
    area = LocalAuthority.objects.get_or_create(key="fenmarsh", defaults={"label": "Fenmarsh"})[0]
    person = PersonFactory(site=hub.site, name=f"{name} Person")
    PersonRole.objects.create(person=person, role="work_group_lead")
    place = OrganisationFactory(site=hub.site, name=f"{name} School", local_authority=area, is_venue=True)
    text = [("text", f"<p>{name} words</p>"), ("heading", {"text": f"{name} heading", "size": "h2"})]
    group = make_group(
        hub,
        title=f"{name} group",
        project=ProjectFactory(site=hub.site, title=f"{name} project", code="NCP26-17"),
        apply_via="email",
        year_from=5,
        year_to=8,
        strand="sktm",
        capacity=12,
        stated_confirmed=6,
        summary=f"{name} summary",
        body=text,
        leads=[person],
        sessions=[
            on(
                date(2027, 2, 4),
                organisation=place,
                mode="face_to_face",
                joining_link="https://secret.example",
            )
        ],
    )
    group.audiences = [audience]
    group.save()
    event = make_event(hub, title=f"{name} event", body=text, organisation=place, **on(date(2027, 2, 25)))
    article = make_article(
        hub, title=f"{name} article", authors=[person, "A. Guest"], topics=[topic], body=text
    )
    lesson = {
        "title": f"{name} lesson",
        "topic": topic,
        "materials": [material(make_document(f"{name} file"))],
    }
    collection = make_collection(hub, title=f"{name} collection", lessons=[lesson], licence="CC-BY-4.0")
    job = make_job(hub, title=f"{name} job", kind="secondment", host=place, body=text)
    page = HubContentPage(title=f"{name} page", slug=f"{name.lower()}-page", body=text, show_in_menus=True)
    hub.site.root_page.add_child(instance=page)
    Redirect.objects.create(old_path=f"/old-{name.lower()}", site=hub.site, redirect_page=article)
    return {
        "work-groups": group,
        "events": event,
        "articles": article,
        "collections": collection,
        "jobs": job,
        "pages": page,
    }
