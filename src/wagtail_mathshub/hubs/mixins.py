"""What every page of a hub has; and a hub's home page, its plain pages and its lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import PageViewRestriction, Site
from wagtail.search import index

from wagtail_mathshub import clock
from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.blocks.pages import collect_from
from wagtail_mathshub.hubs import wagtail_api
from wagtail_mathshub.hubs.breadcrumbs import crumbs_of
from wagtail_mathshub.hubs.forms import HubPageForm
from wagtail_mathshub.hubs.page_meta import PageMeta, meta_of_page
from wagtail_mathshub.hubs.page_rights import HubPagePermissionTester
from wagtail_mathshub.hubs.queries import hub_of_page, hub_of_request, preview_address
from wagtail_mathshub.hubs.structured_data import breadcrumb_list, organisation, website
from wagtail_mathshub.publishing.checklist_panel import ChecklistPanel
from wagtail_mathshub.publishing.child_rows import fetch_rows
from wagtail_mathshub.publishing.columns import VISIBLE_IN_SEARCH
from wagtail_mathshub.publishing.links_panel import LinksPanel
from wagtail_mathshub.publishing.old_addresses import moved_from_number
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.previews import keep_preview
from wagtail_mathshub.publishing.reading import once, one_reading
from wagtail_mathshub.publishing.references import IMAGE, Viewpoint, Wanted, find
from wagtail_mathshub.publishing.searching import is_put_off, searched
from wagtail_mathshub.publishing.visibility import PAGES, Restriction, restrictions

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.url_routing import RouteResult


class HubPage(models.Model):
    """A page of a hub, whose template a site may have in place of the package's."""

    package_template = ""
    base_form_class = HubPageForm
    # What was asked before the page is served, so that serving it need not ask again.
    _restrictions: list[Restriction] | None = None

    if TYPE_CHECKING:
        # What the concrete page class brings.
        objects: Any
        title: str
        path: str
        live: bool
        expire_at: Any
        get_site: Any
        get_search_fields: Any
        get_parent: Any
        allowed_subpage_models: Any
        first_published_at: Any
        last_published_at: Any
        pk: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Index the page once more: its child rows are stored after the moment when Wagtail does so."""
        super().save(*args, **kwargs)
        if (
            kwargs.get("update_fields") is None
            and not is_put_off()
            and any(isinstance(entry, index.RelatedFields) for entry in self.get_search_fields())
        ):
            index.insert_or_update_object(self)

    def permissions_for_user(self, user: Any) -> HubPagePermissionTester:
        """What `user` may do with this page."""
        return HubPagePermissionTester(user, self)

    def get_indexed_instance(self) -> Any:
        """What is to be indexed: nothing while somebody saves many pages and indexes them afterwards."""
        return None if is_put_off() else super().get_indexed_instance()

    def get_view_restrictions(self) -> Any:
        """What holds readers back. Where nothing is private there is no need to look above the page."""
        self._restrictions = restrictions()
        if any(row.of == PAGES for row in self._restrictions):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page below this one at a path; a list on the way to one of its pages is not read in full."""
        if len(path_components) < 2:
            return super().route(request, path_components)
        child = self.get_children().filter(slug=path_components[0]).first()
        if child is None:
            raise Http404
        child._cached_parent_obj = self
        kind = child.specific_class
        light = kind is not None and issubclass(kind, IndexPage) and kind.route is IndexPage.route
        onward = child.specific_deferred if light else child.specific
        return onward.route(request, path_components[1:])

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """The site's own template, or else the package's."""
        return [super().get_template(request, *args, **kwargs), self.package_template]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the hub, what this kind of page shows, and what its head says of it."""
        context = super().get_context(request, *args, **kwargs)
        with one_reading():
            hub = hub_of_page(self) or hub_of_request(request)
            site = hub.site if hub else Site.find_for_request(request)
            fetch_rows(self, self.rows_shown())
            wanted = Wanted()
            self.collect(wanted)
            references = find(wanted, Viewpoint(site=site))
            context |= {"hub": hub, "references": references, "crumbs": crumbs_of(self, site)}
            context |= self.hub_context(request, hub)
            context["meta"] = self.page_meta(request, hub, context)
            context["structured_data"] = self.structured_data(request, hub, context)
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, drawn at once, so that what header, list and footer all need is asked for once.

        Http404 once it has expired, though its unpublishing may not have run yet.
        """
        if self.expire_at and self.expire_at <= clock.now():
            raise Http404
        with one_reading():
            if self._restrictions is not None:
                known = self._restrictions
                once("restrictions", lambda: known)
            response = super().serve(request, *args, **kwargs)
            return response.render() if isinstance(response, SimpleTemplateResponse) else response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The preview in the hub's own front end, where it has one, and else in this site's templates."""
        hub = hub_of_page(self)
        # Without somebody who edits there is nobody to keep it for.
        if hub is None or not hub.front_end_url or not request.user.is_authenticated:
            return super().serve_preview(request, mode_name)
        token = keep_preview(page=self, site=hub.site, editor=request.user)
        return HttpResponseRedirect(preview_address(hub, token))

    def collect(self, wanted: Wanted) -> None:
        """Want what the page's bodies and texts point to, and its picture, so that it is found in a few queries."""
        collect_from(self, wanted)
        wanted.add(IMAGE, getattr(self, "lead_image_id", None))

    def rows_shown(self) -> Iterable[Any]:
        """The rows of other tables that the page shows, fetched once: relations, or Prefetch objects."""
        return ()

    def hub_context(self, request: HttpRequest, hub: Any) -> dict[str, Any]:
        """What the template of this kind of page needs beside its fields."""
        return {}

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may show the page."""
        return True

    def page_meta(self, request: HttpRequest, hub: Any, context: dict[str, Any]) -> PageMeta:
        """What the head of the page says of it."""
        return meta_of_page(self, request, hub, context)

    def structured_data(
        self, request: HttpRequest, hub: Any, context: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """What the page says in the words of schema.org: the way to it, and what it is about.

        Nothing of a page that has no address yet.
        """
        meta = context["meta"]
        if not meta.address or not self.pk:
            return []
        site = hub.site if hub else Site.find_for_request(request)
        way = breadcrumb_list(context["crumbs"], self.title, meta.address, site)
        return [thing for thing in (*self.own_structured_data(hub, context), way) if thing]

    def own_structured_data(self, hub: Any, context: dict[str, Any]) -> list[dict[str, Any] | None]:
        """What this kind of page is about; `context` has its `meta`, and all that the template has."""
        return []

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Where visitors read the page, for Wagtail's own site map too; none of what is not to be found."""
        if not self.is_indexed:
            return []
        # Kept with the request, as Wagtail asks one page after the other.
        kept = request.__dict__ if request is not None else {}
        address = address_of(self, kept.setdefault("_mathshub_viewpoint", Viewpoint(absolute=True)))
        return [entry | {"location": address} for entry in super().get_sitemap_urls(request) if address]


