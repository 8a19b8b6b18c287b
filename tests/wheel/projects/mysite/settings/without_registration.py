"""A site whose sign-up lives elsewhere."""

from mysite.settings.base import *  # noqa: F403
from mysite.settings.base import INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "wagtail_mathshub.registration"]
