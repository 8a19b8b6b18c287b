"""The addresses of sign-up, among the package's own."""

from django.urls import path

from wagtail_mathshub.registration.visiting import application_views, views

urlpatterns = [
    path("work-groups/<int:pk>/sign-up/", views.sign_up, name="sign_up"),
    path("work-groups/<int:pk>/interest/", views.register_interest, name="register_interest"),
    path("applications/<str:token>/", application_views.application, name="application"),
    path("applications/<str:token>/calendar.ics", application_views.application_ics, name="application_ics"),
    path("interests/<str:token>/", application_views.interest, name="interest"),
]
