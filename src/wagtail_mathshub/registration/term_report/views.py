"""The report on a screen, to print, and as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.registration import policies
from wagtail_mathshub.registration.office.screens import Screen, list_address
from wagtail_mathshub.registration.states import State
from wagtail_mathshub.registration.term_report.asked import Asked, asked_by, years_to_choose
from wagtail_mathshub.registration.term_report.chart import chart_of
from wagtail_mathshub.registration.term_report.counting import tables_of, total_of
from wagtail_mathshub.registration.term_report.files import number_headings, report_file
from wagtail_mathshub.registration.term_report.queries import entries_of
from wagtail_mathshub.scoping.policies import ANY
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.vocabularies import Term


class TermReportView(Screen):
    """Schools and people of a year by project, phase and local authority. Numbers alone: nobody is named."""

    template_name = "wagtail_mathshub/admin/registration/term_report.html"
    page_title = gettext_lazy("Term report")
    header_icon = "table"

    def may_come_in(self, user: Any) -> bool:
        """Those who keep the applications of a hub; not those who only lead a group."""
        return policies.keeps(user, *ANY)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The screen, or the file."""
        with one_reading():
            asked = asked_by(request.user, request.GET)
            entries = entries_of(asked)
            tables, total = tables_of(entries), total_of(entries)
            if request.GET.get("export") == "csv":
                return report_file(asked, tables, total)
            context = self.get_context_data(asked=asked, total=total)
            shown = [(table, chart_of(table.lines)) for table in tables]
            return self.render_to_response(context | {"tables": shown})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The filters with what is chosen, and where the files are."""
        asked: Asked = kwargs["asked"]
        years = [(year, academic_years.label(year)) for year in years_to_choose(asked)]
        return super().get_context_data(**kwargs) | {
            "years": years,
            "year_label": academic_years.label(asked.year),
            "terms": Term.choices,
            "headings": number_headings(),
            "chosen_hub": asked.hubs[0].key if len(asked.hubs) == 1 else "",
            "csv_url": _file_address(asked),
            "people_url": people_address(asked.year),
        }


def _file_address(asked: Asked) -> str:
    wanted = {"year": asked.year, "export": "csv"}
    if asked.term:
        wanted["term"] = asked.term
    if len(asked.hubs) == 1:
        wanted["hub"] = asked.hubs[0].key or ""
    return reverse("mathshub_registration_term_report", query=wanted)


def people_address(year: str) -> str:
    """The file with one line for each person who has a place in that year."""
    return list_address(year=year, state=str(State.CONFIRMED), export="csv", rows="people")
