"""A site with its own base page model, and page types of its own built on the mixins."""

from mysite.settings.without_pages import *  # noqa: F403
from mysite.settings.without_pages import INSTALLED_APPS

INSTALLED_APPS = ["hubpages", "base", *INSTALLED_APPS]
WAGTAIL_PAGE_MODEL = "base.BasePage"
