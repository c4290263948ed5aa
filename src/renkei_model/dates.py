"""Days, months, spans, fiscal years and Japanese eras.

Everything dated is a `Span`: an interval of days. A day is a span of one day; a month is a span of
a month, because the leaflet gives months and nobody may invent a first of the month. What is
printed is what is known: a span of whole months prints as months.
"""

from __future__ import annotations

import datetime
from typing import Final

import attrs

from renkei_model.checks import require_count, require_day, require_kind, shown
from renkei_model.eras import ERAS, Era, era_month, era_of, era_year
from renkei_model.errors import InvalidValue
from renkei_model.wording import Language, Wording

__all__ = [
    "ERAS",
    "Era",
    "FiscalYear",
    "Span",
    "as_span",
    "era_of",
    "era_year",
    "month_end",
]

_DAY: Final = datetime.timedelta(days=1)
_APRIL: Final = 4
_DECEMBER: Final = 12


def _era_month(day: datetime.date) -> str:
    era = era_of(day)
    year = f"{day.year}" if era is None else f"{era.letter}{era.year(day)}"
    return f"{year}.{day.month}"


def month_end(day: datetime.date) -> datetime.date:
    """Give the last day of a day's month."""
    if (day.year, day.month) == (9999, _DECEMBER):
        return datetime.date.max
    following = day.replace(day=28) + 4 * _DAY
    return following.replace(day=1) - _DAY


@attrs.frozen
class Span:
    """Some time between two days, both included.

    Attributes:
        first: The first day it may have been.
        last: The last day it may have been; the same day when the day is known.

    Example:
        >>> Span.month(2016, 7).text("ja"), Span.day(datetime.date(2026, 4, 1)).text("en")
        ('平成28年7月', '2026-04-01')

    Raises:
        InvalidValue: If it would end before it begins.
    """

    first: datetime.date
    last: datetime.date

    def __attrs_post_init__(self) -> None:
        """Refuse a span that ends before it begins, and times of day."""
        require_day("Span", self.first)
        if self.last is self.first:
            return
        require_day("Span", self.last)
        if self.last < self.first:
            first, last = (_day_text(end, "ja") for end in (self.first, self.last))
            raise InvalidValue(
                "Span",
                Wording(
                    f"終わり（{last}）が始まり（{first}）より前です",
                    f"it ends on {self.last}, before it begins on {self.first}",
                ),
                Wording("始まりを先に書いてください", "put the earlier day first"),
            )

    @classmethod
    def day(cls, day: datetime.date) -> Span:
        """Make the span of one known day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Span:
        """Make the span of a whole month.

        Raises:
            InvalidValue: If the calendar has no such month.
        """
        require_kind("Span.month.year", year, int)
        require_kind("Span.month.month", month, int)
        try:
            first = datetime.date(year, month, 1)
        except (OverflowError, ValueError):
            raise InvalidValue(
                "Span.month",
                Wording(
                    f"{shown(year)}年{shown(month)}月はありません",
                    f"there is no month {shown(month)} of {shown(year)}",
                ),
                Wording("月は1から12までで書いてください", "give a month from 1 to 12"),
            ) from None
        return cls(first, month_end(first))

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def within(self, other: Span) -> bool:
        """Tell whether every day of this span lies in the other."""
        return other.first <= self.first and self.last <= other.last

    def text(self, language: Language) -> str:
        """Write the span as a person reads it: Japanese in eras, English in ISO dates."""
        fiscal_year = FiscalYear.of(self.first)
        if self == fiscal_year.span:
            return fiscal_year.text(language)
        if self.is_day:
            return _day_text(self.first, language)
        if not self._is_whole_months:
            first, last = (_day_text(end, language) for end in (self.first, self.last))
        else:
            first, last = (_month_text(end, language) for end in (self.first, self.last))
        # A month has one name, unless the era changed in it: 昭和64年1月～平成元年1月.
        if first == last:
            return first
        return f"{first}～{last}" if language == "ja" else f"{first} to {last}"

    @property
    def era(self) -> str:
        """The span as city tables hold it: `H28.7`, `R1.7`; spans as `R2.4～R5.8`."""
        ends = [self.first] if self.first == self.last else [self.first, self.last]
        if self._is_whole_months:
            texts = [_era_month(end) for end in ends]
        else:
            texts = [f"{_era_month(end)}.{end.day}" for end in ends]
        return "～".join(dict.fromkeys(texts))

    @property
    def iso(self) -> str:
        """The span as files hold it: `2026-04-01`, `2016-07` or `2020-04/2023-08`."""
        if self.first == self.last:  # the commonest, and asked for of every record
            return self.first.isoformat()
        if not self._is_whole_months:
            return f"{self.first.isoformat()}/{self.last.isoformat()}"
        first, last = (end.isoformat()[:7] for end in (self.first, self.last))
        return first if first == last else f"{first}/{last}"

    @property
    def _is_whole_months(self) -> bool:
        return self.first.day == 1 and self.last == month_end(self.last)


def as_span(when: Span | datetime.date) -> Span:
    """Give a known day as the span of that day, and a span as it is."""
    return when if isinstance(when, Span) else Span.day(when)


def _day_text(day: datetime.date, language: Language) -> str:
    return Wording.day(day).text(language)


def _month_text(day: datetime.date, language: Language) -> str:
    return Wording(era_month(day), day.isoformat()[:7]).text(language)


@attrs.frozen(order=True)
class FiscalYear:
    """A fiscal year of a Japanese city: 1 April to 31 March.

    Attributes:
        year: The calendar year in which it begins; 2023 is 令和5年度.

    Raises:
        InvalidValue: If the calendar has no such year.
    """

    year: int

    def __attrs_post_init__(self) -> None:
        """Refuse a year that no day lies in."""
        require_count("FiscalYear.year", self.year, least=0)
        if self.year > datetime.date.max.year:
            raise InvalidValue(
                "FiscalYear.year",
                Wording(f"{self.year}年度は扱えません", f"{self.year} lies too far ahead"),
                Wording("9999以下の年を書いてください", "write a year up to 9999"),
            )

    @classmethod
    def of(cls, day: datetime.date) -> FiscalYear:
        """Give the fiscal year that a day lies in.

        Raises:
            InvalidValue: If it is no day.
        """
        require_day("FiscalYear.of", day)
        return cls(day.year if day.month >= _APRIL else day.year - 1)

    @property
    def first(self) -> datetime.date:
        """Its first day, 1 April."""
        return datetime.date(self.year, _APRIL, 1) if self.year else datetime.date.min

    @property
    def last(self) -> datetime.date:
        """Its last day, 31 March of the next calendar year."""
        if self.year == datetime.date.max.year:
            return datetime.date.max
        return datetime.date(self.year + 1, _APRIL, 1) - _DAY

    @property
    def span(self) -> Span:
        """All its days."""
        return Span(self.first, self.last)

    def text(self, language: Language) -> str:
        """Write it as a person reads it.

        The era is the one in force on 31 December of its first calendar year, so fiscal 2019 is
        令和元年度 although it began in 平成31年.
        """
        return Wording(f"{era_year(self._label_day)}度", f"FY{self.year}").text(language)

    @property
    def _label_day(self) -> datetime.date:
        return datetime.date(max(self.year, 1), _DECEMBER, 31)
