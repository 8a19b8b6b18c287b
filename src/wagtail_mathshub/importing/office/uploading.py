"""Bringing an old site: the form, and a trial of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.conf import conf
from wagtail_mathshub.importing import flows, report
from wagtail_mathshub.importing.office import folders, rights
from wagtail_mathshub.importing.office.forms import UploadForm
from wagtail_mathshub.importing.office.rows import confidence_words
from wagtail_mathshub.importing.office.screens import Screen, run_address
from wagtail_mathshub.importing.office.stepping import brought_by
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.tables import ImportRun
from wagtail_mathshub.scoping.policies import policy_of
from wagtail_mathshub.scoping.screens import say_no

TRIAL_PAGES = 200


class UploadView(Screen):
    """Takes the files of an old site, and begins their import or tries it."""

    template_name = "wagtail_mathshub/admin/importing/upload.html"

    def may_come_in(self, user: Any) -> bool:
        """Those who may import into some hub."""
        return policy_of(ImportRun).user_has_permission(user, "add") and bool(rights.hubs_for(user))

    def get_page_title(self) -> str:
        """What this is for."""
        return _("Import an old site")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self._show(UploadForm(request.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the files, and begin or try."""
        form = UploadForm(request.user, request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form)
        try:
            run = _prepared(form, request.user)
        except ImportRefused as error:
            form.add_error(None, str(error))
            return self._show(form)
        if form.cleaned_data["trial"]:
            return self._try(form, run)
        run.save()
        return redirect(run_address(run))

    def _try(self, form: UploadForm, run: ImportRun) -> HttpResponse:
        folder = conf.import_folder / run.options["folder"]
        try:
            found = flows.try_site(
                hub=form.cleaned_data["hub"],
                brought=brought_by(run, folder),
                look=_seen,
                name=run.options["name"],
                publish=run.publish,
                limit=TRIAL_PAGES,
            )
        except ImportRefused as error:
            say_no(self.request, error)
            form.add_error(None, str(error))
            return self._show(form)
        finally:
            folders.remove(run.options["folder"])
        return self._show(form, trial=found)

    def _show(self, form: UploadForm, **context: Any) -> HttpResponse:
        given = {"form": form, "most": TRIAL_PAGES, **context}
        return self.render_to_response(self.get_context_data(**given))


def _prepared(form: UploadForm, user: Any) -> ImportRun:
    """The run, not yet saved, with its files in a folder of their own."""
    data = form.cleaned_data
    token = folders.make()
    try:
        folders.store(token, "files", data["sources"])
        folders.store(token, "media", data["media"])
    except BaseException:
        folders.remove(token)
        raise
    name = ", ".join(str(file.name) for file in data["sources"]) or data["address"]
    return ImportRun(
        site=data["hub"].site,
        user=user,
        source_name=name[:300],
        kind=data["kind"],
        publish=data.get("publish", False),
        started_at=clock.now(),
        options={
            "folder": token,
            "name": name[:300],
            "kind": data["kind"],
            "address": data["address"],
            "download": data["download"],
        },
    )


def _seen(run: ImportRun) -> dict[str, Any]:
    """What a trial shows; read while its rows are there."""
    lines = [{"line": line, "sure": confidence_words(line.confidence)} for line in report.lines_of(run)]
    return {"lines": lines, "summary": report.summary(run), "skipped": run.skipped, "total": run.total}
