"""The tables of sign-up. Importing any of them needs the app."""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

if not apps.is_installed("wagtail_mathshub.registration"):
    # Otherwise a model here would silently become one of the package's first app.
    raise ImproperlyConfigured(
        "wagtail_mathshub.registration.models was imported, but 'wagtail_mathshub.registration' "
        "is not in INSTALLED_APPS. Add it there, or don't import this module."
    )
