"""What the pages of the sign-up form show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.hubs.page_meta import meta_for
from wagtail_mathshub.registration import abuse
from wagtail_mathshub.registration.privacy import notice_of
from wagtail_mathshub.registration.refusals import Refused
from wagtail_mathshub.registration.visiting import form_data, forms
from wagtail_mathshub.registration.visiting.groups import crumbs_to, sessions_ahead, ways_on
from wagtail_mathshub.registration.visiting.signing_up import CHECK, PEOPLE, SCHOOL, STEPS, SignUp, step_of
from wagtail_mathshub.taxonomy.years import year_label
from wagtail_mathshub.workgroups.wording import places_words

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings

APART, EDGE, HIGH = 112, 16, 32


@dataclass(frozen=True)
class Said:
    """What stands in the way, above a form: a heading, a sentence, and perhaps ways on."""

    heading: str
    text: str
    ways: Any = None


@dataclass(frozen=True)
class Part:
    """One part of the answers to be checked: the step where they were given, and what they are."""

    step: int
    heading: str
    rows: list[tuple[str, str]]


def step_context(
    request: HttpRequest, hub: HubSettings, form: SignUp, said: Said | None = None
) -> dict[str, Any]:
    """One step of the form."""
    group, heading = form.group, headings()[form.step]
    return {
        **_frame(request, hub, group, heading, is_error=bool(form.faults or said)),
        "form": form,
        "step_line": step_line(form.step),
        "steps": len(STEPS),
        "hidden": list(_hidden(form)),
        "said": said,
        **summary(form.faults),
        **_parts(form),
    }


def headings() -> dict[int, str]:
    """What each step is called."""
    return {
        SCHOOL: _("You and your school"),
        PEOPLE: _("Who will take part?"),
        CHECK: _("Check your answers"),
    }


def _frame(
    request: HttpRequest, hub: HubSettings, group: Any, heading: str, *, is_error: bool = False
) -> dict[str, Any]:
    title = _("{heading} ({group})").format(heading=heading, group=group.title)
    title = _("Error: {title}").format(title=title) if is_error else title
    return {
        "page": group,
        "state": group.state,
        "crumbs": crumbs_to(group, hub.site),
        "heading": heading,
        "meta": meta_for(request, hub, title=title, indexed=False),
        "notice": notice_of(hub),
        "trap": abuse.TRAP,
        "sessions": sessions_ahead(group),
        "places": places_words(group),
    }


def _hidden(form: SignUp) -> Iterator[tuple[str, str]]:
    yield "step", str(form.step)
    yield "key", form.key
    yield "stamp", form.stamp
    asks_fewer = forms.asks_fewer(form.people, form.group)
    for name, value in form_data.hidden(form.data):
        if step_of(name) != form.step or (name == "accepts_fewer" and not asks_fewer):
            yield name, value


def summary(faults: dict[str, str]) -> dict[str, Any]:
    """The summary of what is wrong, each with the field that it leads to."""
    return {
        "summary": [(_target(path), text) for path, text in faults.items()],
        "summary_heading": things_words(len(faults)),
    }


def _target(path: str) -> str:
    return "people" if path == "participants" else forms.id_of(path)


def things_words(number: int) -> str:
    """Like "Two things to put right"."""
    words = [
        "",
        _("One"),
        _("Two"),
        _("Three"),
        _("Four"),
        _("Five"),
        _("Six"),
        _("Seven"),
        _("Eight"),
        _("Nine"),
    ]
    text = ngettext("{number} thing to put right", "{number} things to put right", number)
    return text.format(number=words[number] if number < len(words) else number)


def _parts(form: SignUp) -> dict[str, Any]:
    data, faults, group = form.data, form.faults, form.group
    if form.step == SCHOOL:
        contact, school = forms.school_fields(data, faults)
        return {"contact_fields": contact, "school_fields": school}
    if form.step == PEOPLE:
        return people_context(data, faults, group, focus=form.focus) | {
            "intro": forms.people_words(group, data["school"]["name"]),
            "question_fields": forms.question_fields(form.questions, data["answers"], faults),
            "asks_fewer": forms.asks_fewer(form.people, group),
            "can_add_contact": forms.can_add_contact(data),
        }
    return {"parts": list(review(form))}


def people_context(
    data: dict[str, Any], faults: dict[str, str], group: Any, *, focus: int | None = None
) -> dict[str, Any]:
    """The fields for those who take part, and whether there may be one more."""
    people = data["participants"]
    return {
        "people": forms.people_fields(people, faults, group, focus=focus),
        "people_error": faults.get("participants", ""),
        "can_add": forms.can_add(people, group),
    }


def review(form: SignUp) -> Iterator[Part]:
    """All answers, part by part."""
    contact, school = forms.school_fields(form.data, {})
    yield Part(
        SCHOOL,
        headings()[SCHOOL],
        [(field.label, field.value or _("Not given")) for field in [*contact, *school]],
    )
    yield from (_person(number, person, form.group) for number, person in enumerate(form.people, start=1))
    yield Part(PEOPLE, _("Everything else"), list(_rest(form)))


def _person(number: int, person: dict[str, Any], group: Any) -> Part:
    years = ", ".join(year_label(year) for year in person["years"] if isinstance(year, int))
    rows = [
        (_("Full name"), person["name"]),
        (_("Work email"), person["email"]),
        (_("Role at school"), person["role"] or _("Not given")),
        (_("Years they teach"), years or _("Not given")),
    ]
    if group.trn_asked:
        rows.append((_("Teacher reference number"), person["trn"]))
    return Part(PEOPLE, _("Person {number}").format(number=number), rows)


def _rest(form: SignUp) -> Iterator[tuple[str, str]]:
    data = form.data

    def said(tick: str) -> str:
        return _("Yes") if data[tick] else _("No")

    for question in form.questions:
        yield question.question, data["answers"].get(question.id) or _("Not given")
    if form.group.head_agreement_asked:
        yield _("Your headteacher agrees"), said("head_agrees")
    if forms.asks_fewer(form.people, form.group):
        yield _("You would take fewer places"), said("accepts_fewer")
    yield _("The hub's newsletter"), said("newsletter")


def closed_context(request: HttpRequest, hub: HubSettings, group: Any, refused: Refused) -> dict[str, Any]:
    """Why nobody can sign up, and what to do instead."""
    heading = (
        _("You can't sign up for this Work Group here") if refused.code == "elsewhere" else refused.reason
    )
    return _frame(request, hub, group, heading) | {"refused": refused, "ways": ways_on(group, hub)}


def sent_context(request: HttpRequest, hub: HubSettings, group: Any, reference: str) -> dict[str, Any]:
    """What happens after the form was sent: the same for whoever sent it."""
    heading = _("Nearly there: check your email")
    return _frame(request, hub, group, heading) | {"reference": reference, "hours": hub.confirm_hours}


def step_line(step: int) -> SafeString:
    """The steps as counters on a line: done, next, still to come. Words beside it say the same."""
    end = EDGE + APART * (len(STEPS) - 1)
    marks = format_html_join("", "{}", ((_mark(number, step),) for number in STEPS))
    return format_html(
        '<svg class="mh-timeline" aria-hidden="true" viewBox="0 0 {width} {high}" width="{width}" height="{high}">'
        '<path class="mh-timeline__line" d="M{edge} {mid}H{end}"/>'
        '<path class="mh-timeline__done" d="M{edge} {mid}H{here}"/>{marks}</svg>',
        width=end + EDGE,
        high=HIGH,
        mid=HIGH // 2,
        edge=EDGE,
        end=end,
        here=EDGE + APART * (step - 1),
        marks=marks,
    )


def _mark(number: int, step: int) -> SafeString:
    x, mid = EDGE + APART * (number - 1), HIGH // 2
    if number == step:
        return format_html(
            '<circle class="mh-next" cx="{x}" cy="{y}" r="14"/><text x="{x}" y="{base}" text-anchor="middle">{n}</text>',
            x=x,
            y=mid,
            base=mid + 5,
            n=number,
        )
    look = "mh-first" if number < step else "mh-free"
    return format_html('<circle class="{}" cx="{}" cy="{}" r="8"/>', look, x, mid)
