"""What the package promises to those who install it."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import models

from wagtail_mathshub import checks, conf
from wagtail_mathshub.pages.models import HubContentPage
from wagtail_mathshub.publishing import page_types

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "wagtail_mathshub"


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_each_app_has_one_first_migration():
    for folder in (SOURCE / "migrations", SOURCE / "pages" / "migrations"):
        assert [path.name for path in folder.glob("0*.py")] == ["0001_initial.py"]


def test_migrations_follow_the_sites_image_and_document_models():
    for path in SOURCE.glob("**/migrations/0001_initial.py"):
        text = path.read_text()
        assert "to='wagtailimages" not in text
        assert "to='wagtaildocs" not in text
        assert "('wagtailimages', " not in text


def test_every_name_that_migrations_import_is_pinned():
    used = set()
    for path in SOURCE.glob("**/migrations/0001_initial.py"):
        used |= set(re.findall(r"wagtail_mathshub\.[\w.]+", path.read_text()))
    names = {name for name in used if name[-1] != "."}
    assert {name for name in names if name.count(".") > 2 and "models" not in name} == {
        "wagtail_mathshub.hubs.palette.validate_colour",
        "wagtail_mathshub.hubs.validators.validate_labels",
        "wagtail_mathshub.hubs.validators.validate_social_links",
        "wagtail_mathshub.taxonomy.validators.validate_academic_year",
        "wagtail_mathshub.taxonomy.validators.validate_code",
        "wagtail_mathshub.blocks.text.heading_sizes",
        "wagtail_mathshub.blocks.interactive.heights",
        "wagtail_mathshub.blocks.video.caption_languages",
        "wagtail_mathshub.blocks.video.hearing_choices",
        "wagtail_mathshub.blocks.listings.audience_choices",
        "wagtail_mathshub.blocks.listings.topic_choices",
        "wagtail_mathshub.blocks.listings.year_choices",
        "wagtail_mathshub.blocks.materials.material_kinds",
        "wagtail_mathshub.taxonomy.licences.licence_choices",
    }


def test_two_page_classes_for_one_mixin_are_an_error(monkeypatch):
    monkeypatch.setattr(checks, "find_models", lambda mixin: [HubContentPage, HubContentPage])
    found = checks.check_page_types(None)
    assert {error.id for error in found if "more than one" in error.msg} == {"wagtail_mathshub.E004"}


def test_the_topmost_class_of_a_mixin_is_the_one(monkeypatch):
    class Mixin: ...

    class Ours(Mixin): ...

    class Special(Ours): ...

    class Rival(Mixin): ...

    monkeypatch.setattr(page_types, "apps", SimpleNamespace(get_models=lambda: [Special, Ours, Rival]))
    assert page_types.find_models(Mixin) == [Ours, Rival]
    assert page_types.get_model(Mixin) is Ours


def test_a_page_class_without_its_child_rows_is_an_error(monkeypatch):
    monkeypatch.setattr(checks, "find_models", lambda mixin: [HubContentPage])
    assert "wagtail_mathshub.E005" in {error.id for error in checks.check_page_types(None)}


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ([], "E001"),
        ({"LIST_PAGE_SIZ": 5}, "E002"),
        ({"LIST_PAGE_SIZE": 0}, "E003"),
        ({"LIST_PAGE_SIZE": True}, "E003"),
        ({"API_CACHE_SECONDS": -1}, "E007"),
        ({"API_CACHE_SECONDS": False}, "E007"),
        ({"API_CACHE_SECONDS": 0.5}, "E007"),
        ({"TOKEN_SECONDS": 59}, "E008"),
        ({"TOKEN_SECONDS": "3600"}, "E008"),
        ({"PREVIEW_PATH": "/preview/"}, "E009"),
        ({"PREVIEW_PATH": "preview?draft=1"}, "E009"),
        ({"PREVIEW_PATH": None}, "E009"),
    ],
)
def test_a_wrong_setting_is_an_error_with_a_stable_id(settings, value, wanted):
    settings.WAGTAIL_MATHSHUB = value
    assert [error.id for error in checks.check_settings(None)] == [f"wagtail_mathshub.{wanted}"]


def test_right_settings_are_silent(settings):
    settings.WAGTAIL_MATHSHUB = {"LIST_PAGE_SIZE": 10, "API_CACHE_SECONDS": 0}
    assert checks.check_settings(None) == []
    assert conf.conf.list_page_size == 10


def test_another_time_zone_is_a_warning(settings):
    assert checks.check_time_zone(None) == []
    settings.TIME_ZONE = "UTC"
    assert [warning.id for warning in checks.check_time_zone(None)] == ["wagtail_mathshub.W001"]


@pytest.mark.parametrize("app", ["pages", "registration"])
def test_the_models_of_an_app_that_is_not_installed_cannot_be_imported(monkeypatch, app):
    name = f"wagtail_mathshub.{app}.models"
    monkeypatch.setattr(apps, "is_installed", lambda asked: asked != f"wagtail_mathshub.{app}")
    monkeypatch.delitem(sys.modules, name)
    with pytest.raises(ImproperlyConfigured, match="INSTALLED_APPS"):
        importlib.import_module(name)


def test_every_model_of_the_root_app_is_exported():
    from wagtail_mathshub import models as exported

    found = {model.__name__ for model in apps.get_app_config("wagtail_mathshub").get_models()}
    through = {name for name in found if "_" in name}
    assert found - through == set(exported.__all__)


def test_every_setting_and_check_is_in_the_documents():
    text = (ROOT / "docs" / "settings.md").read_text()
    ids = set(re.findall(r"wagtail_mathshub\.[EW]\d{3}", (SOURCE / "checks.py").read_text()))
    assert all(name in text for name in {*ids, *conf.DEFAULTS})


def test_links_of_the_documents_lead_somewhere():
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_no_foreign_key_of_a_page_deletes_the_page():
    for model in apps.get_app_config("mathshub_pages").get_models():
        for field in model._meta.local_fields:
            if (
                isinstance(field, models.ForeignKey)
                and not field.remote_field.parent_link
                and field.name != "page"
            ):
                assert field.remote_field.on_delete in (models.SET_NULL, models.CASCADE)
                if hasattr(model, "title"):
                    assert field.remote_field.on_delete is models.SET_NULL


@pytest.mark.django_db
def test_the_sign_up_form_without_its_app_is_a_warning(hub_a, monkeypatch):
    from tests.factories import make_group

    make_group(hub_a, apply_via="own_form")
    assert checks.check_own_form_without_registration(None, databases=["default"]) == []
    monkeypatch.setattr(checks.apps, "is_installed", lambda name: False)
    found = checks.check_own_form_without_registration(None, databases=["default"])
    assert [warning.id for warning in found] == ["wagtail_mathshub.W002"]
    assert checks.check_own_form_without_registration(None, databases=None) == []
