"""People whom a page of the old site names, as people of the hub."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.models import Site

from wagtail_mathshub.importing.tables import ImportItem, ImportMade, ImportRun, MadeKind
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person, PersonRole
from wagtail_mathshub.taxonomy.vocabularies import PersonRole as Role

NAME_LENGTH = 120


def make_people(
    rows: Iterable[Mapping[str, Any]], *, site: Site, run: ImportRun, item: ImportItem
) -> list[Person]:
    """The people among `rows` whom the hub does not have yet, made now.

    Everybody can see the people of a hub, so this waits until the page is published or somebody accepts it. Their
    email addresses stay in the page's text: whoever wants one shown says so.
    """
    known = {name.casefold() for name in Person.objects.filter(site=site).values_list("name", flat=True)}
    made = []
    for row in rows:
        name = str(row.get("name", "")).strip()[:NAME_LENGTH]
        if name and name.casefold() not in known:
            known.add(name.casefold())
            made.append(_person(name, row, site))
    ImportMade.objects.bulk_create(
        ImportMade(run=run, item=item, kind=MadeKind.PERSON, key=str(person.pk)) for person in made
    )
    return made


def _person(name: str, row: Mapping[str, Any], site: Site) -> Person:
    person = Person(site=site, name=name, bio=str(row.get("bio") or ""), school=_school(row, site))
    if row.get("role") in Role.values:
        person.roles = [PersonRole(role=row["role"], sort_order=0)]
    person.save()
    return person


def _school(row: Mapping[str, Any], site: Site) -> Organisation | None:
    name = str(row.get("organisation") or "").strip()
    return Organisation.objects.filter(site=site, name__iexact=name).first() if name else None
