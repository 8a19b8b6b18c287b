"""Addresses of the tests: the example site's."""

from example_site.urls import handler404, handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]
