"""Days, months, spans, fiscal years and Japanese eras.

Everything dated is a `Span`: an interval of days. A day is a span of one day; a month is a span of
a month, because the leaflet gives months and nobody may invent a first of the month. What is
printed is what is known: a span of whole months prints as months.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Final

import attrs

from renkei_model.checks import require_count, require_day
from renkei_model.errors import InvalidDate, InvalidValue
from renkei_model.wording import Language, Wording

__all__ = [
    "ERAS",
    "Era",
    "FiscalYear",
    "Span",
    "as_span",
    "era_of",
    "month_end",
    "parse_fiscal_year",
    "parse_span",
]

_DAY: Final = datetime.timedelta(days=1)
_APRIL: Final = 4
_DECEMBER: Final = 12


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


def _era_year(day: datetime.date) -> str:
    era = era_of(day)
    if era is None:
        return f"{day.year}年"
    year = era.year(day)
    return f"{era.kanji}{'元' if year == 1 else year}年"


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
        for end in (self.first, self.last):
            require_day("Span", end)
        if self.last < self.first:
            raise InvalidValue(
                "Span",
                Wording(
                    f"終わり（{self.last}）が始まり（{self.first}）より前です",
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
        try:
            first = datetime.date(year, month, 1)
        except ValueError:
            raise InvalidValue(
                "Span.month",
                Wording(f"{year}年{month}月はありません", f"there is no month {month} of {year}"),
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
        if self.is_day:
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
    return f"{_month_text(day, 'ja')}{day.day}日" if language == "ja" else day.isoformat()


def _month_text(day: datetime.date, language: Language) -> str:
    return f"{_era_year(day)}{day.month}月" if language == "ja" else day.isoformat()[:7]


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
        """Give the fiscal year that a day lies in."""
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
        return f"FY{self.year}" if language == "en" else f"{_era_year(self._label_day)}度"

    @property
    def _label_day(self) -> datetime.date:
        return datetime.date(max(self.year, 1), _DECEMBER, 31)


# --- reading what people write -------------------------------------------------------------------

_HOW_TO_WRITE: Final = Wording(
    "「2026-04-01」「令和8年4月1日」「H28.7」「2020-04/2023-08」「令和5年度」のように書いてください",
    "write it like 2026-04-01, 2026-04, H28.7, 2020-04/2023-08 or FY2023",
)
_SPAN_SEPARATOR: Final = re.compile(r"\s*[/～〜~]\s*")
_ERA_NAME: Final = "|".join([*(era.kanji for era in ERAS), *(era.letter for era in ERAS)])
_DATE: Final = re.compile(
    rf"""(?: (?P<era> {_ERA_NAME} ) \s* (?P<era_year> \d{{1,2}} | 元 ) | (?P<year> \d{{4}} ) )
         (?: \s* 年 \s* | [.\-/] | $ )
         (?: (?P<month> \d{{1,2}} ) (?: \s* 月 \s* | [.\-/] | $ )
             (?: (?P<day> \d{{1,2}} ) \s* 日? )? )?""",
    re.VERBOSE | re.IGNORECASE,
)
_FISCAL_YEAR: Final = re.compile(
    rf"""(?: FY \s* )?
         (?: (?P<era> {_ERA_NAME} ) \s* (?P<era_year> \d{{1,2}} | 元 ) | (?P<year> \d{{4}} ) )
         \s* (?: 年度 | 年 | 度 )?""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE_YEAR: Final = re.compile(
    rf"(?: {_ERA_NAME} ) \s* (?: \d{{1,2}} | 元 ) | \d{{4}}", re.VERBOSE | re.IGNORECASE
)
_LONGEST_DATE: Final = 80


def parse_span(text: str) -> Span:
    """Read a date as people write it: a day, a month, a fiscal year or a span of these.

    Full-width and half-width digits and letters are the same; eras from 明治 to 令和 by kanji or
    letter; 元年; `.`, `-`, `/` or 年月日 between the parts; two dates with `/`, `～` or `~`
    between them are a span.

    Args:
        text: What somebody wrote.

    Returns:
        All the days that it may mean.

    Raises:
        InvalidDate: If it is no date, or one that cannot have been (R1.4, H31.5, 2026-02-30).

    Example:
        >>> parse_span("R１.７") == parse_span("令和元年7月") == Span.month(2019, 7)
        True
    """
    written = _normalised(text)
    whole = _parse_one(written, text)
    if whole is not None:
        return whole
    for separator in _SPAN_SEPARATOR.finditer(written):
        first = _parse_one(written[: separator.start()], text)
        last = _parse_one(written[separator.end() :], text)
        if first is not None and last is not None:
            if last.last < first.first:
                raise InvalidDate(
                    text,
                    Wording("期間の終わりが始まりより前です", "the span ends before it begins"),
                    Wording("始まりを先に書いてください", "put the earlier date first"),
                )
            return Span(first.first, last.last)
    if _BARE_YEAR.fullmatch(written):
        raise InvalidDate(
            text,
            Wording("暦年か年度か分かりません", "a bare year may be calendar or fiscal"),
            Wording(
                f"「{written}年」または「{written}年度」と書いてください",
                f"write {written}年 for the calendar year or {written}年度 for the fiscal year",
            ),
        )
    raise InvalidDate(text, Wording("日付として読めません", "it is not a date"), _HOW_TO_WRITE)


