"""Settings of a site whose sign-up lives elsewhere."""

from example_site.settings import *  # noqa: F403

from tests.settings import INSTALLED_APPS as ALL

INSTALLED_APPS = [name for name in ALL if name != "wagtail_mathshub.registration"]
