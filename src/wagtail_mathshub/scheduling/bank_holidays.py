"""England's bank holidays, computed; and working days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

SATURDAY, SUNDAY = 5, 6
DAY = timedelta(days=1)


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (Oudin's computation)."""
    century = year // 100
    golden = year % 19
    skipped = (century - 17) // 25
    epact = (century - century // 4 - (century - skipped) // 3 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


@lru_cache(maxsize=64)
def _days(year: int) -> dict[date, str]:
    easter = easter_sunday(year)
    days = {
        _first_weekday(date(year, 1, 1)): "new_year",
        easter - 2 * DAY: "good_friday",
        easter + DAY: "easter_monday",
        _monday_from(date(year, 5, 1)): "early_may",
        _last_monday(date(year, 5, 31)): "spring",
        _last_monday(date(year, 8, 31)): "summer",
    }
    return dict(sorted((_once_only(year, days) | _christmas(year)).items()))


def _once_only(year: int, days: dict[date, str]) -> dict[date, str]:
    # Days that were moved or added by proclamation.
    if year == 2020:
        days.pop(date(2020, 5, 4))
        days[date(2020, 5, 8)] = "early_may"
    if year == 2022:
        days.pop(date(2022, 5, 30))
        days |= {date(2022, 6, 2): "spring", date(2022, 6, 3): "jubilee", date(2022, 9, 19): "funeral"}
    if year == 2023:
        days[date(2023, 5, 8)] = "coronation"
    return days


def _christmas(year: int) -> dict[date, str]:
    christmas, boxing = date(year, 12, 25), date(year, 12, 26)
    shift = {4: (0, 2), 5: (2, 2), 6: (2, 0)}.get(christmas.weekday(), (0, 0))
    return {christmas + shift[0] * DAY: "christmas", boxing + shift[1] * DAY: "boxing"}


def _first_weekday(day: date) -> date:
    return day + {SATURDAY: 2, SUNDAY: 1}.get(day.weekday(), 0) * DAY


def _monday_from(day: date) -> date:
    return day + (-day.weekday() % 7) * DAY


def _last_monday(day: date) -> date:
    return day - day.weekday() * DAY


def _name(key: str) -> str:
    return {
        "new_year": _("New Year's Day"),
        "good_friday": _("Good Friday"),
        "easter_monday": _("Easter Monday"),
        "early_may": _("early May bank holiday"),
        "spring": _("spring bank holiday"),
        "summer": _("summer bank holiday"),
        "christmas": _("Christmas Day"),
        "boxing": _("Boxing Day"),
        "jubilee": _("Platinum Jubilee bank holiday"),
        "funeral": _("bank holiday for the State Funeral"),
        "coronation": _("bank holiday for the Coronation"),
    }[key]


def bank_holidays(year: int) -> dict[date, str]:
    """The days of a year and their names, in order. Substitute days stand for their originals."""
    return {day: _name(key) for day, key in _days(year).items()}


def is_bank_holiday(day: date) -> bool:
    """Whether England has a bank holiday on `day`."""
    return day in _days(day.year)


def bank_holiday_name(day: date) -> str | None:
    """The name of the bank holiday on `day`, if there is one."""
    return bank_holidays(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Whether `day` is neither at a weekend nor a bank holiday."""
    return day.weekday() < SATURDAY and not is_bank_holiday(day)


def working_days_after(day: date, count: int) -> date:
    """The day that is `count` working days after `day`; `day` itself does not count."""
    while count > 0:
        day += DAY
        count -= is_working_day(day)
    return day
