"""What the package serves beside pages. Mount it before Wagtail's own addresses:

path("hub/", include("wagtail_mathshub.urls"))
"""

from django.urls import path

from wagtail_mathshub.finding.site_map_views import robots, sitemap
from wagtail_mathshub.hubs.views import hub_css

app_name = "mathshub"

urlpatterns = [
    path("hub.css", hub_css, name="hub_css"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
]
