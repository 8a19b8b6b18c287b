"""A second hub in one installation: all that is its own, and the little that both share."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import CommandError, call_command
from wagtail.models import Collection, Page, Site

from tests.api.conftest import fill
from tests.factories import ProjectFactory, make_group, on
from wagtail_mathshub.desk.roles import make_editors
from wagtail_mathshub.hubs.models import HubHoliday, HubSettings, HubTerm
from wagtail_mathshub.taxonomy.models import LocalAuthority

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).parents[2] / "docs" / "northmoor.toml"
NORTHMOOR = "northmoor.example.org"
FENMARSH = "fenmarsh.example.org"


def setup(*args, **options):
    out = StringIO()
    call_command("mathshub_setup", *args, stdout=out, **options)
    return out.getvalue()


def everything():
    models = [Page, Site, HubSettings, HubTerm, HubHoliday, LocalAuthority, Group, Collection]
    rows = [list(model.objects.order_by("pk").values()) for model in models]
    return rows, sorted(HubSettings.local_authorities.through.objects.values_list())


def hub_of(key):
    return HubSettings.objects.get(key=key)


@pytest.fixture
def two_hubs():
    """A hub that was there, and another that a file has added."""
    cache.clear()
    setup(hub_key="fenmarsh", hub_name="Fenmarsh Maths Hub", hostname=FENMARSH, at_root=True)
    setup("--from", str(EXAMPLE))
    return hub_of("fenmarsh"), hub_of("northmoor")


# --- The command. ---


def test_the_example_file_makes_a_whole_hub(two_hubs):
    _fenmarsh, hub = two_hubs
    assert (hub.name, hub.short_name) == ("Northmoor Maths Hub", "Northmoor")
    assert (hub.colour_1, hub.colour_2) == ("#6D2F68", "#9DB65B")
    assert hub.palette
    assert (hub.email, hub.phone) == ("hub@northmoor.example.org", "01632 960202")
    assert hub.front_end_url == ""
    assert hub.area_text.startswith("The county of Northmoor")
    assert {(row.key, row.label) for row in hub.local_authorities.all()} == {
        ("northmoor", "Northmoor"),
        ("e10000099", "Westmere"),
    }
    assert [(row.term, row.academic_year) for row in hub.terms.all()] == [
        ("autumn", "2026-27"),
        ("spring", "2026-27"),
        ("summer", "2026-27"),
    ]
    assert hub.holidays.count() == 2
    assert hub.labels == {"ect": "Early career teachers (ECTs)"}
    assert (hub.privacy_controller, hub.retention_months) == ("Harrow Lane Academy", 36)
    assert hub.privacy_notice
    assert hub.privacy_notice_version == "2026-09"
    assert hub.site.hostname == NORTHMOOR
    assert hub.site.site_name == "Northmoor"


def test_at_its_own_host_its_home_is_the_first_page(client, two_hubs):
    for host, own, others in ((NORTHMOOR, "Northmoor", "Fenmarsh"), (FENMARSH, "Fenmarsh", "Northmoor")):
        html = client.get("/", headers={"host": host}).content.decode()
        assert f"<h1>{own} Maths Hub</h1>" in html
        assert others not in html


def test_a_second_run_changes_nothing(two_hubs):
    before = everything()
    out = setup("--from", str(EXAMPLE))
    assert "all was there already" in out
    assert everything() == before


def test_options_say_the_common_few_without_a_file():
    setup(
        "--hub-key=northmoor",
        "--hostname=" + NORTHMOOR,
        "--short-name=Northmoor",
        "--colours=#6D2F68 #9DB65B",
        "--email=hub@northmoor.example.org",
        "--areas=Northmoor, Westmere",
        "--area=The county",
        "--front-end-url=https://www.northmoor.example.org/",
        "--term",
        "autumn",
        "2026-09-01",
        "2026-12-18",
        "--term",
        "spring",
        "2027-01-04",
        "2027-03-25",
    )
    hub = hub_of("northmoor")
    assert hub.name == "Northmoor Maths Hub"
    assert hub.local_authorities.count() == hub.terms.count() == 2
    assert hub.front_end_url == "https://www.northmoor.example.org/"


def test_an_option_stands_above_the_file():
    setup("--from", str(EXAMPLE), "--email=other@northmoor.example.org")
    assert hub_of("northmoor").email == "other@northmoor.example.org"


def test_what_somebody_has_set_since_stays_unless_it_is_to_be_updated(two_hubs):
    hub = two_hubs[1]
    hub.email, hub.labels = "new@northmoor.example.org", {"ect": "Beginners"}
    hub.local_authorities = [LocalAuthority.objects.get(key="northmoor")]
    hub.terms.filter(term="autumn").update(last_day=date(2026, 12, 11))
    hub.save()
    before = everything()
    out = setup("--from", str(EXAMPLE))
    assert everything() == before
    assert "Left as somebody has set it: email, " in out
    assert "terms of 2026/27" in out
    assert "--update" in out
    setup("--from", str(EXAMPLE), "--update")
    hub = hub_of("northmoor")
    assert hub.email == "hub@northmoor.example.org"
    assert hub.labels["ect"] != "Beginners"
    assert hub.local_authorities.count() == 2
    assert hub.terms.get(term="autumn").last_day == date(2026, 12, 18)
    assert hub.terms.count() == 3


def test_what_was_left_empty_is_filled_in_later(two_hubs):
    fenmarsh = two_hubs[0]
    setup("--hub-key=fenmarsh", "--email=hub@fenmarsh.example.org", "--colours=#0F5E5C,#F2A33A")
    fenmarsh.refresh_from_db()
    assert fenmarsh.email == "hub@fenmarsh.example.org"


def test_the_terms_of_another_year_are_added(two_hubs):
    setup("--hub-key=northmoor", "--term", "autumn", "2027-09-01", "2027-12-17")
    assert hub_of("northmoor").terms.count() == 4


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('email = "nobody"', "email: Enter a valid email address."),
        ('local_authorities = ["E10000098"]', "No local authority has the code E10000098 here yet."),
        ('[labels]\nteachers = "Staff"', "labels.teachers: No vocabulary has this key. Known are: "),
        ('hostname = "fenmarsh.example.org"', "is the hub “fenmarsh” already"),
    ],
)
def test_nothing_is_half_done(tmp_path, two_hubs, said, why):
    path = tmp_path / "hub.toml"
    path.write_text(f'key = "moss"\nname = "Moss"\nphone = "1"\n{said}\n')
    before = everything()
    with pytest.raises(CommandError) as caught:
        setup("--from", str(path), *([] if "hostname" in said else ["--hostname=moss.example.org"]))
    assert why in str(caught.value)
    assert everything() == before


def test_a_local_authority_is_found_by_name_key_or_code_and_made_once(two_hubs):
    count = LocalAuthority.objects.count()
    setup("--hub-key=moss", "--hostname=moss.example.org", "--areas=NORTHMOOR, E10000099")
    assert {row.label for row in hub_of("moss").local_authorities.all()} == {"Northmoor", "Westmere"}
    assert LocalAuthority.objects.count() == count


def test_without_a_key_it_says_how_to_name_the_hub():
    with pytest.raises(CommandError, match="--hub-key fenmarsh, or key in the file"):
        setup()


def test_it_says_when_django_would_refuse_the_new_host(settings):
    settings.ALLOWED_HOSTS = ["fenmarsh.example.org"]
    settings.DEBUG = False
    assert f"Add '{NORTHMOOR}' to ALLOWED_HOSTS" in setup("--from", str(EXAMPLE))
    settings.ALLOWED_HOSTS = [".example.org"]
    assert "ALLOWED_HOSTS" not in setup("--from", str(EXAMPLE))


# --- Nothing but the projects is shared. ---


@pytest.fixture
def filled(two_hubs, reference_time):
    """Both hubs with something of every kind in them, and one project of both."""
    fenmarsh, northmoor = two_hubs
    fill(fenmarsh, "Marsh")
    fill(northmoor, "Moor")
    ProjectFactory(site=None, title="Shared continuity", code="NCP26-99")
    return two_hubs


SURFACES = [
    *("/", "/work-groups/", "/events/", "/resources/", "/articles/", "/jobs/", "/people/", "/about/"),
    *("/hub/calendar/?month=2027-02", "/hub/search/?q=words", "/hub/calendar.ics", "/hub/work-groups.ics"),
    *("/hub/articles.atom", "/hub/articles.json", "/hub/work-groups.atom", "/hub/jobs.json"),
    *("/sitemap.xml", "/hub/sitemap.xml", "/robots.txt", "/hub/robots.txt"),
    *(
        f"/api/hub/v1/{path}"
        for path in (
            *("hub", "navigation", "work-groups", "events", "articles", "collections", "jobs", "people"),
            *("organisations", "sessions", "lessons", "sitemap", "redirects", "search?q=words"),
        )
    ),
]


def text_of(client, host, address):
    answer = client.get(address, headers={"host": host})
    assert answer.status_code == 200, address
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


@pytest.mark.indexed
def test_no_surface_of_a_hub_has_anything_of_the_other(client, filled):
    own = 0
    for host, mine, theirs, others in (
        (FENMARSH, "Marsh", "Moor", [NORTHMOOR, "Northmoor Maths", "Northmoor Hub"]),
        (NORTHMOOR, "Moor", "Marsh", [FENMARSH, "Fenmarsh Maths", "Fenmarsh Hub"]),
    ):
        for address in SURFACES:
            text = text_of(client, host, address)
            own += f"{mine} " in text or mine.lower() in text
            found = [word for word in (f"{theirs} ", f"{theirs.lower()}-page", *others) if word in text]
            assert found == [], (host, address)
    assert own > len(SURFACES)


def test_colours_words_terms_and_privacy_notice_are_each_hubs_own(client, filled):
    fenmarsh, northmoor = filled
    css = {host: text_of(client, host, "/hub/hub.css") for host in (FENMARSH, NORTHMOOR)}
    assert css[FENMARSH] != css[NORTHMOOR]
    words = {
        host: json.loads(text_of(client, host, "/api/hub/v1/vocabularies"))["audience"]
        for host in (FENMARSH, NORTHMOOR)
    }
    labels = {host: {row["key"]: row["label"] for row in rows}["ect"] for host, rows in words.items()}
    assert labels[FENMARSH] == "Early career teachers"
    assert labels[NORTHMOOR] == "Early career teachers (ECTs)"
    own = {host: json.loads(text_of(client, host, "/api/hub/v1/hub")) for host in (FENMARSH, NORTHMOOR)}
    assert (len(own[FENMARSH]["terms"]), len(own[NORTHMOOR]["terms"])) == (0, 3)
    assert fenmarsh.privacy_notice != northmoor.privacy_notice


def test_a_filter_by_term_goes_by_the_hubs_own_days(client, filled):
    for hub in filled:
        make_group(hub, title=f"{hub.key} in January", sessions=[on(date(2027, 1, 4))])
    HubTerm.objects.create(
        settings=filled[0],
        academic_year="2026-27",
        term="spring",
        first_day=date(2027, 1, 5),
        last_day=date(2027, 3, 25),
    )
    found = {
        host: [
            row["title"]
            for row in json.loads(text_of(client, host, "/api/hub/v1/work-groups?term=spring"))["items"]
        ]
        for host in (FENMARSH, NORTHMOOR)
    }
    assert "northmoor in January" in found[NORTHMOOR]
    assert "fenmarsh in January" not in found[FENMARSH]


def test_a_shared_project_is_listed_at_both(client, filled):
    for host, own in ((FENMARSH, "Marsh project"), (NORTHMOOR, "Moor project")):
        found = json.loads(text_of(client, host, "/api/hub/v1/projects"))["items"]
        assert {row["title"] for row in found} == {own, "Shared continuity"}


def test_each_hub_has_a_library_and_groups_of_its_own(filled):
    fenmarsh, northmoor = filled
    groups = [make_editors(hub, page=hub.site.root_page) for hub in filled]
    collections = [set(group.collection_permissions.values_list("collection", flat=True)) for group in groups]
    pages = [set(group.page_permissions.values_list("page", flat=True)) for group in groups]
    assert collections[0]
    assert not collections[0] & collections[1]
    assert pages == [{fenmarsh.site.root_page_id}, {northmoor.site.root_page_id}]


def test_pages_speak_in_the_hubs_own_words(client, filled):
    northmoor = filled[1]
    northmoor.labels |= {"open": "Come <along>", "algebra": "Letters"}
    northmoor.save()
    for host, here, not_here in (
        (NORTHMOOR, ["Early career teachers (ECTs)", "Come &lt;along&gt;"], []),
        (FENMARSH, ["Early career teachers"], ["(ECTs)", "Come &lt;along&gt;"]),
    ):
        html = text_of(client, host, "/work-groups/")
        assert [words for words in here if words not in html] == []
        assert [words for words in not_here if words in html] == []
    group = northmoor.site.root_page.get_descendants().get(slug="moor-group")
    assert "early career teachers (ECTs)" in text_of(client, NORTHMOOR, group.get_url_parts()[2])
    for address, words in (
        ("/articles/moor-article/", "letters"),
        ("/resources/moor-collection/", "Letters"),
    ):
        assert words in text_of(client, NORTHMOOR, address)
