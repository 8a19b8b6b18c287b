"""People whom an old page names."""

from __future__ import annotations

from tests.factories import OrganisationFactory, PersonFactory
from tests.importing.sources_in_memory import MemorySource, MemoryStore, page
from wagtail_mathshub.importing.applying.running import Order, run
from wagtail_mathshub.importing.applying.undoing import undo
from wagtail_mathshub.importing.flows import accept
from wagtail_mathshub.importing.plans import PlanKind
from wagtail_mathshub.importing.tables import ImportItem
from wagtail_mathshub.people.models import Person

BOARD = (
    "<p>The board meets once a term.</p><p><strong>Marguerite Osei</strong></p><p>Maths Hub Lead, Hill School</p>"
    "<p><strong>Daniel Quill</strong></p><p>Project Manager, Brook School</p>"
    "<p><strong>Farah Benning</strong></p><p>Primary Lead, Hill School</p>"
)


def bring(hub, **values):
    old = page("strategic-board", BOARD, title="Strategic Board")
    return run(Order(hub, MemorySource(old), MemoryStore(), **values))


def test_people_are_public_only_once_somebody_accepts_the_page(hub_a):
    OrganisationFactory(name="Hill School", site=hub_a.site)
    bring(hub_a)
    item = ImportItem.objects.get()
    assert item.kind == PlanKind.PEOPLE
    assert not Person.objects.exists()
    accept(item=item)
    assert {person.name: str(person.school or "") for person in Person.objects.all()} == {
        "Marguerite Osei": "Hill School",
        "Daniel Quill": "",
        "Farah Benning": "Hill School",
    }
    assert Person.objects.get(name="Daniel Quill").roles.get().role == "project_manager"
    accept(item=item)
    assert Person.objects.count() == 3


def test_people_come_with_a_page_that_is_published_and_go_with_it(hub_a):
    PersonFactory(name="daniel quill", site=hub_a.site)
    row = bring(hub_a, publish=True)
    assert Person.objects.count() == 3
    assert not Person.objects.exclude(public_email="").exists()
    assert undo(row) == []
    assert [person.name for person in Person.objects.all()] == ["daniel quill"]
