"""What the package serves beside pages. Mount it before Wagtail's own addresses:

path("hub/", include("wagtail_mathshub.urls"))
"""

from django.urls import path

from wagtail_mathshub.hubs.views import hub_css

app_name = "mathshub"

urlpatterns = [path("hub.css", hub_css, name="hub_css")]
