"""The addresses of the screens of imports, below Wagtail's own."""

from __future__ import annotations

from django.db.transaction import non_atomic_requests
from django.urls import URLPattern, path

from wagtail_mathshub.importing.office.one_import import (
    AcceptAllView,
    ReportView,
    RunView,
    StepView,
    UndoView,
)
from wagtail_mathshub.importing.office.one_page import ActView, ItemView
from wagtail_mathshub.importing.office.screens import BASE, NAME
from wagtail_mathshub.importing.office.uploading import UploadView

SUBMENU = "register_mathshub_menu_item"
_RUN = f"{BASE}import/<int:run>/"
_ITEM = f"{_RUN}page/<int:item>/"


def urls() -> tuple[URLPattern, ...]:
    """All of them."""
    # Each page of an import is a transaction of its own, whatever the site does for requests.
    step, undo = (non_atomic_requests(view.as_view()) for view in (StepView, UndoView))
    return (
        path(f"{BASE}new/", UploadView.as_view(), name=f"{NAME}upload"),
        path(_RUN, RunView.as_view(), name=f"{NAME}run"),
        path(f"{_RUN}go-on/", step, name=f"{NAME}go_on"),
        path(f"{_RUN}accept/", AcceptAllView.as_view(), name=f"{NAME}accept_all"),
        path(f"{_RUN}undo/", undo, name=f"{NAME}undo"),
        path(f"{_RUN}report.<slug:format>", ReportView.as_view(), name=f"{NAME}report"),
        path(_ITEM, ItemView.as_view(), name=f"{NAME}item"),
        path(f"{_ITEM}<slug:act>/", ActView.as_view(), name=f"{NAME}act"),
    )
