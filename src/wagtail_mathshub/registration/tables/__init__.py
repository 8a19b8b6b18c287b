"""The tables of sign-up. Importing any of them needs the app.

None of them is in Wagtail's reference index: whoever may look at a page's usage would read them there.
"""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured


def require_app() -> None:
    """Raise ImproperlyConfigured unless the app is installed.

    Without this a model here would silently become one of the package's first app.
    """
    if not apps.is_installed("wagtail_mathshub.registration"):
        raise ImproperlyConfigured(
            "wagtail_mathshub.registration.models was imported, but 'wagtail_mathshub.registration' "
            "is not in INSTALLED_APPS. Add it there, or don't import this module."
        )


require_app()
