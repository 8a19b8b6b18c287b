"""Registers the screens of imports, and the policy that guards them."""

from __future__ import annotations

from django.apps import apps
from wagtail import hooks

from wagtail_mathshub.importing.tables import ImportRun
from wagtail_mathshub.scoping.policies import register_site_policy

register_site_policy(ImportRun)

if apps.is_installed("wagtail_modeladmin"):
    from wagtail_modeladmin.options import modeladmin_register

    from wagtail_mathshub.importing.office.beside_page import tell
    from wagtail_mathshub.importing.office.imports_list import ImportAdmin

    modeladmin_register(ImportAdmin)
    hooks.register("before_edit_page", tell)
