"""The register of a session: to print, and to mark who was there."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.wording import slot_words
from wagtail_mathshub.registration import flows, policies
from wagtail_mathshub.registration.models import Attendance, Participant
from wagtail_mathshub.registration.office.screens import Screen, say_no
from wagtail_mathshub.registration.refusals import Busy, Refused
from wagtail_mathshub.registration.registers import people_of
from wagtail_mathshub.registration.states import State
from wagtail_mathshub.scoping.screens import say_done
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

MARKS = {"yes": True, "no": False, "": None}


def sessions_for(user: Any) -> Any:
    """The sessions whose register `user` may open, each with its group."""
    model = get_model(WorkGroupMixin)
    if model is None:
        raise Http404
    groups = policies.groups_with_register(user).values("pk")
    return model.sessions.rel.related_model.objects.filter(page__in=groups).select_related("page")


class RegisterScreen(Screen):
    """A screen for registrars and for those who lead a group."""

    header_icon = "list-ul"

    def may_come_in(self, user: Any) -> bool:
        """Those who keep applications, and those who lead a group."""
        return policies.sites_of(user, "change").exists() or policies.led_groups(user).exists()


def registers_of(user: Any, given: Mapping[str, str]) -> Any:
    """The Work Groups in which somebody has a place and whose registers `user` may open, of the year or group asked for."""
    placed = Participant.objects.filter(application__state=State.CONFIRMED)
    groups = policies.groups_with_register(user).filter(pk__in=placed.order_by().values("application__page"))
    group, year = given.get("group", ""), given.get("year", "")
    if group.isdecimal():
        groups = groups.filter(pk=int(group))
    return groups.filter(academic_year=year) if academic_years.is_valid_key(year) else groups


class RegistersView(RegisterScreen):
    """The sessions of all groups in which somebody has a place."""

    template_name = "wagtail_mathshub/admin/registration/registers.html"
    page_title = gettext_lazy("Registers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The sessions by group."""
        user, given = self.request.user, self.request.GET
        rows = sessions_for(user).filter(page__in=registers_of(user, given).values("pk"))
        ordered = rows.order_by("page__title", "page_id", "sort_order", "pk")
        by_group = [
            (group, [(row, slot_words(row.date, row.start, row.end)) for row in found])
            for group, found in groupby(ordered, key=lambda row: row.page)
        ]
        years = registers_of(user, {}).order_by().values_list("academic_year", flat=True).distinct()
        shown = {name: given[name] for name in ("group", "year") if given.get(name)}
        return super().get_context_data(**kwargs) | {
            "by_group": by_group,
            "years": [(key, academic_years.label(key)) for key in sorted(filter(None, years), reverse=True)],
            "year": given.get("year", ""),
            "file_url": reverse("mathshub_registration_attendance_file", query=shown or None),
        }


class RegisterView(RegisterScreen):
    """Those who have a place in the group of one session, and whether they were there."""

    template_name = "wagtail_mathshub/admin/registration/register.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the session among those that the user may open."""
        super().setup(request, *args, **kwargs)
        self.session = sessions_for(request.user).filter(pk=kwargs["pk"]).first()
        if self.session is None:
            raise Http404
        self.crumbs = ((reverse("mathshub_registration_registers"), _("Registers")),)

    def get_page_title(self) -> str:
        """The group and the session."""
        return f"{self.session.page.title}: {self.session}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The schools with their people, and the marks that there are."""
        typed = kwargs.pop("typed", None)
        people = list(people_of(self.session.page_id))
        stored = dict(
            Attendance.objects.filter(session=self.session.pk).values_list("participant", "present")
        )
        known = {key: "yes" if present else "no" for key, present in stored.items()}
        marks = known if typed is None else typed
        by_school = [
            (application.school_name, [(person, marks.get(person.pk, "")) for person in rows])
            for application, rows in groupby(people, key=lambda person: person.application)
        ]
        when = slot_words(self.session.date, self.session.start, self.session.end)
        return super().get_context_data(**kwargs) | {
            "session": self.session,
            "when": when,
            "by_school": by_school,
            "count": len(people),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note who was there."""
        typed = _typed(request.POST)
        try:
            marks = {key: MARKS[value] for key, value in typed.items()}
            count = flows.mark_attendance(session=self.session, marks=marks, user=request.user)
        except (Refused, Busy) as error:
            say_no(request, error)
            return self.render_to_response(self.get_context_data(typed=typed))
        text = ngettext("{count} person is marked.", "{count} people are marked.", count)
        say_done(request, text.format(count=count))
        return redirect("mathshub_registration_register", pk=self.session.pk)


def _typed(given: Any) -> dict[int, str]:
    marked = {name.removeprefix("mark-"): given[name] for name in given if name.startswith("mark-")}
    return {int(key): value for key, value in marked.items() if key.isdecimal() and value in MARKS}
