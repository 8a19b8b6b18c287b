"""Setting a hub up."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.pages.models import HubContentPage, HubHomePage, WorkGroupIndexPage
from wagtail_mathshub.taxonomy.models import Audience

pytestmark = pytest.mark.django_db


def setup(**options):
    out = StringIO()
    call_command("mathshub_setup", hub_key="fenmarsh", stdout=out, **options)
    return out.getvalue()


def everything():
    models = [Page, Site, HubSettings, Group, Audience]
    return [list(model.objects.order_by("pk").values()) for model in models] + [
        [
            sorted(group.page_permissions.values_list("pk", flat=True))
            for group in Group.objects.order_by("pk")
        ]
    ]


@pytest.fixture
def started_site():
    """What `wagtail start` leaves: a home page of the site's own, with a page below it."""
    site = Site.objects.get()
    site.root_page.add_child(instance=HubContentPage(title="News", slug="news"))
    return site


def test_in_a_site_that_is_there_the_hub_becomes_a_child_of_the_home_page(started_site, client):
    out = setup(hub_name="Fenmarsh Maths Hub")
    home = HubHomePage.objects.get()
    assert (home.slug, home.get_parent().pk) == ("maths-hub", started_site.root_page_id)
    assert "/maths-hub/work-groups/" in out
    assert client.get(home.url).status_code == 200
    assert client.get(WorkGroupIndexPage.objects.get().url).status_code == 200


def test_a_second_run_changes_nothing(started_site):
    setup()
    before = everything()
    assert "all was there already" in setup()
    assert everything() == before


def test_at_root_makes_the_hub_the_first_page_and_keeps_the_old_one(started_site):
    old = started_site.root_page_id
    setup(at_root=True)
    started_site.refresh_from_db()
    assert started_site.root_page.specific_class is HubHomePage
    assert Page.objects.get(pk=old).live
    before = everything()
    setup(at_root=True)
    assert everything() == before


def test_in_an_untouched_site_the_hub_takes_the_welcome_pages_place():
    setup()
    assert Site.objects.get().root_page.specific_class is HubHomePage


def test_in_an_empty_installation_a_site_is_made():
    Site.objects.all().delete()
    setup()
    site = Site.objects.get()
    assert site.is_default_site
    assert site.root_page.specific_class is HubHomePage


def test_a_second_hub_gets_a_site_of_its_own():
    setup()
    call_command("mathshub_setup", hub_key="northmoor", hostname="northmoor.example.org", stdout=StringIO())
    assert Site.objects.get(hostname="northmoor.example.org").root_page.slug == "northmoor"
    assert HubSettings.objects.count() == 2
    assert WorkGroupIndexPage.objects.count() == 2


def test_a_site_that_is_another_hub_is_refused_with_a_reason():
    setup()
    with pytest.raises(CommandError, match="is the hub “fenmarsh” already"):
        call_command("mathshub_setup", hub_key="northmoor", stdout=StringIO())
    assert HubSettings.objects.count() == 1


def test_a_key_with_spaces_is_refused():
    with pytest.raises(CommandError, match="hyphens"):
        call_command("mathshub_setup", hub_key="fen marsh", stdout=StringIO())


def test_editors_may_edit_their_own_tree_only():
    setup()
    call_command("mathshub_setup", hub_key="northmoor", hostname="northmoor.example.org", stdout=StringIO())
    group = Group.objects.get(name="fenmarsh editors")
    tops = {permission.page_id for permission in group.page_permissions.all()}
    assert tops == {HubSettings.objects.get(key="fenmarsh").site.root_page_id}
