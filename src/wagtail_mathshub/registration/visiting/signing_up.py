"""The sign-up form, step by step. What was typed travels with the form: nothing is stored before it is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.utils.translation import gettext as _

from wagtail_mathshub.registration import abuse, flows
from wagtail_mathshub.registration.refusals import Faults, Refused
from wagtail_mathshub.registration.visiting import form_data, forms
from wagtail_mathshub.registration.wishes import Question, Wish, questions_of, read_wish

if TYPE_CHECKING:
    from django.http import QueryDict

SCHOOL, PEOPLE, CHECK = 1, 2, 3
STEPS = (SCHOOL, PEOPLE, CHECK)
KEY = re.compile(r"[0-9a-f]{32}")


def new_key() -> str:
    """A name for one sign-up, so that sending it twice makes one application."""
    return uuid4().hex


@dataclass
class SignUp:
    """A form that somebody fills in: for which group, what is typed, how far they are, what is wrong."""

    group: Any
    data: dict[str, Any]
    questions: list[Question]
    step: int = SCHOOL
    key: str = field(default_factory=new_key)
    stamp: str = field(default_factory=abuse.stamp)
    faults: dict[str, str] = field(default_factory=dict)
    # The person, counted from nought, at whose name the typing goes on.
    focus: int | None = None
    # What has just happened, for those who do not see it.
    status: str = ""

    @property
    def people(self) -> list[dict[str, Any]]:
        """Those who would take part."""
        return self.data["participants"]

    def wish(self) -> Wish:
        """What is asked for. Faults when something is wrong."""
        return read_wish(self.data, self.group)

    def find_faults(self, last: int) -> None:
        """Look for what is wrong up to a step, and go to the first where something is."""
        try:
            self.wish()
        except Faults as found:
            by_step = {path: text for path, text in found.by_path.items() if step_of(path) <= last}
            self.step = min(map(step_of, by_step), default=self.step)
            self.faults = {path: text for path, text in by_step.items() if step_of(path) == self.step}

    def go(self, where: str) -> None:
        """What a button does: "next", "back", "edit.2", "add", "me", "remove.0"; else nothing."""
        action, _dot, number = where.partition(".")
        if action == "next":
            self.find_faults(self.step)
            self.step = self.step if self.faults else min(self.step + 1, CHECK)
        elif action == "back":
            self.step = max(self.step - 1, SCHOOL)
        elif action == "edit":
            self.step = PEOPLE if number == str(PEOPLE) else SCHOOL
        else:
            self.focus, self.status = change_people(self.data, self.group, where)


def step_of(path: str) -> int:
    """The step at which the field with this path is."""
    if path.startswith(("contact.", "school.")):
        return SCHOOL
    return CHECK if path == "consent" else PEOPLE


def change_people(data: dict[str, Any], group: Any, where: str) -> tuple[int | None, str]:
    """Add or remove a person in `data`. Who takes the focus, counted from nought, and a sentence about it."""
    people = data["participants"]
    action, _dot, number = where.partition(".")
    if action == "add" and forms.can_add(people, group):
        people.append(form_data.nobody())
        return len(people) - 1, ""
    if action == "me" and (forms.can_add(people, group) or any(map(form_data.is_nobody, people))):
        form_data.with_contact(data)
        return None, _("Your name and email are filled in below.")
    index = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else len(people)
    if action == "remove" and index < len(people) > 1:
        name = people.pop(index)["name"] or _("Person {number}").format(number=index + 1)
        return None, _("{name} is no longer on the form.").format(name=name)
    return None, ""


def begun(group: Any) -> SignUp:
    """An empty form for a group."""
    return SignUp(group, form_data.blank(forms.least_people(group)), questions_of(group))


def carried_on(post: QueryDict, group: Any) -> SignUp:
    """The form as it was sent, at the step it came from."""
    questions = questions_of(group)
    given_step, key = post.get("step", ""), post.get("key", "")
    form = SignUp(group, form_data.read(post, questions), questions)
    form.step = next((step for step in STEPS if given_step == str(step)), SCHOOL)
    form.key = key if KEY.fullmatch(key) else form.key
    form.stamp = post.get("stamp", "")[:200]
    if not form.people:
        form.data["participants"] = form_data.blank(forms.least_people(group))["participants"]
    return form


def send(form: SignUp, *, trap: str, address: str) -> str:
    """Sign up. The reference; "" where something is wrong in the form, which then stands at that step.

    Refused, Problem 429 and Busy as the flow raises them.
    """
    form.find_faults(CHECK)
    if form.faults:
        return ""
    wish, page_id = form.wish(), form.group.pk
    abuse.check_person(trap, form.stamp)
    abuse.check_limits(address, page_id=page_id, email=wish.contact_email)
    return flows.apply(page_id=page_id, wish=wish, key=f"form:{page_id}:{form.key}")


def try_again(form: SignUp, refused: Refused) -> str:
    """Make the form ready to be sent once more after a refusal that this helps. What to tell; "" if it does not."""
    if refused.code == "key_used":
        form.key = new_key()
        return _("You have sent this form before, with other answers. Send it again to apply once more.")
    if refused.code in ("trap", "pace"):
        form.stamp = abuse.stamp()
        return str(refused)
    return ""
