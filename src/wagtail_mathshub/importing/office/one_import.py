"""One import: its pages, its next step, its report, and taking it back."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.importing import flows, report
from wagtail_mathshub.importing.office import folders, rights, rows, stepping
from wagtail_mathshub.importing.office.screens import (
    RunScreen,
    chip,
    item_address,
    run_address,
)
from wagtail_mathshub.importing.tables import ImportItem, ImportMade, ImportRun, ItemState, MadeKind, RunState
from wagtail_mathshub.scoping.policies import may
from wagtail_mathshub.scoping.screens import say_done, say_no

REPORTS = {
    "csv": (report.as_csv, "text/csv"),
    "json": (report.as_json, "application/json"),
    "html": (report.as_html, "text/html"),
}


class RunView(RunScreen):
    """Shows how far an import is, and what became of each page."""

    template_name = "wagtail_mathshub/admin/importing/run.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The import, and the pages that the filters ask for."""
        run, user = self.run, self.request.user
        may_change = may(user, "change", run)
        form = rows.PageFilter(self.request.GET)
        pages = Paginator(form.rows(rows.items_of(run)), rows.AT_ONCE).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        query.pop("p", None)
        counts = report.counts_of(run) if run.source_key else {}
        return {
            **super().get_context_data(**kwargs),
            "run": run,
            "chip": chip(run.state, run.get_state_display()),
            "counts": [(ItemState(state).label, count) for state, count in sorted(counts.items())],
            "filter": form,
            "query": query.urlencode(),
            "page": pages,
            "lines": [line_of(run, item) for item in pages],
            "notices": [report.notice_words(notice) for notice in run.notices],
            "stage": stepping.stage_words(run),
            "can_go_on": may_change and stepping.can_go_on(run),
            "goes_on_by_itself": run.user_id == user.pk,
            "ready": rows.ready(run).count() if may_change and run.state == RunState.FINISHED else 0,
            "can_undo": may(user, "delete", run) and run.state != RunState.UNDONE,
        }


def line_of(run: ImportRun, item: ImportItem) -> dict[str, Any]:
    """What the table shows of one page."""
    return {
        "item": item,
        "url": item_address(run, item),
        "chip": chip(item.state, item.get_state_display()),
        "sure": rows.confidence_words(item.confidence) if item.kind else "",
        "warnings": len(item.notices),
        "old": rows.safe_address(item.address),
        "edit": rows.edit_address(item),
        "live": item.page.live if item.page else None,
    }


class StepView(RunScreen):
    """Works on the import for a few seconds."""

    http_method_names = ["post", "options"]
    action = "change"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on, and say how far it is: to the script, or to somebody who pressed the button."""
        said = stepping.go_on(self.run, request.user)
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse(
                {
                    "state": self.run.state,
                    "ended": not stepping.can_go_on(self.run),
                    "done": self.run.done,
                    "total": self.run.total,
                    "words": stepping.stage_words(self.run),
                    "said": said,
                }
            )
        if said:
            say_no(request, said)
        return redirect(run_address(self.run))


class AcceptAllView(RunScreen):
    """Accepts all pages at which nobody need look."""

    http_method_names = ["post", "options"]
    action = "change"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Accept them."""
        found = rows.ready(self.run).values_list("pk", flat=True)
        count = ImportItem.objects.filter(pk__in=list(found)).update(accepted=True)
        words = ngettext("{count} page is accepted.", "{count} pages are accepted.", count)
        say_done(request, words.format(count=count))
        return redirect(run_address(self.run))


class ReportView(RunScreen):
    """The report as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand the file out; never to be shown in the admin's own window."""
        if kwargs["format"] not in REPORTS:
            raise Http404
        writer, kind = REPORTS[kwargs["format"]]
        answer = HttpResponse(writer(self.run), content_type=f"{kind}; charset=utf-8")
        name = f"{slugify(str(self.run))[:60] or 'import'}.{kwargs['format']}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer


class UndoView(RunScreen):
    """Takes an import back, after saying what will go."""

    template_name = "wagtail_mathshub/admin/importing/undo.html"
    action = "delete"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back, and say what has to stay."""
        if self.run.state == RunState.UNDONE:
            return redirect(run_address(self.run))
        if self._publishes() and not self._may_publish():
            say_no(
                request, _("Some of the pages are public, and you may not publish or unpublish in this hub.")
            )
            return redirect(run_address(self.run))
        edited = request.POST.get("edited") == "yes"
        with folders.nobody_works_on(self.run.options.get("folder")) as free:
            if not free:
                say_no(request, _("The import is under way at this moment. Wait a little, and try again."))
                return redirect(run_address(self.run))
            folders.remove(self.run.options.get("folder"))
            stays = flows.undo(run=self.run, user=request.user, also_edited=edited)
        if stays:
            return self.render_to_response(self.get_context_data(stays=stays))
        say_done(request, _("The import is undone."))
        return redirect(run_address(self.run))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How much of each kind there is."""
        made = ImportMade.objects.filter(run=self.run).order_by().values_list("kind").annotate(Count("pk"))
        counts = {MadeKind(kind): count for kind, count in made}
        return {
            **super().get_context_data(**kwargs),
            "run": self.run,
            "made": [(words, counts[kind]) for kind, words in MADE_WORDS if kind in counts],
            "back": run_address(self.run),
        }

    def get_crumbs(self) -> list[tuple[str, Any]]:
        """The import too."""
        return [*super().get_crumbs(), (run_address(self.run), str(self.run) or _("Import"))]

    def get_page_title(self) -> str:
        """What this does."""
        return _("Undo this import")

    def _publishes(self) -> bool:
        keys = ImportMade.objects.filter(run=self.run, kind__in=[MadeKind.PAGE, MadeKind.CHANGE])
        page: Any = ImportItem._meta.get_field("page").related_model
        return page.objects.filter(
            pk__in=[int(key) for key in keys.values_list("key", flat=True)], live=True
        ).exists()

    def _may_publish(self) -> bool:
        hub = hub_of_site(self.run.site)
        return hub is not None and rights.may_publish(self.request.user, hub)


MADE_WORDS = [
    (MadeKind.PAGE, gettext_lazy("pages that it has made")),
    (MadeKind.CHANGE, gettext_lazy("changes of pages that were there before")),
    (MadeKind.REDIRECT, gettext_lazy("redirects from old addresses")),
    (MadeKind.IMAGE, gettext_lazy("images that nothing else uses")),
    (MadeKind.DOCUMENT, gettext_lazy("documents that nothing else uses")),
    (MadeKind.PERSON, gettext_lazy("people that it has made")),
]
