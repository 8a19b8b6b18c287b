"""Sign-up as the API takes it and answers it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from wagtail_mathshub.api.answers import KeyLabelShape, YearsShape
from wagtail_mathshub.publishing.shapes import PageLinkShape
from wagtail_mathshub.registration.wishes import (
    ANSWER,
    EMAIL,
    MOST_PEOPLE,
    NAME,
    PHONE,
    POSTCODE,
    ROLE,
    SCHOOL,
)
from wagtail_mathshub.taxonomy.years import FIRST, LAST
from wagtail_mathshub.workgroups.shapes import SessionShape

REASON = 500
Action = Literal["confirm", "accept", "decline", "withdraw"]
# Whoever sends what is not known here has mistaken something; nothing is guessed.
STRICT = ConfigDict(extra="forbid", strict=True)


def _text(most: int, *, needed: bool = False, **more: Any) -> Any:
    # How long it is, is checked together with what it says, so that all faults come at once and in words.
    extra: dict[str, Any] = {"maxLength": most} | ({"format": "email"} if most == EMAIL else {})
    return Field(... if needed else "", json_schema_extra=extra, **more)


Year = Annotated[int, Field(json_schema_extra={"minimum": FIRST, "maximum": LAST})]
Answer = Annotated[str, Field(json_schema_extra={"maxLength": ANSWER})]


class ApplicationContactShape(BaseModel):
    """Who speaks for the school, and gets the emails."""

    model_config = STRICT

    name: str = _text(NAME, needed=True)
    email: str = _text(EMAIL, needed=True)
    phone: str = _text(PHONE)


class ApplicationSchoolShape(BaseModel):
    """The school."""

    model_config = STRICT

    name: str = _text(SCHOOL, needed=True)
    urn: str = _text(6, description="Six digits; empty when it is not known.")
    postcode: str = _text(POSTCODE)


class ApplicationPersonShape(BaseModel):
    """Somebody who would take part."""

    model_config = STRICT

    name: str = _text(NAME, needed=True)
    email: str = _text(EMAIL, needed=True)
    role: str = _text(ROLE)
    years: list[Year] = Field(
        [],
        description="The years they teach: -1 Nursery, 0 Reception, 1 to 13.",
        json_schema_extra={"maxItems": LAST - FIRST + 1},
    )
    trn: str = _text(7, description="Seven digits, where the group asks for it.")


class ChangedPersonShape(ApplicationPersonShape):
    """Somebody who takes part from now on."""

    id: int | None = Field(
        None, description="The id that they had. Without a `trn` the number that was given before stays."
    )


class NewApplicationShape(BaseModel):
    """A school's wish to take part."""

    model_config = STRICT

    contact: ApplicationContactShape
    school: ApplicationSchoolShape
    participants: list[ApplicationPersonShape] = Field(json_schema_extra={"maxItems": MOST_PEOPLE})
    head_agrees: bool = Field(False, description="The headteacher agrees: needed where the group asks.")
    accepts_fewer: bool = Field(False, description="From the waiting list, fewer places are welcome too.")
    answers: dict[str, Answer] = Field(
        default={}, description="The group's own questions by their ids, as `sign-up` lists them."
    )
    consent: bool = Field(description="The privacy notice of `sign-up` was read: must be true.")
    newsletter: bool = Field(False, description="The hub's newsletter is wanted; unasked it is not.")
    website: str = _text(0, description="Leave it out: whoever fills it in is taken for a program.")


class AppliedShape(BaseModel):
    """What is said for every address alike, known or not."""

    reference: str = Field(examples=["ALD-7K3QXR"])
    message: str = Field(description="What to do next, for people.")


class ApplicationChangeShape(BaseModel):
    """What to do with an application, who takes part from now on, or both in this order."""

    model_config = STRICT

    action: Action | None = None
    keep: list[int] | None = Field(
        None, description="With `accept`, when fewer places are offered: the ids of those who take part."
    )
    reason: str = _text(REASON, description="With `decline` and `withdraw`, for the hub.")
    participants: list[ChangedPersonShape] | None = Field(
        None, description="All who take part, in place of those before."
    )


class AppliedSchoolShape(BaseModel):
    """The school of an application."""

    name: str
    urn: str
    postcode: str


class AppliedPersonShape(BaseModel):
    """Somebody who would take part."""

    id: int
    name: str
    email: str
    role: str
    years: list[int]
    trn_given: bool = Field(description="Whether their teacher reference number is known. It is not shown.")


