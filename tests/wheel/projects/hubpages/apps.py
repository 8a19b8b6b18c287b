"""The app whose models module is the example in docs/own-page-types.md."""

from django.apps import AppConfig


class HubPagesConfig(AppConfig):
    name = "hubpages"
