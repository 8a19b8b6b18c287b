"""One hub with every page type and every state that a visitor can meet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.models import Page, Site

from tests import factories, made_files
from tests.api.cases import make_ground
from tests.blocks.bodies import make_image
from tests.blocks.samples import BLOCKS, sample, stream
from tests.factories import OrganisationFactory, PersonFactory, ProjectFactory, on
from tests.registration.sign_ups import sign_up_views
from wagtail_mathshub import clock
from wagtail_mathshub.hubs.models import HubHoliday, HubSettings, HubTerm
from wagtail_mathshub.pages.models import HubContentPage
from wagtail_mathshub.people.models import PersonRole
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority, Topic

FILM, APPLET = "https://vimeo.com/76979871", "https://www.geogebra.org/m/arrays12"
LONG = "counters" * 625
HOSTILE = {
    "long": LONG[:200],
    "backwards": "\u202e\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 fractions\u202c",
    "markup": "</title></script><script>alert(1)</script> & <b>bold</b> \"quotes\" 'n' {{ 7|add:7 }}",
}
CHIPS: dict[str, dict[str, Any]] = {
    "open": {},
    "nearly_full": {"stated_confirmed": 11},
    "waiting_list": {"stated_confirmed": 12, "stated_waiting": 3},
    "full": {"stated_confirmed": 12, "has_waiting_list": False},
    "opening_soon": {"opens_at": datetime(2026, 12, 1, 9, tzinfo=clock.LONDON)},
    "closed": {"closes_at": datetime(2026, 11, 1, 9, tzinfo=clock.LONDON)},
    "by_invitation": {"apply_via": "invitation"},
    "postponed": {"override_state": "postponed", "override_note": "The start has moved to the spring term."},
    "cancelled": {"override_state": "cancelled", "override_note": "Folded into Day 3."},
}
FILES = {
    "pdf": made_files.pdf(2),
    "docx": made_files.office("wordprocessingml.document"),
    "pptx": made_files.office("presentationml.presentation"),
    "xlsx": made_files.office("spreadsheetml.sheet"),
    "csv": b"n,n^2\n1,1\n",
    "txt": b"A note.\n",
}


@dataclass
class WholeSite:
    """The hub, its pages by what they show, and the paths of everything to look at."""

    hub: HubSettings
    pages: dict[str, Page] = field(default_factory=dict)
    views: dict[str, str] = field(default_factory=dict)

    def path(self, name: str) -> str:
        """Where a page is, below the hub's address."""
        return self.pages[name].get_url_parts()[2]

    @property
    def paths(self) -> dict[str, str]:
        """Every address by what it shows: pages, lists as they are asked, and derived views."""
        return {name: self.path(name) for name in self.pages} | ASKED | self.views


ASKED = {
    "groups of a year": "/work-groups/?year=6",
    "groups of no year": "/work-groups/?year=n&mode=online",
    "articles of an author": "/articles/?author=ada-hart",
    "articles of a topic": "/articles/?topic=algebra",
    "articles of a series": "/articles/?series=visit-diary",
    "lessons of a year": "/resources/?year=4",
    "lessons of no year": "/resources/?year=13",
    "calendar": "/hub/calendar/",
    "calendar of a month": "/hub/calendar/?month=2027-03",
    "calendar of an empty month": "/hub/calendar/?month=2031-08",
    "search": "/hub/search/",
    "search with results": "/hub/search/?q=fractions",
    "search with nothing found": "/hub/search/?q=zanzibar",
    "nothing here": "/work-groups/last-years-group/",
}
MISSING = {"nothing here", "link of an email that is none"}