def parse_fiscal_year(text: str) -> FiscalYear:
    """Read a fiscal year: `2023`, `FY2023`, `R5`, `令和5年度`.

    Args:
        text: What somebody wrote.

    Raises:
        InvalidDate: If it is no fiscal year, or one outside its era (平成32年度).
    """
    year = _parse_fiscal_year(_normalised(text), text)
    if year is None:
        raise InvalidDate(
            text,
            Wording("年度として読めません", "it is not a fiscal year"),
            Wording(
                "「2023」「R5」「令和5年度」のように書いてください",
                "write it like 2023, FY2023 or R5",
            ),
        )
    return year


def _parse_fiscal_year(written: str, text: str) -> FiscalYear | None:
    found = _FISCAL_YEAR.fullmatch(written)
    if found is None:
        return None
    if found["year"]:
        return FiscalYear(_possible_year(int(found["year"]), text))
    era = _era_named(found["era"])
    year = FiscalYear(_year_of_era(era, found["era_year"], text))
    if not year.span.overlaps(Span(era.named, era.last)):
        raise _not_in_era(text, era, year._label_day)  # noqa: SLF001 - same concept
    return year


def _normalised(text: str) -> str:
    if len(text) > _LONGEST_DATE:
        beginning = f"{text[:20]}…"
        raise InvalidDate(
            beginning, Wording("日付として長すぎます", "it is too long"), _HOW_TO_WRITE
        )
    # NFKC folds full-width digits and letters and also the full-width tilde of the leaflet.
    return unicodedata.normalize("NFKC", text).strip()


def _parse_one(written: str, text: str) -> Span | None:
    if written.upper().startswith("FY") or written.endswith("年度"):
        fiscal_year = _parse_fiscal_year(written, text)
        return None if fiscal_year is None else fiscal_year.span
    found = _DATE.fullmatch(written)
    if found is None or not (found["month"] or written.endswith("年")):
        return None
    era = _era_named(found["era"]) if found["era"] else None
    if era is None:
        year = _possible_year(int(found["year"]), text)
    else:
        year = _year_of_era(era, found["era_year"], text)
    span = _calendar_span(year, found["month"], found["day"], text)
    if era is None:
        return span
    # A month or year in which the era changed means its part of it: 平成31年 ends on 30 April.
    if not span.overlaps(Span(era.named, era.last)):
        raise _not_in_era(text, era, span.last)
    return Span(max(span.first, era.named), min(span.last, era.last))


def _era_named(name: str) -> Era:
    return next(era for era in ERAS if name.upper() in {era.letter, era.kanji})


def _year_of_era(era: Era, written: str, text: str) -> int:
    number = 1 if written == "元" else int(written)
    if number == 0:
        raise InvalidDate(
            text,
            Wording(f"{era.kanji}0年はありません", f"{era.reading} has no year 0"),
            Wording("元年は1と書いてください", "write 1 for its first year"),
        )
    return era.first.year + number - 1


def _possible_year(year: int, text: str) -> int:
    if year < 1:
        raise InvalidDate(text, Wording("0年はありません", "there is no year 0"), _HOW_TO_WRITE)
    return year


def _calendar_span(year: int, month: str | None, day: str | None, text: str) -> Span:
    try:
        if month is None:
            return Span(datetime.date(year, 1, 1), datetime.date(year, _DECEMBER, 31))
        if day is None:
            return Span.month(year, int(month))
        return Span.day(datetime.date(year, int(month), int(day)))
    except ValueError:
        raise InvalidDate(
            text,
            Wording("暦にない日付です", "the calendar has no such day"),
            Wording("月と日を確かめてください", "check the month and the day"),
        ) from None


def _not_in_era(text: str, era: Era, day: datetime.date) -> InvalidDate:
    right = era_of(day)
    if right is None:
        remedy = Wording(
            "旧暦の日付は西暦に直して書いてください",
            "the calendar was lunar before, so convert the date and write its common year",
        )
    else:
        letter = f"{right.letter}{right.year(day)}"
        year = _era_year(day)
        remedy = Wording(
            f"その時期は{year}（{letter}）と書いてください",
            f"write {letter} ({year}) for that time",
        )
    first, last = Wording.day(era.named), Wording.day(era.last)
    ended = era is not ERAS[-1]
    return InvalidDate(
        text,
        Wording(
            f"{era.kanji}と書けるのは{first.ja}から" + (f"{last.ja}まで" if ended else "") + "です",
            f"{era.reading} is for dates from {first.en} " + (f"to {last.en}" if ended else "on"),
        ),
        remedy,
    )
