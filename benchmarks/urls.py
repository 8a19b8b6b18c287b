"""The package's addresses, Wagtail's API v2 twice, and the floors."""

from django.urls import include, path
from example_site.urls import urlpatterns as site

from benchmarks import floors
from benchmarks.vanilla import v2, v2x

urlpatterns = [path("v2/", v2.urls), path("v2x/", v2x.urls), path("floor/", include(floors)), *site]