def make_site(port: int) -> WholeSite:
    """Fill the hub of the server at this port of localhost, the only Site there is."""
    make_ground()
    Site.objects.all().delete()
    hub = factories.make_hub("alder", name="Alder and Fenmarsh Maths Hub", email="hub@alder.example.org")
    Site.objects.filter(pk=hub.site_id).update(hostname="localhost", port=port, is_default_site=True)
    hub.colour_1, hub.colour_2 = "#0F5E5C", "#F2A33A"
    hub.save()
    hub = HubSettings.objects.get(pk=hub.pk)
    site = WholeSite(hub)
    home = hub.site.root_page.specific
    home.get_children().update(show_in_menus=True)
    site.pages["home"] = home
    for index in home.get_children().specific():
        site.pages[f"list of {index.slug}"] = index
    _calendar(hub)
    people = _people(hub)
    _groups(site, people)
    _events(site, people)
    _articles(site, people)
    _collections(site, people)
    _jobs(site)
    _content(site)
    site.views |= sign_up_views(hub)
    # No form takes such a title; an import may bring one.
    # SQLite stores more than the column says, and so may an import into it; PostgreSQL refuses it.
    title = LONG if connection.vendor == "sqlite" else LONG[:255]
    Page.objects.filter(title=HOSTILE["long"]).update(title=title, draft_title=title)
    return site


def _calendar(hub: HubSettings) -> None:
    HubTerm.objects.bulk_create(
        HubTerm(settings=hub, academic_year="2026-27", term=term, first_day=first, last_day=last)
        for term, first, last in (
            ("autumn", date(2026, 9, 1), date(2026, 12, 20)),
            ("spring", date(2027, 1, 4), date(2027, 3, 25)),
            ("summer", date(2027, 4, 12), date(2027, 7, 23)),
        )
    )
    HubHoliday.objects.create(
        settings=hub, first_day=date(2027, 2, 15), last_day=date(2027, 2, 19), name="Half-term"
    )


def _people(hub: HubSettings) -> dict[str, Any]:
    area = LocalAuthority.objects.get_or_create(key="fenmarsh", defaults={"label": "Fenmarsh"})[0]
    hub.local_authorities = [area]
    hub.save()
    place = OrganisationFactory(
        site=hub.site,
        name="Fen Edge Primary School",
        postcode="FM1 2AB",
        local_authority=area,
        is_venue=True,
        is_lead=True,
        access_notes="Step-free from the car park.",
        map_url="https://example.org/map",
    )
    people: dict[str, Any] = {"place": place}
    for name in ("Ada Hart", "Robin Marsh", HOSTILE["long"][:100]):
        person = PersonFactory(site=hub.site, name=name, school=place, bio="Leads and writes.", is_llme=True)
        PersonRole.objects.create(person=person, role="work_group_lead")
        people[name] = person
    return people


def _groups(site: WholeSite, people: dict[str, Any]) -> None:
    hub, place, lead = site.hub, people["place"], people["Ada Hart"]
    roles = [
        Audience.objects.get_or_create(key=key, defaults={"label": label})[0]
        for key, label in (("class_teacher", "Class teachers"), ("teaching_assistant", "Teaching assistants"))
    ]
    project = ProjectFactory(
        site=hub.site,
        title="Years 5 to 8 continuity",
        code="NCP26-17",
        who_can_take_part="<p>One teacher of Year 6 and one of Year 7.</p>",
        what_to_do_next="<p>Ask your headteacher.</p>",
    )
    common = {
        "apply_via": "link",
        "apply_url": "https://example.org/form",
        "capacity": 12,
        "capacity_unit": "schools",
        "stated_confirmed": 6,
        "year_from": 5,
        "year_to": 8,
        "leads": [lead],
        "summary": "Fractions from Year 5 to Year 8, with colleagues from other schools.",
        "outcomes": "A shared language\nLessons to try",
        "gap_tasks": "Try one lesson",
        "non_attendance_charge": 75,
    }
    for chip, row in CHIPS.items():
        sessions = [
            on(
                date(2027, 2, 4),
                label="Day 1",
                mode="face_to_face",
                organisation=place,
                joining_link="https://secret.example",
            ),
            on(date(2027, 3, 4), label="Day 2", mode="online", previous_date=date(2027, 3, 3)),
            on(date(2027, 3, 30), label="Day 3", mode="tbc", status="cancelled", note="Too few rooms."),
            on(date(2027, 4, 29), None, None, label="Day 4", status="postponed"),
        ]
        group = factories.make_group(
            hub, title=f"Group: {chip.replace('_', ' ')}", sessions=sessions, project=project, **common | row
        )
        group.audiences = roles
        group.save()
        site.pages[f"group {chip}"] = group
    first = date(2027, 1, 7)
    many = [on(first + timedelta(days=7 * n), label=f"Session {n + 1}", mode="online") for n in range(14)]
    site.pages["group with many sessions"] = factories.make_group(
        hub, title="Mastering Number", sessions=many, **common | {"year_from": -1, "year_to": 2}
    )
    site.pages["group that is finished"] = factories.make_group(
        hub,
        title="Fractions last spring",
        sessions=[on(date(2026, 3, 4))],
        successor=site.pages["group open"],
        **common | {"academic_year": "2025-26"},
    )
    for name, title in HOSTILE.items():
        site.pages[f"group with a {name} title"] = factories.make_group(
            hub,
            title=title,
            slug=f"hostile-{name}",
            sessions=[on(date(2027, 5, 6), label=title[:60], venue_text=title[:120])],
            **common | {"summary": (LONG if name == "long" else title)[:300], "project": None},
        )
    site.pages["group with nothing but a title"] = factories.make_group(hub, title="Bare", academic_year="")


