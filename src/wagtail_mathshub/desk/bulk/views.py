"""The actions below lists of pages: what is chosen, what is asked, what came of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from wagtail_mathshub.desk.bulk import flows, rights, selection
from wagtail_mathshub.desk.bulk.changes import Change, NotDone
from wagtail_mathshub.scoping.screens import say_done, say_no

MOST_NAMED = 15


class ChangeAction(PageBulkAction):
    """One change of the chosen pages, each checked; pages that the user may not see are never named."""

    template_name = "wagtail_mathshub/admin/bulk/confirm.html"
    change: Change
    # What will happen, in sentences; shown before anything is asked.
    explained: tuple[Any, ...] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for chosen pages that the user may see, and not too many at once."""
        refusal = selection.refusal(request.GET)
        if not refusal and not self.chosen:
            raise Http404
        if len(self.chosen) > selection.MOST_PAGES:
            refusal = _("Choose at most {count} pages at once.").format(count=selection.MOST_PAGES)
        if refusal:
            say_no(request, refusal)
            return redirect(self.next_url if self.next_url != request.path else "wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def chosen(self) -> list[Any]:
        """The chosen pages that the user may see."""
        return selection.pages_chosen(self.request.GET, self.request.user)

    @cached_property
    def refused(self) -> list[tuple[Any, str]]:
        """Those that will stay as they are whatever is answered, each with the reason."""
        reasons = [(page, self._why_not(page)) for page in self.chosen]
        return [(page, reason) for page, reason in reasons if reason]

    @cached_property
    def changeable(self) -> list[Any]:
        """Those that the user may change."""
        refused = {page.pk for page, _reason in self.refused}
        return [page for page in self.chosen if page.pk not in refused]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The pages, each with what stands in the way as far as it is known, and the form."""
        not_done = kwargs.pop("not_done", None)
        notes = {page.pk: reason for page, reason in not_done} if not_done else None
        kwargs.setdefault("form", self.get_form())
        return {
            "view": self,
            "title": self.display_name,
            "explained": self.explained,
            "items": [
                (page, self._note(page) if notes is None else notes.get(page.pk, ""))
                for page in self.changeable
            ],
            "refused": self.refused,
            "next": self.next_url,
            "submit_url": self.request.get_full_path(),
            **kwargs,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Change them, and say what came of it; when nothing did, ask again with all that was typed."""
        for hook in hooks.get_hooks("before_bulk_action"):
            answer = hook(self.request, self.action_type, self.changeable, self)
            if hasattr(answer, "status_code"):
                return answer
        outcome = flows.change_pages(
            change=self.change, pages=self.changeable, answers=form.cleaned_data, user=self.request.user
        )
        if not outcome.done:
            messages.error(self.request, _("No page was changed."))
            return self.render_to_response(self.get_context_data(form=form, not_done=outcome.not_done))
        for hook in hooks.get_hooks("after_bulk_action"):
            answer = hook(self.request, self.action_type, outcome.done, self)
            if hasattr(answer, "status_code"):
                return answer
        self._say(outcome)
        return redirect(self.next_url)

    def _why_not(self, page: Any) -> str:
        if not self.change.fits(page):
            return str(self.change.wrong_type)
        return rights.obstacle(page, self.request.user)

    def _note(self, page: Any) -> str:
        latest = page if page.live else page.get_latest_revision_as_object()
        try:
            self.change.plan(latest, {})
        except NotDone as reason:
            return str(reason)
        return ""

    def _say(self, outcome: flows.Outcome) -> None:
        count = len(outcome.done)
        say_done(
            self.request,
            ngettext("{action}: {count} page done.", "{action}: {count} pages done.", count).format(
                action=self.display_name, count=count
            ),
        )
        not_done = [*outcome.not_done, *self.refused]
        if not_done:
            messages.warning(self.request, _said_of(not_done))


def _said_of(not_done: list[tuple[Any, str]]) -> Any:
    named = format_html_join(
        "", "<li>{}: {}</li>", ((page.get_admin_display_title(), why) for page, why in not_done[:MOST_NAMED])
    )
    more = len(not_done) - MOST_NAMED
    rest = ngettext("And {count} more.", "And {count} more.", more).format(count=more) if more > 0 else ""
    return format_html("{}<ul>{}</ul>{}", _("Not changed:"), named, rest)
