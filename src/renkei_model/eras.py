"""Japanese eras, and days written in them."""

from __future__ import annotations

import datetime
from typing import Final

import attrs

__all__ = ["ERAS", "Era", "era_day", "era_month", "era_of", "era_year"]


@attrs.frozen
class Era:
    """A Japanese era.

    Attributes:
        letter: Its letter, as in R5.
        kanji: Its name.
        reading: Its name in Latin letters.
        first: Its first day.
        last: Its last day; the last day that dates can have while it goes on.
        named: The first day that may be written in it (Meiji: the day the calendar changed).
    """

    letter: str
    kanji: str
    reading: str
    first: datetime.date
    last: datetime.date
    named: datetime.date

    def year(self, day: datetime.date) -> int:
        """Give the year of the era that a day lies in, from 1."""
        return day.year - self.first.year + 1


def _era(letter: str, kanji: str, reading: str, first: str, last: str, named: str = "") -> Era:
    day = datetime.date.fromisoformat
    return Era(letter, kanji, reading, day(first), day(last), day(named or first))


ERAS: Final = (
    # Until 1872 Japan counted lunar months: such a date is not a day of this calendar.
    _era("M", "明治", "Meiji", "1868-01-25", "1912-07-29", named="1873-01-01"),
    _era("T", "大正", "Taisho", "1912-07-30", "1926-12-24"),
    _era("S", "昭和", "Showa", "1926-12-25", "1989-01-07"),
    _era("H", "平成", "Heisei", "1989-01-08", "2019-04-30"),
    _era("R", "令和", "Reiwa", "2019-05-01", "9999-12-31"),
)
"""The eras that dates may be written in, oldest first."""


def era_of(day: datetime.date) -> Era | None:
    """Give the era in force on a day, or None before 1873."""
    for era in reversed(ERAS):
        if era.named <= day:
            return era
    return None


def era_year(day: datetime.date) -> str:
    """Write the year of a day in its era: 令和元年; as a common year before 1873."""
    era = era_of(day)
    if era is None:
        return f"{day.year}年"
    year = era.year(day)
    return f"{era.kanji}{'元' if year == 1 else year}年"


def era_month(day: datetime.date) -> str:
    """Write the month of a day in its era: 令和8年4月."""
    return f"{era_year(day)}{day.month}月"


def era_day(day: datetime.date) -> str:
    """Write a day in its era: 令和8年4月1日."""
    return f"{era_month(day)}{day.day}日"