def _events(site: WholeSite, people: dict[str, Any]) -> None:
    rows: dict[str, dict[str, Any]] = {
        "event": {"organisation": people["place"], "booking_url": "https://example.org/book", "capacity": 80},
        "event that was moved": {"previous_date": date(2027, 2, 20), "mode": "online"},
        "event that is cancelled": {"status": "cancelled"},
        "event that is over": {"date": date(2026, 6, 25), "invitation_only": True},
        "event with a long title": {"title": HOSTILE["long"], "slug": "long-event"},
    }
    for number, (name, row) in enumerate(rows.items()):
        when = on(date(2027, 2, 25) + timedelta(days=number))
        fields = {"title": name.capitalize(), "kind": "conference", "summary": "Come and see."} | when | row
        site.pages[name] = factories.make_event(site.hub, **fields)
    bare = {"title": "Bare event"}
    site.pages["event with nothing but a title"] = factories.make_event(site.hub, **bare)


def _articles(site: WholeSite, people: dict[str, Any]) -> None:
    hub = site.hub
    topic = Topic.objects.get_or_create(key="algebra", defaults={"label": "Algebra"})[0]
    series = {"series_name": "Visit diary", "series_parts": 2}
    authors = [people["Ada Hart"], "A. Guest"]
    make = factories.make_article
    site.pages["article"] = make(
        hub,
        title="Corners and fractions",
        authors=authors,
        topics=[topic],
        year_from=3,
        year_to=6,
        summary="What a corner is.",
        lead_image=make_image(),
        body=stream(("text", "<p>A corner.</p>")),
        **series | {"series_part": 1},
    )
    site.pages["article with every block"] = make(
        hub,
        title="Every block",
        slug="every-block",
        authors=authors,
        topics=[topic],
        body=stream(*every_block(hub, people, site.pages["article"])),
        **series | {"series_part": 2},
    )
    for name, title in HOSTILE.items():
        site.pages[f"article with a {name} title"] = make(
            hub, title=title, slug=f"hostile-{name}", authors=[title[:100]], summary=title[:200]
        )
    site.pages["article with nothing but a title"] = make(hub, title="Bare article")


