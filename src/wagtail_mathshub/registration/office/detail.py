"""One application: all that is known of it, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail_mathshub.publishing.wording import moment_words
from wagtail_mathshub.registration import policies, queueing
from wagtail_mathshub.registration.models import Application, Message
from wagtail_mathshub.registration.office import rows, steps
from wagtail_mathshub.registration.office.lists import chip
from wagtail_mathshub.registration.office.screens import (
    Screen,
    application_address,
    say_no,
    sentence_of,
)
from wagtail_mathshub.registration.refusals import Busy, Faults, Refused
from wagtail_mathshub.registration.states import State
from wagtail_mathshub.scoping.guard import check_row
from wagtail_mathshub.scoping.policies import readable
from wagtail_mathshub.scoping.screens import say_done
from wagtail_mathshub.taxonomy.years import year_label

MOST_OTHERS = 20


class ApplicationView(Screen):
    """Shows one application, with a form for each step that can be taken now."""

    template_name = "wagtail_mathshub/admin/registration/application.html"
    tried: tuple[str, Any] = ("", None)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the application among those that the user may see."""
        super().setup(request, *args, **kwargs)
        found = rows.listed(readable(Application, request.user)).filter(pk=int(kwargs["pk"]))
        application = found.select_related("site__root_page", "page").first()
        if application is None:
            raise Http404
        self.application: Any = application

    def may_come_in(self, user: Any) -> bool:
        """All for whom the application was found."""
        return True

    def get_page_title(self) -> str:
        """The reference: no name goes into the browser's history."""
        return self.application.reference

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All facts, and the forms."""
        application, user = self.application, self.request.user
        sees_trn = policies.may_see_trn(user, application.site_id)
        readable_ones = readable(Application, user)
        sent = readable(Message, user).filter(application=application).order_by("-created_at", "-pk")
        return {
            **super().get_context_data(**kwargs),
            "application": application,
            "chip": chip(application.state, application.get_state_display()),
            "group": application.page,
            "people_named": people_of(application, sees_trn),
            "shows_trn": sees_trn,
            "waits_because": queueing.why_waiting(application, self.place.seats) if self.place.seats else "",
            "offer": self.place.offer,
            "timeline": timeline_of(application),
            "sent": [(message, chip(message.state, message.get_state_display())) for message in sent],
            "others": [
                (row, chip(row.state, row.get_state_display()))
                for row in rows.of_same_school(application, readable_ones)[:MOST_OTHERS]
            ],
            "steps": list(self._steps()),
        }

    @property
    def place(self) -> steps.Place:
        """The open offer, and the group's places; looked up once."""
        if not hasattr(self, "_place"):
            self._place = steps.place_of(self.application)
        return self._place

    def _steps(self) -> Any:
        if not policies.may_decide(self.request.user, self.application):
            return
        name, tried = self.tried
        for step in steps.possible_steps(self.application, self.place):
            form = tried if step.name == name else None
            is_open = form is not None
            if form is None:
                form = step.form_for(self.application, self.request.user, self.place)
            yield {"step": step, "form": form, "is_open": is_open}


class StepView(ApplicationView):
    """Takes one step, or shows the application again with what was typed and why it was not taken."""

    http_method_names = ["get", "post", "head", "options"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in those who may decide about this application."""
        super().setup(request, *args, **kwargs)
        check_row(request.user, Application, self.application.pk, "change")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A step is taken by a form only."""
        return redirect(application_address(self.application.pk))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the step, if what is asked was given and it can still be taken."""
        step = steps.step_named(kwargs["step"])
        if step is None:
            raise Http404
        if not step.is_possible(self.application, self.place):
            label = self.application.get_state_display()
            say_no(request, Refused("not_now", _("Not possible now: it is “{state}”.").format(state=label)))
            return redirect(application_address(self.application.pk))
        form = step.form_for(self.application, request.user, self.place, request.POST)
        if "more" in request.POST or not form.is_valid():
            return self._show(step, form)
        try:
            step.take(self.application, request.user, form)
        except Faults as faults:
            form.show(faults.by_path)
            return self._show(step, form)
        except (Refused, Busy) as error:
            form.add_error(None, sentence_of(error))
            say_no(request, error)
            return self._show(step, form)
        say_done(request, steps.summary_of(step, self.application))
        return redirect(application_address(self.application.pk))

    def _show(self, step: steps.Step, form: Any) -> HttpResponse:
        self.tried = (step.name, form)
        return self.render_to_response(self.get_context_data())


def people_of(application: Application, sees_trn: bool) -> list[dict[str, Any]]:
    """Those who would take part, with the sessions they were at."""
    people = application.participants.prefetch_related("attendance")
    return [
        {
            "person": person,
            "years": ", ".join(year_label(year) for year in person.years),
            "trn": person.trn if sees_trn else "",
            "attendance": list(person.attendance.all()),
        }
        for person in people
    ]


def timeline_of(application: Application) -> list[dict[str, Any]]:
    """What became of it, the latest first."""
    return [
        {
            "at": moment_words(line.at, year=True),
            "step": line.get_step_display(),
            "after": State(line.after).label if line.after in State.values else line.after,
            "who": _name_of(line.user) if line.user else line.get_actor_display(),
            "why": line.why,
        }
        for line in application.changes.select_related("user").order_by("-pk")
    ]


def _name_of(user: Any) -> str:
    return user.get_full_name() or user.get_username()
