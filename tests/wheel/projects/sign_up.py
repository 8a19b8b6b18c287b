"""Signs a school up to a Work Group of this site, whatever its page classes are called."""

from datetime import timedelta

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.wishes import Person, Wish
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin, WorkGroupMixin

hub = HubSettings.objects.get()
index = get_model(WorkGroupIndexMixin).objects.descendant_of(hub.site.root_page, inclusive=True).first()
model = get_model(WorkGroupMixin)
page = model(title="Fractions", slug="fractions", apply_via="own_form", capacity=1)
page.sessions = [model.sessions.rel.related_model(date=clock.today() + timedelta(days=30))]
index.add_child(instance=page)
for number in (1, 2):
    wish = Wish(
        contact_name="Sam Okafor",
        contact_email=f"sam-{number}@school.example.org",
        school_name=f"School {number}",
        participants=(Person("Sam Okafor"),),
    )
    flows.apply(page_id=page.pk, wish=wish)
for application in Application.objects.all():
    flows.confirm_address(application=application)
print(*Application.objects.values_list("state", flat=True))  # noqa: T201
print(model.objects.get(pk=page.pk).state.recruitment.key)  # noqa: T201