def every_block(hub: HubSettings, people: dict[str, Any], article: Page) -> list[tuple[str, Any]]:
    """Every block once, with a heading of its own, with rows of the hub where it needs some."""
    image, document = make_image(), factories.make_document()
    picture = {"image": image.pk, "alt": "Counters", "decorative": False, "caption": "Fours", "credit": ""}
    sheet = {"document": document.pk, "title": "Sheet", "licence": "CC-BY-4.0", "note": ""}
    film = factories.make_document("Film", "film.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 40)
    chosen = {
        "image": picture,
        "gallery": {"title": "Arrays", "images": [picture, picture]},
        "video": {"document": film.pk},
        "embed": {"embed": FILM, "title": "Arrays"},
        "interactive": {"url": APPLET},
        "download": sheet,
        "downloads": {"heading": "Files", "items": [sheet]},
        "people_cards": {"people": [people["Ada Hart"].pk]},
        "place": {"organisation": people["place"].pk},
        "testimonial": {"photo": image.pk},
        "call_to_action": {"page": article.pk, "url": ""},
    }
    Embed.objects.create(
        url=FILM,
        hash=get_embed_hash(FILM),
        html='<iframe src="https://player.vimeo.com/video/76979871"></iframe>',
        type="video",
        title="A film",
        provider_name="Vimeo",
    )
    items: list[tuple[str, Any]] = []
    for name in BLOCKS:
        value = sample(name)
        if name not in ("lead", "heading"):
            items.append(("heading", {"text": name.replace("_", " ").capitalize(), "size": "h2"}))
        items.append((name, value | chosen.get(name, {}) if isinstance(value, dict) else value))
    return items


def _collections(site: WholeSite, people: dict[str, Any]) -> None:
    files = [
        factories.material(factories.make_document(f"Sheet {kind}", f"sheet.{kind}", data))
        for kind, data in FILES.items()
    ]
    topic = Topic.objects.get(key="algebra")
    lessons = [
        {
            "title": "Arrays",
            "topic": topic,
            "year_from": 4,
            "year_to": 4,
            "minutes": 50,
            "has_answers": True,
            "objective": "See a product as an array.",
            "materials": files,
        },
        {
            "title": "Halves",
            "year_from": 1,
            "year_to": 1,
            "materials": [
                ("link", {"url": "https://example.org/", "title": "A game", "note": "", "kind": "other"})
            ],
        },
        {"title": HOSTILE["long"][:200], "year_from": 5, "year_to": 6},
    ]
    make = factories.make_collection
    site.pages["collection"] = make(
        site.hub, title="Lockdown lessons", lessons=lessons, licence="CC-BY-4.0", intro="Thirteen lessons."
    )
    site.pages["collection without a licence"] = make(
        site.hub, title="Old sheets", lessons=lessons[:1], last_checked=date(2020, 1, 1)
    )
    site.pages["collection with nothing but a title"] = make(site.hub, title="Bare collection")


def _jobs(site: WholeSite) -> None:
    rows: dict[str, dict[str, Any]] = {
        "job open": {"closes_at": datetime(2027, 1, 15, 12, tzinfo=clock.LONDON)},
        "job closing_soon": {"closes_at": datetime(2026, 11, 25, 12, tzinfo=clock.LONDON)},
        "job closed": {"closes_at": datetime(2026, 11, 2, 12, tzinfo=clock.LONDON)},
        "job filled": {"filled": True},
        "job withdrawn": {"withdrawn": True},
        "job with a long title": {"title": HOSTILE["long"], "slug": "long-job"},
    }
    for name, row in rows.items():
        fields = {
            "title": name.replace("_", " ").capitalize(),
            "kind": "secondment",
            "summary": "Lead our work.",
            "apply_via": "email",
            "apply_email": "jobs@alder.example.org",
            "time_commitment": "One day a week",
            "pay_min": 9000,
            "pay_to": "school",
            "who_can_apply": "Teachers of Year 6.",
            "starts": date(2027, 4, 12),
            "head_endorsement": True,
            "body": stream(("text", "<p>The role.</p>")),
        }
        site.pages[name] = factories.make_job(site.hub, **fields | row)
    site.pages["job with nothing but a title"] = factories.make_job(site.hub, title="Bare job")


def _content(site: WholeSite) -> None:
    home = site.hub.site.root_page
    about = home.add_child(
        instance=HubContentPage(
            title="About us", slug="about", show_in_menus=True, body=stream(("text", "<p>Who we are.</p>"))
        )
    )
    site.pages["content page"] = about
    site.pages["content page with nothing but a title"] = about.add_child(
        instance=HubContentPage(title="Bare page", slug="bare")
    )
