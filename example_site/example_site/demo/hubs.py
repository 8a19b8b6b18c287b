"""The demo's hubs, with their schools, people and projects."""

from __future__ import annotations

from typing import Any

from wagtail.models import Site

from example_site.demo.content import content
from example_site.demo.shift import Shift, terms
from wagtail_mathshub.desk.hub_file import HubDetails, checked
from wagtail_mathshub.desk.setting_up import set_up_hub
from wagtail_mathshub.hubs.models import HubHoliday, HubLeadSchool, HubSettings, HubTerm
from wagtail_mathshub.hubs.navigation import home_of
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person, PersonRole
from wagtail_mathshub.taxonomy.seeds import local_authorities
from wagtail_mathshub.workgroups.models import Project

COLOURS = {"fenmarsh": ("#0F5E5C", "#F2A33A"), "northmoor": ("#6D2F68", "#9DB65B")}
HOSTS = {"fenmarsh": "127.0.0.1", "northmoor": "localhost"}
INTRO = (
    "Join a Work Group: some teachers from schools nearby, one question about maths, and a year to work on it. "
    "It is free, and the dates are here before you ask for cover."
)
TEXTS = {
    "who_can_take_part": "who",
    "what_is_involved": "involved",
    "expectations": "expectations",
    "cost_note": "cost_note",
    "what_to_do_next": "next",
}


def make_hub(row: dict[str, Any], port: int) -> HubSettings:
    """The hub's Site, settings, tree and editors, at this port."""
    if row["key"] == "fenmarsh":
        Site.objects.exclude(root_page__depth=1).filter(is_default_site=True).update(
            hostname=HOSTS["fenmarsh"]
        )
    hub = set_up_hub(
        key=row["key"],
        name=row["name"],
        hostname=HOSTS[row["key"]],
        port=port,
        at_root=True,
        details=_details(row),
        update=True,
    ).hub
    Site.objects.filter(pk=hub.site_id).update(port=port)
    home = home_of(hub).specific
    if not home.intro:
        home.intro = INTRO
        home.save_revision().publish()
    return HubSettings.objects.get(pk=hub.pk)


def _details(row: dict[str, Any]) -> HubDetails:
    """What the content says of the hub, in the words of a file for `mathshub_setup`."""
    said = {name: row[name] for name in ("name", "short_name", "email", "phone", "nearly_full_percent")}
    privacy = {name: value for name, value in row["privacy"].items() if value is not None}
    return checked(
        said
        | {
            "area": row["region"],
            "colours": [*COLOURS[row["key"]]],
            "local_authorities": row["local_authorities"],
            "privacy": privacy,
        }
    )


def make_calendar(hub: HubSettings, shift: Shift) -> None:
    """Holidays, and the terms between them."""
    meta = content()["meta"]
    holidays = [(shift.day(first), shift.day(last)) for first, last in meta["holidays"]]
    for first, last in holidays:
        HubHoliday.objects.get_or_create(settings=hub, first_day=first, last_day=last)
    year = shift.key(meta["academic_year"])
    for term, first, last in terms(year, holidays):
        HubTerm.objects.update_or_create(
            settings=hub, academic_year=year, term=term, defaults={"first_day": first, "last_day": last}
        )


def make_schools(hubs: dict[str, HubSettings]) -> dict[str, Organisation]:
    """Each school in the hub whose local authority it lies in."""
    # A school in an area that two hubs serve is with the first of them.
    home = {area: row["key"] for row in reversed(content()["hubs"]) for area in row["local_authorities"]}
    schools = {}
    for row in content()["schools"]:
        hub = hubs[home[row["local_authority"]]]
        phases = {
            phase: phase in row["phases"] for phase in ("early_years", "primary", "secondary", "post_16")
        }
        defaults = {
            "urn": str(row["urn"] or ""),
            "postcode": row["postcode"],
            "local_authority": local_authorities([row["local_authority"]])[0],
            "access_notes": row.get("access", ""),
            f"is_{row['role']}": True,
        }
        schools[row["key"]] = Organisation.objects.update_or_create(
            site=hub.site, name=row["name"], defaults=defaults | phases
        )[0]
    return schools


def make_people(hubs: dict[str, HubSettings], schools: dict[str, Organisation]) -> dict[str, Person]:
    """The people with their roles."""
    people = {}
    for row in content()["people"]:
        defaults = {
            "name": row["name"],
            "school": schools.get(row["school"]),
            "bio": row["bio"],
            "is_llme": row["llme"],
            "public_email": row.get("email", "") if row["email_public"] else "",
        }
        site = hubs[row["hub"]].site
        person = Person.objects.update_or_create(site=site, slug=row["key"], defaults=defaults)[0]
        for order, role in enumerate(row["roles"]):
            PersonRole.objects.update_or_create(
                person=person,
                role=role["role"],
                defaults={
                    "phase": role.get("phase", ""),
                    "cohort": role.get("cohort"),
                    "from_month": role.get("from", ""),
                    "sort_order": order,
                },
            )
        people[row["key"]] = person
    return people


def lead_hubs(
    hubs: dict[str, HubSettings], schools: dict[str, Organisation], people: dict[str, Person]
) -> None:
    """Who and which schools lead each hub."""
    for row in content()["hubs"]:
        hub = hubs[row["key"]]
        HubSettings.objects.filter(pk=hub.pk).update(hub_lead=people[row["hub_lead"]])
        for order, key in enumerate(row["lead_schools"]):
            HubLeadSchool.objects.update_or_create(
                settings=hub, organisation=schools[key], defaults={"sort_order": order}
            )


def make_projects(hubs: dict[str, HubSettings], shift: Shift) -> dict[str, Project]:
    """The projects, shared where they have no hub."""
    projects = {}
    for row in content()["projects"]:
        defaults = {field: f"<p>{row[key]}</p>" for field, key in TEXTS.items()} | {
            "code": shift.code(row["code"]),
            "strand": row["strand"],
            "is_national": row["is_national"],
            "what_you_will_learn": "<ul>" + "".join(f"<li>{line}</li>" for line in row["learn"]) + "</ul>",
        }
        site = hubs[row["hub"]].site if row["hub"] else None
        year = shift.key(row["academic_year"])
        projects[row["key"]] = Project.objects.update_or_create(
            site=site, title=row["title"], academic_year=year, defaults=defaults
        )[0]
    return projects
