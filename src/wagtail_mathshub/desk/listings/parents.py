"""Where a new page goes, asked from a list: only below pages where the user may add it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.choose_parent import ChooseParentView

from wagtail_mathshub.scoping.screens import say_no


class ParentView(ChooseParentView):
    """Wagtail's question, closed to those who may add no such page; it names no page of another hub."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in those who may add such a page somewhere."""
        if not self.get_valid_parent_pages(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on below the chosen page. Shown again, the form would name whatever page its key is of."""
        key = request.POST.get("parent_page", "")
        may = self.get_valid_parent_pages(request.user)
        if not key.isdecimal() or len(key) > 18 or not may.filter(pk=int(key)).exists():
            say_no(request, _("Choose a page below which you may add this one."))
            return redirect(request.path)
        return super().post(request, *args, **kwargs)
