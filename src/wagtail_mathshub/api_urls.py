"""The API, put together from the slices' routers. Mount it before Wagtail's own addresses:

path("api/hub/", include("wagtail_mathshub.api_urls"))
"""

from __future__ import annotations

from django.apps import apps
from django.urls import path
from ninja import NinjaAPI

from wagtail_mathshub import __version__
from wagtail_mathshub.api.errors import nothing_here, use_problems
from wagtail_mathshub.api.openapi import openapi_view, use_api
from wagtail_mathshub.articles.api import router as articles
from wagtail_mathshub.conf import conf
from wagtail_mathshub.events.api import router as events
from wagtail_mathshub.finding.api import router as search
from wagtail_mathshub.finding.calendar_api import router as calendar
from wagtail_mathshub.finding.pages_api import router as pages
from wagtail_mathshub.finding.preview_api import router as previews
from wagtail_mathshub.finding.unlock_api import router as unlocking
from wagtail_mathshub.hubs.api import router as hubs
from wagtail_mathshub.hubs.words_api import router as words
from wagtail_mathshub.jobs.api import router as jobs
from wagtail_mathshub.organisations.api import router as organisations
from wagtail_mathshub.people.api import router as people
from wagtail_mathshub.resources.api import router as resources
from wagtail_mathshub.workgroups.api import router as work_groups

api = NinjaAPI(
    title="Maths Hub",
    version=__version__,
    description=(
        "What a Maths Hub publishes: Work Groups, events, articles, lesson resources, open roles and people. "
        "The same answers for everyone: sessions and cookies are ignored."
    ),
    urls_namespace="mathshub_api",
    # Without django-ninja's own files the page would load its script from another website.
    docs_url="/docs" if conf.api_docs and apps.is_installed("ninja") else None,
)
use_problems(api)
use_api(api)
routers = [
    hubs,
    words,
    calendar,
    pages,
    unlocking,
    previews,
    search,
    work_groups,
    events,
    articles,
    resources,
    jobs,
    people,
    organisations,
]
if apps.is_installed("wagtail_mathshub.registration"):
    from wagtail_mathshub.registration.api import router as sign_up

    routers.append(sign_up)
for router in routers:
    api.add_router("", router)

urlpatterns = [
    path("v1/openapi.json", openapi_view(api)),
    path("v1/", api.urls),
    path("v1/<path:rest>", nothing_here),
]
