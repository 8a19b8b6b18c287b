"""A site whose keys are 32 bits wide."""

from mysite.settings.base import *  # noqa: F403

DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
