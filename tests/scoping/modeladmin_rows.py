"""Every wagtail-modeladmin screen of the package, found where wagtail-modeladmin keeps them, and rows for each."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests import factories
from wagtail_mathshub import clock
from wagtail_mathshub.importing.office.imports_list import ImportAdmin
from wagtail_mathshub.importing.tables import ImportRun
from wagtail_mathshub.registration.admin import ApplicationAdmin, InterestAdmin, MessageAdmin
from wagtail_mathshub.registration.models import Application, Interest, Message
from wagtail_mathshub.taxonomy.admin import AudienceAdmin, LocalAuthorityAdmin, TopicAdmin

FORMS = (AudienceAdmin, TopicAdmin, LocalAuthorityAdmin)
LISTS = (ApplicationAdmin, MessageAdmin, InterestAdmin, ImportAdmin)
ADMINS = (*FORMS, *LISTS)
SCREENS = {
    **{admin: {"index", "create", "edit", "inspect", "delete"} for admin in FORMS},
    ApplicationAdmin: {"index", "inspect"},
    MessageAdmin: {"index"},
    InterestAdmin: {"index"},
    ImportAdmin: {"index"},
}


def name_of(admin: Any) -> str:
    return admin.model._meta.model_name


def address(admin: Any, screen: str = "index", row: Any = None) -> str:
    options = admin.model._meta
    name = f"{options.app_label}_{options.model_name}_modeladmin_{screen}"
    return reverse(name, args=[row.pk] if row is not None else [])


def addresses(admin: Any, row: Any) -> dict[str, str]:
    """All of them, by the names of their screens."""
    return {
        screen: address(admin, screen, row if screen in ("edit", "inspect", "delete") else None)
        for screen in SCREENS[admin]
    }


def make_rows(admin: Any, hub: Any, count: int, text: str = "Row", first: int = 1) -> list[Any]:
    """Rows that look real enough for a list, with `text` wherever text is shown."""
    numbers = range(first, first + count)
    model = admin.model
    if admin in FORMS:
        rows = [model(key=f"key-{n}", label=f"{text} {n}", sort_order=n) for n in numbers]
    elif model is ImportRun:
        rows = [
            ImportRun(site=hub.site, source_key=f"key-{n}", source_name=f"{text} {n}", started_at=clock.now())
            for n in numbers
        ]
    else:
        rows = _sign_up_rows(model, hub, numbers, text)
    return model.objects.bulk_create(rows)


def _sign_up_rows(model: Any, hub: Any, numbers: range, text: str) -> list[Any]:
    group = factories.make_group(hub, title=f"{text} group {numbers.start}")
    common = {"site": hub.site}
    if model is Interest:
        return [
            Interest(
                page_id=group.pk, email=f"{n}@x.org", name=f"{text} {n}", created_at=clock.now(), **common
            )
            for n in numbers
        ]
    applications = [
        Application(
            reference=f"R{hub.pk}-{n}",
            page_id=group.pk,
            number=n,
            state="confirmed",
            school_name=f"{text} {n}",
            contact_name=f"{text} {n}",
            contact_email=f"c{n}@example.org",
            created_at=clock.now(),
            **common,
        )
        for n in numbers
    ]
    if model is Application:
        return applications
    about = Application.objects.bulk_create(applications)
    return [
        Message(
            application=one,
            to=f"{text}@example.org",
            kind="received",
            state="failed",
            error=text,
            created_at=clock.now(),
            next_try_at=clock.now(),
            **common,
        )
        for one in about
    ]
