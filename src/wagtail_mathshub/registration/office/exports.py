"""The list of applications, and the same as a file: one line a school, or one line a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.registration import policies
from wagtail_mathshub.registration.models import Application, Participant
from wagtail_mathshub.registration.office.attendance import Held, sessions_by_group
from wagtail_mathshub.scoping.model_admin_views import PlainCellsIndexView
from wagtail_mathshub.scoping.plain_cells import plain_cell
from wagtail_mathshub.taxonomy.years import PHASES, phases, year_label

PEOPLE = "people"
AT_ONCE = 2000
Column = tuple[str, Callable[[Any], Any]]


class ApplicationList(PlainCellsIndexView):
    """The list of applications and its files, which hold what the filters leave."""

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        """The file that was asked for."""
        by_person = self.request.GET.get(ROWS) == PEOPLE
        sheet = Sheet(queryset, self.request.user, by_person=by_person)
        self.columns = dict(sheet.columns())
        self.list_export = list(self.columns)
        self.file_name = "participants" if by_person else "applications"
        return super().as_spreadsheet(sheet, spreadsheet_format)

    def get_filename(self) -> str:
        """What the file is called."""
        return getattr(self, "file_name", "applications")

    def get_heading(self, queryset: Any, field: str) -> str:
        """The column's heading, which holds words of editors."""
        return str(plain_cell(field, "csv"))

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """One line."""
        return {name: value(item) for name, value in self.columns.items()}

    def people_url(self, file_format: str) -> str:
        """Where the file with one line a person is."""
        return f"{self.get_export_url(file_format)}&{ROWS}={PEOPLE}"

    def get_more_buttons(self) -> list[Button]:
        """Files with one line a school, and with one line a person."""
        people = ((_("People and attendance, XLSX"), "xlsx"), (_("People and attendance, CSV"), "csv"))
        return [
            *super().get_more_buttons(),
            *(
                Button(label, url=self.people_url(kind), icon_name="download", priority=30 + number)
                for number, (label, kind) in enumerate(people)
            ),
        ]


ROWS = "rows"


