"""Sign-up to Work Groups. The app has no tables yet."""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

if not apps.is_installed("wagtail_mathshub.registration"):
    raise ImproperlyConfigured(
        "wagtail_mathshub.registration.models was imported, but 'wagtail_mathshub.registration' "
        "is not in INSTALLED_APPS. Add it there, or don't import this module."
    )
