"""What search engines look for at the root of a host. Mount it before Wagtail's own addresses:

path("", include("wagtail_mathshub.root_urls"))
"""

from django.urls import path

from wagtail_mathshub.finding.site_map_views import robots, sitemap

urlpatterns = [
    path("robots.txt", robots, name="mathshub_robots"),
    path("sitemap.xml", sitemap, name="mathshub_sitemap"),
]
