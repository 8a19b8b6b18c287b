"""One roll over: its report, its next step, and taking it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail_mathshub.desk.rolling_over import flows, report, undoing
from wagtail_mathshub.desk.rolling_over.screens import RollOverScreen, year_words
from wagtail_mathshub.desk.rolling_over.tables import RolledPage, RollOver
from wagtail_mathshub.scoping.screens import say_done, say_no
from wagtail_mathshub.taxonomy import academic_years

SECONDS = 10.0


class ReportView(RollOverScreen):
    """What was made, with the way to each draft, and what is left to do."""

    template_name = "wagtail_mathshub/admin/rolling_over/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The pages, and how far it is."""
        row, lines = self.roll_over, report.lines_of(self.roll_over)
        done, total = _progress(row)
        return {
            **super().get_context_data(**kwargs),
            "roll_over": row,
            "years": year_words(row),
            "to_label": academic_years.label(row.to_year),
            "lines": lines,
            "with_notes": sum(bool(line.notes) for line in lines),
            "projects": report.made_projects(row),
            "done": done,
            "total": total,
            "can_go_on": done < total and row.undone_at is None,
            "goes_on_by_itself": row.user_id == self.request.user.pk,
            "stage": _stage(done, total),
        }


def _progress(row: RollOver) -> tuple[int, int]:
    pages = RolledPage.objects.filter(roll_over=row)
    total = pages.count()
    return total - pages.filter(done_at=None).count(), total


def _stage(done: int, total: int) -> str:
    return _("{done} of {total} Work Groups are copied.").format(done=done, total=total)


class GoOnView(RollOverScreen):
    """Copies what is still waiting, for a few seconds."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on, and say how far it is: to the script, or to somebody who pressed the button."""
        said = flows.go_on(self.roll_over, request.user, seconds=SECONDS) if self.is_open else ""
        done, total = _progress(self.roll_over)
        if "application/json" in request.headers.get("Accept", ""):
            answer = {"ended": done >= total or not self.is_open, "done": done, "total": total}
            return JsonResponse(answer | {"words": _stage(done, total), "said": said})
        if said:
            say_no(request, said)
        return redirect(self.own_address)

    @property
    def is_open(self) -> bool:
        """Whether nobody has undone it."""
        return self.roll_over.undone_at is None


class FileView(RollOverScreen):
    """The report as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand it out."""
        answer = HttpResponse(report.as_csv(self.roll_over), content_type="text/csv; charset=utf-8")
        name = f"roll-over-{self.roll_over.from_year}-to-{self.roll_over.to_year}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer


class UndoView(RollOverScreen):
    """Takes a roll over back, after saying what will go."""

    template_name = "wagtail_mathshub/admin/rolling_over/undo.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back, and say what has to stay."""
        stays = undoing.undo(self.roll_over, request.user)
        if stays:
            return self.render_to_response(self.get_context_data(stays=stays))
        say_done(request, _("The roll over is undone. You can roll these Work Groups over again."))
        return redirect(self.own_address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How many drafts would go."""
        rows = RolledPage.objects.filter(roll_over=self.roll_over)
        return {
            **super().get_context_data(**kwargs),
            "roll_over": self.roll_over,
            "years": year_words(self.roll_over),
            "count": rows.count(),
            "projects": report.made_projects(self.roll_over),
            "back": self.own_address,
        }

    def get_page_title(self) -> str:
        """What this does."""
        return _("Undo this roll over")

    def get_crumbs(self) -> list[tuple[str, Any]]:
        """The report too."""
        return [*super().get_crumbs(), (self.own_address, year_words(self.roll_over))]
