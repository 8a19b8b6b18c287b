"""Settings of the tests: the example site's, made quick and quiet."""

import tempfile
from pathlib import Path

from example_site.settings import *  # noqa: F403
from example_site.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, TEMPLATES, env

SECRET_KEY = "tests"
DEBUG = False
# Wagtail's own APIs, which serve the package's pages where a site has them.
INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v2", "wagtail.api.v3", "rest_framework"]
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.urls"
# Tests read what is sent as it is.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name and "gzip" not in name]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=tempfile.gettempdir() + "/mathshub-tests-media"))
CACHES = {"default": env.cache_url("REDIS_URL", default="locmemcache://")}
WORKER = env.str("PYTEST_XDIST_WORKER", default="main")
CACHES["default"]["KEY_PREFIX"] = f"mathshub-tests-{WORKER}"
if WORKER.startswith("gw") and "redis" in CACHES["default"]["BACKEND"]:
    # Emptying a cache empties the whole Redis database: each process that tests has one of its own.
    SERVER, _, NUMBER = CACHES["default"]["LOCATION"].rpartition("/")
    CACHES["default"]["LOCATION"] = f"{SERVER}/{(int(NUMBER) + 1 + int(WORKER[2:])) % 16}"
if "DATABASE_URL" not in env.ENVIRON:
    DATABASES["default"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
__all__ = ["INSTALLED_APPS"]
