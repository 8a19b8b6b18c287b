"""Signing a school up that rings: the same rules as for the form on the site."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.registration import flows, policies
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.office.people import PeopleRows
from wagtail_mathshub.registration.office.screens import (
    Screen,
    application_address,
    list_address,
    say_no,
    sentence_of,
)
from wagtail_mathshub.registration.privacy import notice_of
from wagtail_mathshub.registration.refusals import Busy, Faults, Refused
from wagtail_mathshub.registration.states import OPEN
from wagtail_mathshub.registration.wishes import ANSWER, EMAIL, NAME, PHONE, SCHOOL, questions_of, read_wish
from wagtail_mathshub.scoping.screens import say_done
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia


def groups_to_join(user: Any) -> Any:
    """The Work Groups for which `user` may sign a school up."""
    groups = policies.groups_for(user, "add").live().filter(apply_via=ApplyVia.OWN_FORM)
    return groups.order_by("-academic_year", "title", "pk")


class SchoolForm(forms.Form):
    """The school, who speaks for it, and what the group asks. What is wrong is said by the rules of sign-up."""

    contact_name = forms.CharField(label=gettext_lazy("Contact"), required=False, max_length=NAME)
    contact_email = forms.CharField(label=gettext_lazy("Contact's email"), required=False, max_length=EMAIL)
    contact_phone = forms.CharField(label=gettext_lazy("Contact's phone"), required=False, max_length=PHONE)
    school_name = forms.CharField(label=gettext_lazy("School"), required=False, max_length=SCHOOL)
    school_urn = forms.CharField(
        label=gettext_lazy("URN"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Six digits. Leave it empty if you don't know it."),
    )
    school_postcode = forms.CharField(label=gettext_lazy("Postcode"), required=False, max_length=20)
    head_agrees = forms.BooleanField(label=gettext_lazy("The headteacher agrees"), required=False)
    accepts_fewer = forms.BooleanField(
        label=gettext_lazy("They would take fewer places than they ask for"), required=False
    )
    newsletter = forms.BooleanField(label=gettext_lazy("They asked for the hub's newsletter"), required=False)
    consent = forms.BooleanField(
        label=gettext_lazy("They have been told how the hub uses their details"), required=False
    )

    def __init__(self, page: Any, data: Any = None) -> None:
        super().__init__(data)
        self.questions = {f"answer_{question.id}": question for question in questions_of(page)}
        if not page.head_agreement_asked:
            del self.fields["head_agrees"]
        consent = self.fields.pop("consent")
        for name, question in self.questions.items():
            self.fields[name] = _answer_field(question)
        self.fields["consent"] = consent

    def given(self, people: PeopleRows) -> dict[str, Any]:
        """What was typed, in the shape that the rules read."""
        typed = self.cleaned_data
        contact = {name: typed[f"contact_{name}"] for name in ("name", "email", "phone")}
        school = {name: typed[f"school_{name}"] for name in ("name", "urn", "postcode")}
        ticks = {name: typed.get(name, False) for name in TICKS}
        answers = {question.id: typed[name] for name, question in self.questions.items()}
        return {
            "contact": contact,
            "school": school,
            "participants": people.given(),
            "answers": answers,
            **ticks,
        }

    def show(self, faults: dict[str, str], people: PeopleRows) -> None:
        """Put what is wrong beside each box."""
        own = {path: text for path, text in faults.items() if not path.startswith("participants")}
        rest = {path: text for path, text in faults.items() if path not in own}
        for path, text in own.items():
            name = path.replace("answers.", "answer_").replace(".", "_")
            self.add_error(name if name in self.fields else None, text)
        for text in people.show(rest):
            self.add_error(None, text)


TICKS = ("head_agrees", "accepts_fewer", "newsletter", "consent")


def _answer_field(question: Any) -> forms.Field:
    kwargs: dict[str, Any] = {
        "label": question.question,
        "required": False,
        # The words of an editor are no HTML.
        "help_text": conditional_escape(question.hint),
    }
    if question.choices:
        return forms.ChoiceField(choices=[("", "---------"), *((c, c) for c in question.choices)], **kwargs)
    return forms.CharField(max_length=ANSWER, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)


class SignUpView(Screen):
    """Chooses a Work Group, and then signs a school up for it."""

    template_name = "wagtail_mathshub/admin/registration/sign_up.html"
    page_title = gettext_lazy("Sign a school up")
    form: Any = None
    people: Any = None

    def may_come_in(self, user: Any) -> bool:
        """Those who keep the applications of a hub."""
        return policies.sites_of(user, "add").exists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The groups to choose from, or the form of the chosen one."""
        context = super().get_context_data(**kwargs)
        page = self.page
        if page is None:
            return context | {"groups": list(groups_to_join(self.request.user))}
        form = self.form or SchoolForm(page)
        people = self.people or PeopleRows(page, see_trn=True)
        notice = notice_of(hub_of_page(page))
        return context | {"group": page, "form": form, "rows": people, "notice": notice.whole}

    @property
    def page(self) -> Any | None:
        """The chosen Work Group, among those of the user's hubs."""
        asked = self.request.GET.get("group", "")
        if not asked:
            return None
        found = groups_to_join(self.request.user).filter(pk=int(asked)).first() if asked.isdecimal() else None
        if found is None:
            raise Http404
        return found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign the school up, or show the form again with what was typed."""
        page = self.page
        if page is None:
            raise Http404
        self.form = SchoolForm(page, request.POST)
        self.people = PeopleRows(page, data=request.POST, see_trn=True)
        unread = [form for form in (self.form, self.people) if not form.is_valid()]
        if "more" in request.POST or unread:
            return self.render_to_response(self.get_context_data())
        try:
            wish = read_wish(self.form.given(self.people), page)
            reference = flows.apply(page_id=page.pk, wish=wish, user=request.user)
        except Faults as faults:
            self.form.show(faults.by_path, self.people)
            return self.render_to_response(self.get_context_data())
        except (Refused, Busy) as error:
            self.form.add_error(None, sentence_of(error))
            say_no(request, error)
            return self.render_to_response(self.get_context_data())
        return redirect(_answer(request, page, reference, wish.contact_email))


def _answer(request: HttpRequest, page: Any, reference: str, email: str) -> str:
    made = Application.objects.filter(reference=reference).first()
    if made is not None:
        state = made.get_state_display()
        say_done(request, _("{reference}: {state}").format(reference=reference, state=state))
        return application_address(made.pk)
    say_no(request, Refused("twice", _("This contact has an application for this Work Group already.")))
    former = Application.objects.filter(page=page.pk, contact_email=email, state__in=OPEN).first()
    return application_address(former.pk) if former else list_address(group=page.pk)