class OfferShape(BaseModel):
    """Places that are offered, and kept until a moment."""

    places: int
    expires_at: datetime


class JoinedSessionShape(SessionShape):
    """A session of somebody who takes part."""

    joining_link: str = Field(description="Where to join it online; may be empty.")


class ApplicationShape(BaseModel):
    """An application, for those who hold its token."""

    reference: str = Field(examples=["ALD-7K3QXR"])
    state: KeyLabelShape = Field(
        description="submitted, pending, confirmed, waiting, offered, lapsed, declined or withdrawn."
    )
    turn: int | None = Field(description="On the waiting list: 1 is the next.")
    reason: str = Field(description="Why it stands so, for people; may be empty.")
    confirm_by: datetime | None = Field(description="Until when the email address can be confirmed.")
    places: int = Field(description="How many places it asks for.")
    held: int = Field(description="How many places are kept for it now.")
    unit: str = Field(description="What places are counted in: schools or participants.")
    work_group: PageLinkShape = Field(description="Its `url` is empty while visitors may not see it.")
    school: AppliedSchoolShape
    participants: list[AppliedPersonShape]
    trn_asked: bool = Field(description="Whether those who take part give their teacher reference number.")
    offer: OfferShape | None
    sessions: list[JoinedSessionShape] = Field(description="Only for those who have a place.")
    actions: list[Literal["confirm", "accept", "decline", "withdraw", "change"]] = Field(
        description="What can be done now; `change` is to send other `participants`."
    )


class SignUpQuestionShape(BaseModel):
    """A question that only this group asks."""

    id: str = Field(description="Stays the same when the wording changes.")
    question: str
    hint: str
    choices: list[str] = Field(description="None: people answer in their own words.")
    required: bool


class YearChoiceShape(BaseModel):
    """A school year that somebody may teach."""

    year: int
    label: str = Field(examples=["Reception"])


class PrivacyNoticeShape(BaseModel):
    """What the hub does with what it is told; to be shown beside the box for `consent`."""

    sentences: list[str]
    text: str = Field(description="The hub's own words, plain text; may be empty.")
    version: str


class SignUpLimitsShape(BaseModel):
    """How many people, and how long each text may be."""

    people_min: int
    people_max: int
    lengths: dict[str, int] = Field(examples=[{"contact.name": 120}])


class SignUpFormShape(BaseModel):
    """What a form for sign-up needs to know."""

    work_group: PageLinkShape
    via: str = Field(
        description="none, own_form, link, email or invitation. Only own_form takes applications."
    )
    is_open: bool = Field(description="Whether an application is taken now.")
    code: str = Field(description="Why not: a key that stays the same.", examples=["opening_soon"])
    reason: str = Field(description="Why not, or how it stands, in a sentence; may be empty.")
    instead: str = Field(description="What somebody can do who cannot sign up; may be empty.")
    interest_open: bool = Field(description="Whether `interests` takes an address now.")
    successor: PageLinkShape | None = Field(description="The group that follows it in another year.")
    waits: bool = Field(description="Whether all places are taken, so that a school joins the waiting list.")
    hub_decides: bool = Field(description="Whether the hub chooses among those who apply.")
    unit: str = Field(description="What places are counted in: schools or participants.")
    accepts_fewer_asked: bool = Field(description="Whether it helps to say that fewer places are welcome.")
    head_agreement_asked: bool
    trn_asked: bool
    trn_reason: str = Field(description="Why teacher reference numbers are asked for; may be empty.")
    questions: list[SignUpQuestionShape]
    limits: SignUpLimitsShape
    years: YearsShape = Field(description="Whom the group is for.")
    year_choices: list[YearChoiceShape]
    privacy: PrivacyNoticeShape


class NewInterestShape(BaseModel):
    """Somebody who wants to be told when sign-up opens."""

    model_config = STRICT

    email: str = _text(EMAIL, needed=True)
    name: Annotated[str, Field(max_length=NAME)] = ""
    school: Annotated[str, Field(max_length=SCHOOL)] = ""
    consent: bool = Field(description="The privacy notice of `sign-up` was read: must be true.")
    website: str = _text(0, description="Leave it out: whoever fills it in is taken for a program.")


class SaidShape(BaseModel):
    """What was done, in words."""

    message: str
