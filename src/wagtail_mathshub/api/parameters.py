"""Query parameters as people write them: repeated or with commas, ranges, and none that is unknown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import P, PathEx
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError

from wagtail_mathshub.api.errors import FaultShape, Problem
from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.taxonomy.years import parse_year

MOST_VALUES = 30
LONGEST = 200
T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


def split(value: Any) -> Any:
    """Values that stand in one parameter with commas, or in several."""
    if value is None:
        return []
    rows = value if isinstance(value, list) else [value]
    parts = [part.strip() for row in rows for part in str(row).split(",")]
    found = [part for part in parts if part]
    if len(found) > MOST_VALUES:
        raise ValueError(_("At most {most} values can stand here.").format(most=MOST_VALUES))
    return found


def _year(value: str) -> int:
    try:
        return parse_year(value)
    except ValueError as error:
        raise ValueError(_("Write a year as n, r or 1 to 13.")) from error


def _moment(value: Any) -> Any:
    # A plain day means its beginning in London.
    if isinstance(value, str) and len(value) == len("2027-01-31"):
        try:
            day = date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(_("Write a day as 2027-01-31, or a moment with its offset.")) from error
        return datetime(day.year, day.month, day.day, tzinfo=LONDON)
    return value


def aware(moment: datetime) -> datetime:
    """The moment in UTC; without an offset it is London's. ValueError for one before the year 1, or after 9999."""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
    try:
        moment.astimezone(LONDON)
        # PostgreSQL takes no offset of 16 hours or more.
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(_("Write a moment of the years 1 to 9999.")) from error


Words = Annotated[list[str], BeforeValidator(split)]
Years = Annotated[
    list[Annotated[str, AfterValidator(_year)]],
    BeforeValidator(split),
    Field(description="School years: n (Nursery), r (Reception), 1 to 13.", examples=[["7"], ["n", "r"]]),
]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    AfterValidator(aware),
    Field(examples=["2027-01-31", "2027-01-31T16:00:00Z"]),
]
# The largest integer that every reader of JSON holds exactly.
LARGEST = 2**53 - 1
Id = PathEx[int, P(ge=0, le=LARGEST, description="The id that a list or `pages/find` gave.")]
Ids = Annotated[list[Annotated[int, Field(ge=0, le=LARGEST)]], BeforeValidator(split)]
Query = Annotated[str, Field(max_length=LONGEST)]


def keys_of(choices: Any) -> Callable[[list[str]], list[str]]:
    """A check that takes only the keys of a fixed vocabulary, and names those that it would take."""
    known = [str(key) for key in choices.values if key]

    def check(values: list[str]) -> list[str]:
        wrong = [value for value in values if value not in known]
        if wrong:
            raise ValueError(
                _("{value} is not known. Known are: {known}.").format(value=wrong[0], known=", ".join(known))
            )
        return values

    return check


def keys(choices: Any, description: str = "") -> Any:
    """A parameter that takes several keys of a fixed vocabulary."""
    known = [str(key) for key in choices.values if key]
    return Annotated[
        # The checks take several in one value too, which a description cannot say.
        list[Annotated[str, Field(json_schema_extra={"enum": [*known]})]],
        BeforeValidator(split),
        AfterValidator(keys_of(choices)),
        Field(description=f"{description} One or several of: {', '.join(known)}.".strip()),
    ]


class Parameters(BaseModel):
    """What every address that gives a list takes."""

    hub: Query = Field("", description="A hub's key, or `all`. Without it: the hub of the host asked.")


class ListParameters(Parameters):
    """What every list takes."""

    limit: int = Field(20, ge=1, le=100, description="How many items, 1 to 100.")
    offset: int = Field(0, ge=0, le=1_000_000, description="How many to pass over.")
    cursor: str = Field("", max_length=500, description="Where the last answer's `next` said to go on.")
    q: Query = Field("", description="Words that the items hold, or begin with.")
    facets: Words = Field([], description="Names of filters whose options are to be counted.")
    include: Words = Field([], description="`body` puts the bodies into the list.")


def tolerant(model: type[M], query: QueryDict) -> M:
    """The parameters that a page's address gives; what nobody could mean is passed over, as if it were not there.

    `query` may hold what belongs to others, such as the number of a page or a campaign.
    """
    fields = {name: field for name, field in model.model_fields.items() if query.get(name)}
    given = {
        name: [value.replace("\0", "") for value in query.getlist(name)]
        if isinstance(field.default, list)
        else str(query[name]).replace("\0", "")
        for name, field in fields.items()
    }
    while True:
        try:
            return model.model_validate(given)
        except ValidationError as error:
            for fault in error.errors():
                given.pop(str(fault["loc"][0]), None)


def check_known(request: HttpRequest, model: type[BaseModel], *others: str) -> None:
    """Refuse a parameter that the address does not have, by its name. Problem 422."""
    names = [*model.model_fields, *others]
    faults = [
        FaultShape(name=name, message=_("This parameter is not known here."), allowed=names)
        for name in request.GET
        if name not in names
    ]
    faults += [
        FaultShape(name=name, message=_("A null character stands for nothing here."))
        for name, values in request.GET.lists()
        if any("\0" in value for value in values)
    ]
    if faults:
        raise Problem(422, _("This cannot be answered"), errors=faults)


def check_words(name: str, given: list[str], allowed: list[str]) -> None:
    """Refuse a value that is none of `allowed`. Problem 422."""
    faults = [
        FaultShape(name=name, message=_("{value} is not known.").format(value=value), allowed=allowed)
        for value in given
        if value not in allowed
    ]
    if faults:
        raise Problem(422, _("This cannot be answered"), errors=faults)