class Sheet:
    """The lines of a file and its columns, read a few thousand at a time."""

    def __init__(self, applications: QuerySet[Any], user: Any, *, by_person: bool) -> None:
        self.applications, self.user, self.by_person = applications, user, by_person
        self.model = Application

    def __iter__(self) -> Iterator[Any]:
        """The applications, or their people one by one."""
        people = Participant.objects.prefetch_related("attendance")
        rows = self.applications.prefetch_related(Prefetch("participants", queryset=people))
        for application in rows.iterator(chunk_size=AT_ONCE):
            if not self.by_person:
                yield application
                continue
            for person in application.participants.all():
                # The one that was read with all its facts, not the key of it.
                person.application = application
                yield person

    def columns(self) -> list[Column]:
        """The headings in order, each with what stands below it."""
        columns = [*self._school(), *(self._person() if self.by_person else self._contact())]
        columns += [*self._attendance(), *(self._trn() if self.by_person else self._answers())]
        return _told_apart(columns)

    def _school(self) -> list[Column]:
        return [
            (_("Reference"), lambda row: _application(row).reference),
            (_("Work Group"), lambda row: _application(row).page.title),
            (_("School"), lambda row: _application(row).school_name),
            (_("URN"), lambda row: _application(row).school_urn),
            (_("Postcode"), lambda row: _application(row).school_postcode),
            (_("Local authority"), self._local_authority),
            (_("Phase"), lambda row: phase_words(_people_in(row))),
            (_("State"), lambda row: str(_application(row).get_state_display())),
        ]

    def _contact(self) -> list[Column]:
        return [
            (_("Turn"), lambda row: row.turn),
            (_("Places asked for"), lambda row: row.places),
            (_("Places held"), lambda row: row.held),
            (_("People"), lambda row: len(row.participants.all())),
            (_("Contact"), lambda row: row.contact_name),
            (_("Email"), lambda row: row.contact_email),
            (_("Phone"), lambda row: row.contact_phone),
            (_("Headteacher agrees"), lambda row: _yes_or_no(row.head_agrees)),
            (_("Newsletter"), lambda row: _yes_or_no(row.newsletter)),
            (_("Applied"), lambda row: row.created_at.astimezone(LONDON).replace(tzinfo=None, microsecond=0)),
        ]

    def _person(self) -> list[Column]:
        return [
            (_("Name"), lambda row: row.name),
            (_("Email"), lambda row: row.email),
            (_("Role"), lambda row: row.role),
            (_("Years taught"), lambda row: ", ".join(year_label(year) for year in row.years)),
        ]

    def _trn(self) -> list[Column]:
        everywhere, sites = policies.may_see_trn(self.user), policies.trn_sites(self.user)
        if not everywhere and not sites:
            return []
        return [
            (
                _("Teacher reference number"),
                lambda row: row.trn if everywhere or row.application.site_id in sites else "",
            )
        ]

    def _answers(self) -> list[Column]:
        return [
            (
                _("Answers"),
                lambda row: "\n".join(
                    f"{given['question']}: {given['answer']}" for given in row.answers if given.get("answer")
                ),
            )
        ]

    def _attendance(self) -> list[Column]:
        most = max((len(held) for held in self._sessions.values()), default=0)
        only = next(iter(self._sessions.values())) if len(self._sessions) == 1 else None
        return [
            (only[number].words if only else _("Session {n}").format(n=number + 1), self._was_there(number))
            for number in range(most)
        ]

    def _was_there(self, number: int) -> Callable[[Any], str]:
        def cell(row: Any) -> str:
            held = self._sessions.get(_application(row).page_id, [])
            if number >= len(held):
                return ""
            marks = [mark for person in _people_in(row) for mark in _marks(person, held[number])]
            words = _yes_or_no(marks[0]) if self.by_person and marks else _share(marks)
            # With several groups in a file the heading cannot say which session it is.
            return f"{held[number].words}: {words}" if words and len(self._sessions) > 1 else words

        return cell

    @cached_property
    def _sessions(self) -> dict[int, list[Held]]:
        return sessions_by_group(self.applications.order_by().values_list("page_id", flat=True).distinct())

    def _local_authority(self, row: Any) -> str:
        application = _application(row)
        return self._authorities.get((application.site_id, application.school_urn), "")

    @cached_property
    def _authorities(self) -> dict[tuple[int, str], str]:
        sites = self.applications.order_by().values("site_id")
        known = Organisation.objects.filter(site__in=sites, local_authority__isnull=False).exclude(urn="")
        rows = known.values_list("site_id", "urn", "local_authority__label")
        return {(site, urn): label for site, urn, label in rows}


def phase_words(people: list[Participant]) -> str:
    """The phases that people teach, by the years they named."""
    taught = {phase for person in people for year in person.years for phase in phases(year, year)}
    return ", ".join(str(label) for key, (label, *_range) in PHASES.items() if key in taught)


def _application(row: Any) -> Any:
    return row if isinstance(row, Application) else row.application


def _people_in(row: Any) -> list[Participant]:
    return list(row.participants.all()) if isinstance(row, Application) else [row]


def _marks(person: Any, held: Held) -> list[bool]:
    return [mark.present for mark in person.attendance.all() if mark.session == held.key]


def _share(marks: list[bool]) -> str:
    return _("{there} of {marked}").format(there=sum(marks), marked=len(marks)) if marks else ""


def _yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")


def _told_apart(columns: list[Column]) -> list[Column]:
    seen: dict[str, int] = {}
    named = []
    for heading, value in columns:
        seen[heading] = seen.get(heading, 0) + 1
        named.append((f"{heading} ({seen[heading]})" if seen[heading] > 1 else heading, value))
    return named
