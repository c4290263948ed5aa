"""Read dates as people in Japanese city halls write them."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Final

from renkei_model.dates import ERAS, Era, FiscalYear, Span, era_of, era_year
from renkei_model.errors import InvalidDate
from renkei_model.wording import Wording

__all__ = ["parse_fiscal_year", "parse_span"]

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
            return Span(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
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
        year = era_year(day)
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
