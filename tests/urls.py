"""Addresses of the tests: the example site's."""

from example_site.urls import urlpatterns

__all__ = ["urlpatterns"]
