"""The package's settings: one dict, `WAGTAIL_MATHSHUB`, read through typed properties."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings

SETTING_NAME = "WAGTAIL_MATHSHUB"

DEFAULTS: dict[str, Any] = {
    "LIST_PAGE_SIZE": 50,
    "EMBED_HOSTS": [],
    "API_DOCS": True,
    "API_CACHE_SECONDS": 3600,
    "TOKEN_SECONDS": 3600,
    "PREVIEW_PATH": "preview/",
    "APPLICATION_PATH": "sign-up/",
    "IMPORT_FOLDER": "",
}


class Settings:
    """Reads `settings.WAGTAIL_MATHSHUB` at each access, so that tests may override it."""

    def _get(self, key: str) -> Any:
        return given().get(key, DEFAULTS[key])

    @property
    def list_page_size(self) -> int:
        """How many cards a list page of the default templates shows (1 to 200)."""
        return self._get("LIST_PAGE_SIZE")

    @property
    def embed_hosts(self) -> list[str]:
        """Further websites whose pages may be shown inside a page, by their exact host names."""
        return self._get("EMBED_HOSTS")

    @property
    def api_docs(self) -> bool:
        """Whether the API's documentation is a page of its own, where the app `ninja` is installed."""
        return bool(self._get("API_DOCS"))

    @property
    def api_cache_seconds(self) -> int:
        """How long an answer of the API is kept in the cache while nothing changes; 0 keeps none."""
        return self._get("API_CACHE_SECONDS")

    @property
    def token_seconds(self) -> int:
        """How long a front end may show a preview, or a page that its password has opened (at least 60)."""
        return self._get("TOKEN_SECONDS")

    @property
    def preview_path(self) -> str:
        """Where a hub's front end shows previews, below its address; it gets the parameter `token`."""
        return self._get("PREVIEW_PATH")

    @property
    def application_path(self) -> str:
        """Where a hub's front end shows an application, below its address; it gets the parameter `token`."""
        return self._get("APPLICATION_PATH")

    @property
    def import_folder(self) -> Path:
        """Where files of old sites lie while they are imported: a folder that nobody else can read."""
        return Path(self._get("IMPORT_FOLDER") or Path(tempfile.gettempdir(), "mathshub-imports"))


def given() -> dict[str, Any]:
    """What the site has set; an empty dict when nothing is set."""
    value = getattr(django_settings, SETTING_NAME, {})
    return value if isinstance(value, dict) else {}


conf = Settings()
