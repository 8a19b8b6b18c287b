"""The way to rolling over in the admin's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.desk.rolling_over.choosing import ChooseView
from wagtail_mathshub.desk.rolling_over.screens import NAME
from wagtail_mathshub.scoping.screens import ScreenItem


def rolling_over_item() -> ScreenItem:
    """Among the things of the hub, for those who may add Work Groups."""
    return ScreenItem(ChooseView, f"{NAME}choose", "copy", _("Roll over"), 200)
