"""A hub's plain pages: about, contact, accessibility statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.hubs.queries import hub_of_page

if TYPE_CHECKING:
    from django.http import HttpRequest


class HubContentMixin(models.Model):
    """A page of text."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_page_panels = [FieldPanel("intro"), FieldPanel("body")]
    content_page_search_fields = [index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """The site's own template, or else the package's."""
        return [super().get_template(request, *args, **kwargs), "wagtail_mathshub/hub_content_page.html"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the hub."""
        return super().get_context(request, *args, **kwargs) | {"hub": hub_of_page(self)}
