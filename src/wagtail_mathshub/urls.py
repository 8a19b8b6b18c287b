"""What the package serves beside pages. Mount it before Wagtail's own addresses:

path("hub/", include("wagtail_mathshub.urls"))
"""

from django.apps import apps
from django.urls import include, path

from wagtail_mathshub.finding import calendar_views as calendars
from wagtail_mathshub.finding import feed_views, network_views
from wagtail_mathshub.finding.calendar_page import calendar
from wagtail_mathshub.finding.person_page import person
from wagtail_mathshub.finding.search_page import search
from wagtail_mathshub.finding.site_map_views import robots, sitemap
from wagtail_mathshub.hubs.views import hub_css, icon
from wagtail_mathshub.resources.views import collection_zip

app_name = "mathshub"

urlpatterns = [
    path("hub.css", hub_css, name="hub_css"),
    path("icon.svg", icon, name="icon"),
    path("calendar/", calendar, name="calendar"),
    path("search/", search, name="search"),
    path("people/<slug:slug>/", person, name="person"),
    path("articles.atom", feed_views.articles_atom, name="articles_atom"),
    path("articles.json", feed_views.articles_json, name="articles_json"),
    path("work-groups.atom", feed_views.work_groups_atom, name="work_groups_atom"),
    path("work-groups.json", feed_views.work_groups_json, name="work_groups_json"),
    path("jobs.atom", feed_views.jobs_atom, name="jobs_atom"),
    path("jobs.json", feed_views.jobs_json, name="jobs_json"),
    path("network.json", network_views.network_json, name="network_json"),
    path("network.ics", network_views.network_ics, name="network_ics"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("calendar.ics", calendars.calendar_ics, name="calendar_ics"),
    path("work-groups.ics", calendars.work_groups_ics, name="work_groups_ics"),
    path("events.ics", calendars.events_ics, name="events_ics"),
    path("work-groups/<int:pk>.ics", calendars.work_group_ics, name="work_group_ics"),
    path("work-groups/<int:pk>/sessions/<int:session>.ics", calendars.session_ics, name="session_ics"),
    path("events/<int:pk>.ics", calendars.event_ics, name="event_ics"),
    path("collections/<int:pk>.zip", collection_zip, name="collection_zip"),
]

if apps.is_installed("wagtail_mathshub.registration"):
    urlpatterns.append(path("", include("wagtail_mathshub.registration.urls")))
