"""Settings of the benchmarks: the tests', with a database that several processes share, and Wagtail's API v2."""

import os
from pathlib import Path

from tests import settings as tests
from tests.settings import CACHES, DATABASES, INSTALLED_APPS, env

globals().update({name: value for name, value in vars(tests).items() if name.isupper()})
FOLDER = Path(os.environ["BENCH_FOLDER"])
INSTALLED_APPS = list(dict.fromkeys([*INSTALLED_APPS, "wagtail.api.v2", "rest_framework"]))
ROOT_URLCONF = "benchmarks.urls"
WSGI_APPLICATION = "benchmarks.wsgi.application"
WAGTAILAPI_LIMIT_MAX = 100
MEDIA_ROOT = FOLDER / "media"

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    file = str(FOLDER / "bench.sqlite3")
    DATABASES["default"] |= {
        "NAME": file,
        "TEST": {"NAME": file},
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"},
    }
else:
    DATABASES["default"]["NAME"] += f"_{FOLDER.name[-8:].lower()}"

# As in production: no request opens a connection of its own.
DATABASES["default"]["CONN_MAX_AGE"] = 600

if "BENCH_DATABASE" in os.environ:  # Where the benchmark itself has made it.
    DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]

CACHES["default"]["KEY_PREFIX"] = FOLDER.name
WAGTAIL_MATHSHUB = {"API_CACHE_SECONDS": env.int("BENCH_CACHE_SECONDS", default=0)}
WAGTAILADMIN_BASE_URL = "http://bench.example.org"
