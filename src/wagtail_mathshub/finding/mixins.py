"""A hub's home page, which gathers from the other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.finding import home

if TYPE_CHECKING:
    from django.http import HttpRequest


class HubHomeMixin(models.Model):
    """The first page of a hub."""

    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("Two sentences: what the hub does, and for whom.")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    home_panels = [FieldPanel("intro"), FieldPanel("body")]
    home_search_fields = [index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """The site's own template, or else the package's."""
        return [super().get_template(request, *args, **kwargs), "wagtail_mathshub/hub_home_page.html"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the hub and what is on."""
        return super().get_context(request, *args, **kwargs) | home.home_context(self)
