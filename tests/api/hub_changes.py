"""Changes of rows, settings, sites and redirects, each with an answer that must show it."""

from __future__ import annotations

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from tests import factories
from tests.api.cases import Case, article, edited, hub, of, other_hub
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import PersonRole
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.taxonomy.models import Topic


def renaming_a_person() -> Case:
    person = factories.PersonFactory(site=hub().site, name="Maiden Name")
    page = article("By a person", authors=[person])
    person.name = "Married Name"
    return Case(of(page), person.save, goes="Maiden Name", comes="Married Name")


def giving_a_person_a_role() -> Case:
    person = factories.PersonFactory(site=hub().site, name="New Lead")
    make = PersonRole.objects.create
    return Case("people", lambda: make(person=person, role="work_group_lead"), comes="New Lead")


def renaming_an_organisation() -> Case:
    place = factories.OrganisationFactory(site=hub().site, name="Old School")
    place.name = "New Academy"
    return Case("organisations", place.save, goes="Old School", comes="New Academy")


def renaming_a_project() -> Case:
    project = factories.ProjectFactory(site=hub().site, title="Old project")
    group = factories.make_group(hub(), title="Group of a project", project=project)
    project.title = "New project"
    return Case(of(group, "work-groups"), project.save, goes="Old project", comes="New project")


def renaming_a_topic() -> Case:
    topic = Topic.objects.create(key="number-sense", label="Counting")
    page = article("On a topic", topics=[topic])
    topic.label = "Number sense"
    return Case(of(page), topic.save, goes="Counting", comes="Number sense")


def changing_the_hubs_settings() -> Case:
    settings = hub()
    settings.short_name = "AMH"
    return Case("hub", settings.save, comes="AMH")


def adding_a_redirect() -> Case:
    page = article("Has moved")
    return Case("redirects", lambda: Redirect.add_redirect("/old-path", redirect_to=page), comes="/old-path")


def importing_in_bulk() -> Case:
    site = hub().site
    Organisation.objects.create(name="Was there before", site=site, postcode="AA1 1AA")

    def change() -> None:
        with transaction.atomic():
            Organisation.objects.bulk_create([Organisation(name="Imported", site=site)])
            Organisation.objects.filter(name="Was there before").update(postcode="BB2 2BB")
            generation.bump()

    return Case("organisations", change, goes="AA1 1AA", comes="BB2 2BB")


def renaming_a_host() -> Case:
    site = other_hub().site
    before, site.hostname = site.hostname, "rowan.example.org"
    return Case("hub?hub=birch", site.save, goes=f"http://{before}", comes="http://rowan.example.org")


def changing_the_default_site() -> Case:
    old, new = hub().site, other_hub().site
    Site.objects.filter(is_default_site=True).update(is_default_site=False)
    old.is_default_site = True
    old.save()

    def change() -> None:
        with transaction.atomic():
            for site in (old, new):
                site.is_default_site = site is new
                site.save()

    return Case("hub", change, goes='"key":"alder"', comes='"key":"birch"', host="elsewhere.example.net")


def changing_the_slug_of_a_home_page() -> Case:
    page = factories.make_article(other_hub(), title="Below home", slug="below-home")
    home = Page.objects.get(pk=other_hub().site.root_page_id).specific

    def change() -> None:
        edited(home, slug="new-home")()
        edited(page, title="Below a new home")()

    comes = '"title":"Below a new home","url":"http://birch.example.org/articles/below-home/"'
    return Case(f"articles/{page.pk}?hub=birch", change, goes='"title":"Below home"', comes=comes)


def opening_a_hub() -> Case:
    def change() -> None:
        new = factories.make_hub("hazel")
        factories.make_article(new, title="First words", slug="first-words")

    return Case("articles?hub=all", change, comes="http://hazel.example.org/articles/first-words/")
