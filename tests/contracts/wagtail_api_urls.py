"""The tests' addresses with Wagtail's own APIs beside the package's."""

from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as v3

from tests.urls import urlpatterns as of_the_site

v2 = WagtailAPIRouter("wagtailapi")
v2.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [path("api/v2/", v2.urls), path("api/v3-preview/", v3.urls), *of_the_site]
