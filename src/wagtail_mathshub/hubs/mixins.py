"""A hub's home page, and its plain pages: about, contact, accessibility statement."""

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


class TextPage(models.Model):
    """An introduction and a body, and the hub in the template's context."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    text_panels = [FieldPanel("intro"), FieldPanel("body")]
    text_search_fields = [index.SearchField("intro"), index.SearchField("body")]
    package_template = "wagtail_mathshub/hub_content_page.html"

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """The site's own template, or else the package's."""
        return [super().get_template(request, *args, **kwargs), self.package_template]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the hub."""
        return super().get_context(request, *args, **kwargs) | {"hub": hub_of_page(self)}


class HubContentMixin(TextPage):
    """A page of text."""

    class Meta:
        abstract = True


class HubHomeMixin(TextPage):
    """The first page of a hub, which gathers from the other rooms."""

    package_template = "wagtail_mathshub/hub_home_page.html"

    class Meta:
        abstract = True
