"""A site in Welsh."""

from mysite.settings.base import *  # noqa: F403

LANGUAGE_CODE = "cy"
