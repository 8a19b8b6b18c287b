"""A site in two languages, with Wagtail's internationalisation switched on."""

from mysite.settings.base import *  # noqa: F403
from mysite.settings.base import INSTALLED_APPS

INSTALLED_APPS = ["wagtail.locales", *INSTALLED_APPS]
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