class IndexPage(HubPage):
    """A hub's list of one kind of page."""

    intro = models.TextField(_("introduction"), blank=True)

    index_panels = [FieldPanel("intro")]
    index_search_fields = [*VISIBLE_IN_SEARCH, *searched("intro")]
    index_api_fields = wagtail_api.INDEX

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """One of its pages, read in full at once where only one kind of page lies below."""
        kinds = self.allowed_subpage_models()
        if len(path_components) == 1 and len(kinds) == 1:
            rows = kinds[0].objects.child_of(self).filter(slug=path_components[0])
            page = rows.select_related(*getattr(kinds[0], "read_with", ())).first()
            if page is not None and page.specific_class is kinds[0]:
                page._cached_parent_obj = self
                return page.route(request, [])
        return super().route(request, path_components)


class TextPage(HubPage):
    """An introduction and a body."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    text_panels = [LinksPanel(), FieldPanel("intro"), FieldPanel("body"), ChecklistPanel()]
    text_search_fields = [*VISIBLE_IN_SEARCH, *searched("intro", "body")]
    text_api_fields = wagtail_api.TEXT
    package_template = "wagtail_mathshub/hub_content_page.html"

    class Meta:
        abstract = True


class HubContentMixin(TextPage):
    """A page of text."""

    class Meta:
        abstract = True


class HubHomeMixin(TextPage):
    """The first page of a hub, which gathers from the other rooms. It has children `choices`."""

    package_template = "wagtail_mathshub/hub_home_page.html"
    choice_panels = [
        InlinePanel(
            "choices",
            label=_("page"),
            heading=_("Chosen by you"),
            help_text=_(
                "If you choose pages for a section, only those are shown, once they are published. Otherwise it fills itself."
            ),
        )
    ]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or what an old WordPress address with a number leads to."""
        return moved_from_number(request) or super().serve(request, *args, **kwargs)

    def own_structured_data(self, hub: Any, context: dict[str, Any]) -> list[dict[str, Any] | None]:
        """The hub, and its site."""
        return [organisation(hub), website(hub)] if hub else []
