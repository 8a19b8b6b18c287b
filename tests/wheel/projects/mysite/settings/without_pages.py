"""A site that has no page types for hubs yet."""

from mysite.settings.base import *  # noqa: F403
from mysite.settings.base import INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "wagtail_mathshub.pages"]
