"""What emails say, of every kind, in text and HTML, whatever people have typed."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import NoReverseMatch

from tests.factories import UserFactory
from tests.registration.applying import applied, confirmed
from tests.registration.mailing import FRONT_END, LINK, MAKE, group_of, only, ready, sent_all
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.publishing.installation import install_id
from wagtail_mathshub.registration import flows, tokens
from wagtail_mathshub.registration.mailing.emails import email_of
from wagtail_mathshub.registration.mailing.sending import send_due
from wagtail_mathshub.registration.models import Message
from wagtail_mathshub.registration.states import MessageKind
from wagtail_mathshub.registration.wishes import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
KINDS = sorted(MAKE)
WITH_LINKS = {"confirmed", "dates_changed", "reminder"}
HOSTILE = (
    'Eve</p><script>x()</script><a href="//e">\r\nBcc: victim@example.org\x0b\x1b\u202e evil.example.com/now'
)


def html_of(email) -> str:
    return next(content for content, kind in email.alternatives if kind == "text/html")


def words_of(email) -> str:
    """The text that a reader of the HTML sees."""
    body = BeautifulSoup(html_of(email), "html.parser").body
    return " ".join(body.get_text(" ").split())


def written(kind: str, hub, **said):
    MAKE[kind](ready(hub), **said)
    email = email_of(only(kind))
    assert email is not None
    return email


def test_there_is_an_email_for_every_kind():
    assert set(MAKE) == set(MessageKind.values)


@pytest.mark.parametrize("kind", KINDS)
def test_each_says_who_sends_it_why_and_what_it_is_about(hub_a, kind):
    email = written(kind, hub_a)
    parsed = message_from_bytes(email.message().as_bytes(), policy=policy.default)
    assert parsed["From"].addresses[0].display_name == "Alder Hub"
    assert parsed["Reply-To"] == "office@hub.example.org"
    assert parsed["Message-ID"].strip() == f"<{only(kind).key}@{install_id()}>"
    assert "Fractions" in email.subject
    for words in (email.body, words_of(email)):
        assert "You get this because" in words
        assert "Sent by Alder Hub" in words
        assert "Fractions" in words
        assert "01632 960123" in words
    assert email.to == [only(kind).to]


@pytest.mark.parametrize("kind", KINDS)
def test_no_email_has_holes_in_it(hub_a, kind):
    email = written(kind, hub_a)
    for words in (email.subject, email.body, words_of(email)):
        assert "None" not in words
        assert "{" not in words
        assert "&#x27;" not in words
        assert not re.search(r"“”|\(\)| [.,:](\s|$)", words), words
    assert not BeautifulSoup(html_of(email), "html.parser").find(lambda tag: tag.name == "p" and not tag.text)


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_type_stays_words(hub_a, kind):
    people = (Person(HOSTILE, "eve@school.example.org"),)
    said = {"contact_name": HOSTILE, "school_name": HOSTILE, "participants": people}
    email = written(kind, hub_a, **said)
    parsed = message_from_bytes(email.message().as_bytes(), policy=policy.default)
    assert parsed["Bcc"] is None
    assert not re.search(r"[\x00-\x1f\x7f\u202e]", email.subject)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", email.body)
    assert "\nBcc" not in email.body
    soup = BeautifulSoup(html_of(email), "html.parser")
    assert soup.find("script") is None
    assert {tag.name for tag in soup.body.find_all(True)} <= {
        *("div", "p", "a", "h1", "h2", "strong", "ul", "li", "s"),
    }
    assert not re.search(r"evil\.example", email.subject + email.body)
    assert not re.search(r"evil\.example", html_of(email))


@pytest.mark.parametrize("kind", KINDS)
def test_titles_that_are_markup_stay_words(hub_a, kind):
    MAKE[kind](ready(hub_a))
    WorkGroupPage.objects.update(title="Ratio <b>& proportion</b>\r\nBcc: victim@example.org")
    email = email_of(only(kind))
    assert "Ratio <b>& proportion</b> Bcc" in email.subject + email.body
    assert BeautifulSoup(html_of(email), "html.parser").find("b") is None
    assert message_from_bytes(email.message().as_bytes())["Bcc"] is None


@pytest.mark.parametrize("kind", ["confirm_address", "already_applied", "lapsed", "interest_noted"])
def test_nothing_that_was_typed_in_reaches_an_address_that_nobody_has_confirmed(hub_a, kind):
    said = {"contact_name": "Win a Prize", "school_name": "Casino Primary"}
    email = written(kind, hub_a, **said)
    for words in (email.subject, email.body, html_of(email)):
        assert "Prize" not in words
        assert "Casino" not in words


@pytest.mark.parametrize("kind", KINDS)
def test_joining_links_go_to_those_with_a_place_alone(hub_a, kind):
    email = written(kind, hub_a)
    parts = [email.body, html_of(email), *(content for _name, content, _type in email.attachments)]
    text = "".join(parts).replace("\r\n ", "")
    assert (LINK in text) == (kind in WITH_LINKS), kind


def test_those_who_take_part_get_no_link_that_speaks_for_the_school(hub_a):
    confirmed(group_of(ready(hub_a)))
    to_contact, to_person = [one for one in sent_all() if one.subject.startswith("You have a place")]
    assert f"{FRONT_END}/sign-up/?token=" in to_contact.body
    assert f'href="{FRONT_END}/sign-up/?token=' in html_of(to_contact)
    assert "token=" not in to_person.body + html_of(to_person)
    assert "Sam Okafor" in to_person.body


def test_the_first_email_says_what_to_do_and_until_when(hub_a):
    email = written("confirm_address", hub_a)
    for words in (email.body, words_of(email)):
        assert "please confirm it until Wednesday 25 November at noon" in words
        assert "We are holding a place until then" in words
    button = BeautifulSoup(html_of(email), "html.parser").select_one("a.button")
    assert button.text == "Confirm your email address"
    assert button["href"] in email.body


def test_the_colours_are_the_hubs(hub_a):
    hub_a.colour_1, hub_a.colour_2 = "#6D2F68", "#9DB65B"
    email = written("confirmed", hub_a)
    style = BeautifulSoup(html_of(email), "html.parser").style.text
    for scheme in ("light", "dark"):
        assert hub_a.palette[scheme]["fill"] in style
        assert hub_a.palette[scheme]["ink"] in style


def test_a_palette_that_is_no_colours_breaks_no_style(hub_a):
    MAKE["confirmed"](ready(hub_a))
    type(hub_a).objects.update(palette={"light": {"ink": "red}</style><script>"}, "dark": {}})
    soup = BeautifulSoup(html_of(email_of(only("confirmed"))), "html.parser")
    assert soup.find("script") is None


def test_who_waits_is_told_their_turn(hub_a):
    email = written("waiting", hub_a)
    assert "All places are taken. You are next." in email.body
    assert "All places are taken. You are next." in words_of(email)


def test_an_offer_says_until_when(hub_a):
    email = written("offered", hub_a)
    assert "Please answer by Thursday 26 November at noon" in email.subject
    assert "Thursday 4 February 2027, 1pm to 4pm" in email.body
    assert LINK not in email.body


def test_a_refusal_gives_the_hubs_reason(hub_a):
    email = written("declined", hub_a)
    assert "The hub says: Your school took part last year." in email.body
    assert "The hub says: Your school took part last year." in words_of(email)


def test_changed_dates_say_how_it_was_and_how_it_is(hub_a):
    email = written("dates_changed", hub_a)
    for words in (email.body.replace("\n", " "), words_of(email)):
        assert "Before: Thursday 4 February 2027, 1pm to 4pm" in words
        assert "Thursday 11 February 2027, 1pm to 4pm (Day 1)" in words
        assert "Day 2" not in words


def test_a_cancelled_group_says_why(hub_a):
    email = written("cancelled", hub_a)
    assert "is cancelled. We're sorry. Too few." in email.body


def test_a_move_to_another_group_says_so(hub_a):
    group, other = group_of(ready(hub_a)), group_of(hub_a, title="Ratio")
    application = confirmed(group)
    flows.move(application=application, page_id=other.pk, user=UserFactory(), why="It is nearer.")
    email = email_of(only("confirmed"))
    assert "moved School" in email.body
    assert "“Ratio”. It is nearer." in email.body


def stale(kind: str, hub):
    """A message of a kind whose application was withdrawn before it went out."""
    MAKE[kind](ready(hub))
    message = only(kind)
    if message.application.is_open:
        flows.withdraw(application=message.application)
    return Message.objects.get(pk=message.pk)


@pytest.mark.parametrize(
    "kind", sorted(set(KINDS) - {"lapsed", "declined", "withdrawn", "interest_noted", "interest_open"})
)
def test_what_is_no_longer_so_is_not_sent(hub_a, kind):
    message = stale(kind, hub_a)
    sent = sent_all()
    message.refresh_from_db()
    assert message.state == "dropped"
    assert not any(str(message.key) in one.extra_headers["Message-ID"] for one in sent)


def test_an_offer_that_was_answered_is_not_sent_any_more(hub_a):
    MAKE["offered"](ready(hub_a))
    flows.accept(application=only("offered").application)
    assert email_of(only("offered")) is None
    assert email_of(only("confirmed")) is not None


def test_somebody_who_was_taken_off_the_list_gets_no_joining_link(hub_a):
    application = confirmed(group_of(ready(hub_a)))
    replaced = (Person("New", "new@school.example.org"),)
    flows.change_participants(application=application, people=replaced)
    to = [address for one in sent_all() for address in one.to if "You have a place" in one.subject]
    assert to == [application.contact_email, "new@school.example.org"]


def test_who_was_erased_gets_nothing(hub_a):
    application = confirmed(group_of(ready(hub_a)))
    flows.erase_person(email=application.contact_email, sites=[hub_a.site])
    sent_all()
    assert application.contact_email not in [address for one in mail.outbox for address in one.to]


def test_without_an_address_for_applications_nobody_is_asked_to_confirm(hub_a, monkeypatch):
    def not_mounted(view, **keys):
        raise NoReverseMatch

    monkeypatch.setattr(tokens, "reverse", not_mounted)
    applied(group_of(hub_a))
    done = send_due()
    assert (done.sent, done.put_off) == (0, 1)
    assert "mount wagtail_mathshub.urls" in only("confirm_address").error


def test_who_is_reminded_has_a_place(hub_a):
    MAKE["reminder"](ready(hub_a))
    subjects = {one.subject for one in sent_all()}
    assert subjects == {"Coming up: Monday 30 November 2026, 1pm to 4pm, Fractions"}
