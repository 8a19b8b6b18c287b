"""A site with its own user, image and document models."""

from mysite.settings.base import *  # noqa: F403
from mysite.settings.base import INSTALLED_APPS

INSTALLED_APPS = ["accounts", "media_models", *INSTALLED_APPS]
AUTH_USER_MODEL = "accounts.Member"
WAGTAILIMAGES_IMAGE_MODEL = "media_models.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "media_models.Download"
