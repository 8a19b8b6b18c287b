"""Addresses of the example site: the package's come before Wagtail's own."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from example_site.views import front_end

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/hub/", include("wagtail_mathshub.api_urls")),
    path("hub/", include("wagtail_mathshub.urls")),
    path("frontend/", front_end),
    path("frontend/<path:path>", front_end),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include("wagtail_mathshub.root_urls")),
    path("", include(wagtail_urls)),
]

handler404 = "wagtail_mathshub.finding.error_views.page_not_found"
handler500 = "wagtail_mathshub.finding.error_views.server_error"
