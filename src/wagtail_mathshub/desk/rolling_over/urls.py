"""The addresses of the screens of rolling over."""

from __future__ import annotations

from django.db.transaction import non_atomic_requests
from django.urls import URLPattern, path

from wagtail_mathshub.desk.rolling_over.choosing import BeginView, ChooseView, PreviewView
from wagtail_mathshub.desk.rolling_over.one_roll_over import FileView, GoOnView, ReportView, UndoView
from wagtail_mathshub.desk.rolling_over.screens import NAME


def urls(base: str) -> list[URLPattern]:
    """All of them, below `base`."""
    # Each page is a transaction of its own, whatever the site does for requests.
    begin, go_on, undo = (non_atomic_requests(view.as_view()) for view in (BeginView, GoOnView, UndoView))
    top, one = f"{base}roll-over/", f"{base}roll-over/<int:pk>/"
    return [
        path(top, ChooseView.as_view(), name=f"{NAME}choose"),
        path(f"{top}preview/", PreviewView.as_view(), name=f"{NAME}preview"),
        path(f"{top}begin/", begin, name=f"{NAME}begin"),
        path(one, ReportView.as_view(), name=f"{NAME}report"),
        path(f"{one}go-on/", go_on, name=f"{NAME}go_on"),
        path(f"{one}report.csv", FileView.as_view(), name=f"{NAME}file"),
        path(f"{one}undo/", undo, name=f"{NAME}undo"),
    ]
