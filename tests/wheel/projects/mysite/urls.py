"""Addresses of the sites that try the wheel."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("hub/", include("wagtail_mathshub.urls")),
    path("", include("wagtail_mathshub.root_urls")),
    path("", include(wagtail_urls)),
]
