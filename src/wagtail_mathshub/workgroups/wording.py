"""A Work Group's places, cost and dates in a teacher's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.publishing.wording import day_words, short_day_words, time_words
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia, CapacityUnit, Mode, Recruitment
from wagtail_mathshub.workgroups import seats

if TYPE_CHECKING:
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

JOINABLE = (Recruitment.OPEN, Recruitment.NEARLY_FULL, Recruitment.WAITING_LIST)


@dataclass(frozen=True)
class SignUpLink:
    """Where to sign up, and what the button says."""

    address: str
    label: str


def places_words(group: WorkGroupMixin) -> str:
    """Like "6 of 12 school places left", "Full. 3 schools are waiting.", "Places available"."""
    state = group.state
    if state.recruitment.key in (Recruitment.OPEN, Recruitment.NEARLY_FULL):
        return _left(group)
    if state.recruitment.key == Recruitment.WAITING_LIST:
        return _waiting(group)
    return state.recruitment.reason


def _left(group: WorkGroupMixin) -> str:
    left, capacity = group.state.places.remaining, group.capacity
    if left is None:
        return _("Places available")
    if group.capacity_unit == CapacityUnit.SCHOOLS:
        text = ngettext("{left} of {all} school places left", "{left} of {all} school places left", left)
    else:
        text = ngettext("{left} of {all} places left", "{left} of {all} places left", left)
    return text.format(left=left, all=capacity)


def _waiting(group: WorkGroupMixin) -> str:
    waiting = group.state.places.waiting
    if not waiting:
        return _("Full. You can join the waiting list.")
    if group.capacity_unit == CapacityUnit.SCHOOLS:
        text = ngettext("Full. {count} school is waiting.", "Full. {count} schools are waiting.", waiting)
    else:
        text = ngettext("Full. {count} person is waiting.", "Full. {count} people are waiting.", waiting)
    return text.format(count=waiting)


def cost_words(group: WorkGroupMixin) -> str:
    """Like "Free", "Free, £75 if you miss a session", "Free, £2,000 to your school"."""
    parts = [_("Free") if group.cost_free else _("See below")]
    if group.funding_to_school:
        parts.append(_("£{pounds:,} to your school").format(pounds=group.funding_to_school))
    if group.non_attendance_charge:
        parts.append(_("£{pounds:,} if you miss a session").format(pounds=group.non_attendance_charge))
    return ", ".join(parts)


def cost_rows(group: WorkGroupMixin) -> list[tuple[str, str]]:
    """What it costs, a row for each thing: what it is about, and the words."""
    free = _("Free for state-funded schools") if group.state_funded_only else _("Free")
    rows = [
        (_("To join"), free if group.cost_free else ""),
        (_("For your school"), _money(_("£{pounds:,} towards your time"), group.funding_to_school)),
        (
            _("If you stay away"),
            _money(
                _("If you miss a session without telling us, we charge your school £{pounds:,}."),
                group.non_attendance_charge,
            ),
        ),
        (_("Also included"), group.cost_extras),
        (_("Cover"), group.cover_note),
    ]
    return [(name, words) for name, words in rows if words]


def _money(text: str, pounds: int | None) -> str:
    return text.format(pounds=pounds) if pounds else ""


def limits_words(group: WorkGroupMixin) -> str:
    """How many may come from one school: "1 to 3 people from each school."; "" where nothing is said."""
    least, most = group.per_school_min or 1, group.per_school_max
    if not most:
        text = ngettext(
            "At least {least} person from each school.", "At least {least} people from each school.", least
        )
        return text.format(least=least) if group.per_school_min else ""
    if least == most:
        return ngettext("{most} person from each school.", "{most} people from each school.", most).format(
            most=most
        )
    return _("{least} to {most} people from each school.").format(least=least, most=most)


def meets_words(group: WorkGroupMixin) -> str:
    """Like "5 times, online and face to face" or "Session 2 of 3, face to face"."""
    state = group.state
    mode = str(Mode(state.mode).label).lower() if state.mode != Mode.TBC else ""
    if state.next_number and state.next_number > 1:
        text = _("Session {number} of {all}").format(number=state.next_number, all=state.sessions_counted)
    else:
        text = ngettext("Once", "{count} times", state.sessions_counted).format(count=state.sessions_counted)
    if not state.sessions_counted:
        return ""
    return f"{text}, {mode}" if mode else text


def calendar_chip(group: WorkGroupMixin) -> dict[str, str] | None:
    """The state of sign-up beside a session, with the number of places itself; None where it is closed."""
    state = group.state.recruitment
    if state.key == Recruitment.CLOSED:
        return None
    short = _short_places(group) if state.key in (Recruitment.OPEN, Recruitment.NEARLY_FULL) else ""
    if state.key == Recruitment.OPENING_SOON:
        short = _("Sign-up opens {day}").format(day=day_words(group.opens_at.astimezone(LONDON).date()))
    return {"key": state.key, "label": short or state.label}


def _short_places(group: WorkGroupMixin) -> str:
    left = group.state.places.remaining
    if left is None:
        return ""
    if group.capacity_unit == CapacityUnit.SCHOOLS:
        return ngettext("{left} school place left", "{left} school places left", left).format(left=left)
    return ngettext("{left} place left", "{left} places left", left).format(left=left)


def where_words(group: WorkGroupMixin) -> str:
    """The place of the next session, when it has one: "Market Hall", "Minster Green Academy"."""
    session = group.state.next_session
    return session.place if session else ""


def next_words(group: WorkGroupMixin) -> tuple[str, str]:
    """A heading ("Starts", "Next") with the day and time; two empty strings when none is known."""
    state, session = group.state, group.state.next_session
    if session is None or session.date is None:
        return "", ""
    words = short_day_words(session.date)
    if session.start:
        words = f"{words}, {time_words(session.start)}"
    return (_("Next") if state.next_number and state.next_number > 1 else _("Starts")), words


def interest_link(group: WorkGroupMixin) -> SignUpLink | None:
    """Where somebody leaves their address until sign-up opens; None where there is no such form now."""
    if not group.has_interest_form or group.state.recruitment.key in (*JOINABLE, Recruitment.CANCELLED):
        return None
    address = seats.form_address(group, interest=True)
    return SignUpLink(address, _("Tell me when sign-up opens")) if address else None


def sign_up_link(group: WorkGroupMixin, hub: Any) -> SignUpLink | None:
    """Where to sign up now; None while nobody can, or where no address is known."""
    if group.state.recruitment.key not in JOINABLE:
        return None
    waits = group.state.recruitment.key == Recruitment.WAITING_LIST
    label = _("Join the waiting list") if waits else _("Sign up your school")
    form = seats.form_address(group)
    if group.apply_via == ApplyVia.OWN_FORM and form:
        return SignUpLink(form, label)
    if group.apply_via == ApplyVia.LINK and group.apply_url:
        return SignUpLink(group.apply_url, label)
    address = group.apply_email if group.apply_via == ApplyVia.EMAIL else ""
    address = address or (hub.email if hub else "")
    return SignUpLink(f"mailto:{address}", _("{action} by email").format(action=label)) if address else None
