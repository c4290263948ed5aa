"""Read dates as people in Japanese city halls write them."""

from __future__ import annotations

import contextlib
import datetime
import re
import unicodedata
from typing import Final

from renkei_model.checks import require_kind
from renkei_model.dates import ERAS, Era, FiscalYear, Span, era_of, era_year
from renkei_model.errors import InvalidDate
from renkei_model.wording import Wording

__all__ = ["parse_fiscal_year", "parse_span"]

_HOW_TO_WRITE: Final = Wording(
    "「2026-04-01」「令和8年4月1日」「H28.7」「2020-04/2023-08」「令和5年度」のように書いてください",
    "write it like 2026-04-01, 2026-04, H28.7, 2020-04/2023-08 or FY2023",
)
_SPAN_SEPARATOR: Final = re.compile(r"\s*(?:[/～〜~]|から)\s*|\s+to\s+", re.IGNORECASE)
_UNTIL: Final = "まで"
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
_TWO_NAMES: Final = re.compile(
    r"(?P<one>[^/・()]+)(?:[/・](?P<other>[^/・()]+)|\((?P<within>[^()]+)\)年?度?)"
)
_BARE_YEAR: Final = re.compile(
    rf"(?: {_ERA_NAME} ) \s* (?: \d{{1,2}} | 元 ) | \d{{4}}", re.VERBOSE | re.IGNORECASE
)
_WEEKDAYS: Final = tuple(
    Wording(ja, en)
    for ja, en in (
        ("月", "Monday"),
        ("火", "Tuesday"),
        ("水", "Wednesday"),
        ("木", "Thursday"),
        ("金", "Friday"),
        ("土", "Saturday"),
        ("日", "Sunday"),
    )
)
_WEEKDAY: Final = re.compile(
    r"""\s* \( \s*
        (?: (?P<ja> [月火水木金土日] ) (?: 曜日? )?
          | (?P<en> Mon | Tue | Wed | Thu | Fri | Sat | Sun )
            (?: day | sday | nesday | rsday | urday )? )
        (?: \s* [・,] \s* 祝日? )?
        \s* \) $""",
    re.VERBOSE | re.IGNORECASE,
)
_KANJI_NUMERAL: Final = re.compile(r"[〇零一二三四五六七八九十]+(?=\s*[年月日])")
_KANJI_TENS: Final = re.compile("([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_KANJI_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_LONGEST_DATE: Final = 80


def parse_span(text: str) -> Span:
    """Read a date as people write it: a day, a month, a fiscal year or a span of these.

    Full-width and half-width digits and letters are the same; eras from 明治 to 令和 by kanji or
    letter; 元年; `.`, `-`, `/` or 年月日 between the parts, with 年月日 kanji numerals too; a
    day may have its weekday in brackets, if it is the right one; two dates with `/`, `～`, `~` or
    から (and まで) between them are a span.

    Args:
        text: What somebody wrote.

    Returns:
        All the days that it may mean.

    Raises:
        InvalidValue: If it is no text.
        InvalidDate: If it is no date, or one that cannot have been (R1.4, H31.5, 2026-02-30);
            with how to write it where that can be guessed.

    Example:
        >>> parse_span("R１.７") == parse_span("令和元年7月") == Span.month(2019, 7)
        True
    """
    require_kind("parse_span", text, str)
    written = _normalised(text)
    span = _parse(written, text)
    if span is None:
        raise _refusal(written, text)
    return span


def _parse(written: str, text: str) -> Span | None:
    whole = _parse_one(written, text)
    if whole is not None:
        return whole
    for separator in _SPAN_SEPARATOR.finditer(written):
        first = _parse_one(written[: separator.start()], text)
        last = _parse_one(written[separator.end() :].removesuffix(_UNTIL).rstrip(), text)
        if first is not None and last is not None:
            if last.last < first.first:
                raise InvalidDate(
                    text,
                    Wording("期間の終わりが始まりより前です", "the span ends before it begins"),
                    Wording("始まりを先に書いてください", "put the earlier date first"),
                )
            return Span(first.first, last.last)
    return None


def parse_fiscal_year(text: str) -> FiscalYear:
    """Read a fiscal year: `2023`, `FY2023`, `R5`, `令和5年度`; with both its names, `H31/R1`.

    Args:
        text: What somebody wrote.

    Raises:
        InvalidValue: If it is no text.
        InvalidDate: If it is no fiscal year, or one outside its era (平成32年度).
    """
    require_kind("parse_fiscal_year", text, str)
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
        return _year_of_two_names(written, text)
    if found["year"]:
        return FiscalYear(_possible_year(int(found["year"]), text))
    era = _era_named(found["era"])
    year = FiscalYear(_year_of_era(era, found["era_year"], text))
    if not year.span.overlaps(Span(era.named, era.last)):
        raise _not_in_era(text, era, year._label_day)  # noqa: SLF001 - same concept
    return year


def _year_of_two_names(written: str, text: str) -> FiscalYear | None:
    """Read a year in which the era changed, told by both: `H31/R1`, `平成31（令和元）年度`."""
    names = _TWO_NAMES.fullmatch(written)
    if names is None:
        return None
    one, other = (
        _parse_fiscal_year(name.strip(), text)
        for name in (names["one"], names["other"] or names["within"])
    )
    return one if one == other else None


def _normalised(text: str) -> str:
    if len(text) > _LONGEST_DATE:
        beginning = f"{text[:20]}…"
        raise InvalidDate(
            beginning, Wording("日付として長すぎます", "it is too long"), _HOW_TO_WRITE
        )
    # NFKC folds full-width digits and letters and also the full-width tilde of the leaflet.
    folded = unicodedata.normalize("NFKC", text).strip()
    return _KANJI_NUMERAL.sub(_in_digits, folded)


def _in_digits(numeral: re.Match[str]) -> str:
    """Write a kanji numeral below 100, or kanji digits one by one, in Arabic digits."""
    tens = _KANJI_TENS.fullmatch(numeral[0])
    digits = numeral[0] if tens is None else (tens[1] or "一") + (tens[2] or "〇")
    return digits.translate(_KANJI_DIGITS)


def _parse_one(written: str, text: str) -> Span | None:
    weekday = _WEEKDAY.search(written)
    if weekday is None:
        return _parse_date(written, text)
    span = _parse_date(written[: weekday.start()], text)
    if span is not None:
        _check_weekday(span, weekday, text)
    return span


def _check_weekday(span: Span, weekday: re.Match[str], text: str) -> None:
    if not span.is_day:
        raise InvalidDate(
            text,
            Wording("曜日は一日の日付にだけ付けられます", "only a single day has a weekday"),
            Wording("日まで書くか，曜日を除いてください", "write the day, or drop the weekday"),
        )
    right = _WEEKDAYS[span.first.weekday()]
    if weekday["ja"] != right.ja and (weekday["en"] or "").title() != right.en[:3]:
        raise InvalidDate(
            text,
            Wording(f"{span.text('ja')}は{right.ja}曜日です", f"{span.iso} is a {right.en}"),
            Wording("日付か曜日を直してください", "correct the date or the weekday"),
        )


def _parse_date(written: str, text: str) -> Span | None:
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
    first, last = Span.day(era.named), Span.day(era.last)
    first_ja, last_ja = first.text("ja"), last.text("ja")
    ended = era is not ERAS[-1]
    return InvalidDate(
        text,
        Wording(
            f"{era.kanji}と書けるのは{first_ja}から" + (f"{last_ja}まで" if ended else "") + "です",
            f"{era.reading} is for dates from {first.iso} " + (f"to {last.iso}" if ended else "on"),
        ),
        remedy,
    )


# --- what somebody may have meant ----------------------------------------------------------------

_NOT_A_DATE: Final = Wording("日付として読めません", "it is not a date")
_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# What spreadsheets make of 2024-09, 9/1 and 2024/9/1 where dates are English: Sep-24, 1-Sep.
_SPREADSHEET_DATE: Final = re.compile(
    rf"(?: (?P<day> \d{{1,2}} ) - )? (?P<month> {_MONTHS} )"
    r"(?: - (?: 20 )? (?P<year> \d{2} ) )?",
    re.VERBOSE | re.IGNORECASE,
)
_UNDIVIDED: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})?")
_TIME_OF_DAY: Final = re.compile(r"(?P<date>.*\d日?)(?:\s+|T)\d{1,2}:\d{2}.*", re.IGNORECASE)
_END_WITHOUT_YEAR: Final = re.compile(
    r".*\d.*(?:[～〜~]|から)\s*\d{1,2}(?:[月日./-]\s*(?:\d{1,2}\s*日?)?)?(?:まで)?"
)
_WITHOUT_YEAR: Final = re.compile(r"\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{1,2}[./-]\d{1,2}")
_FIRST_YEAR: Final = re.compile(r"元\s*年.*")
# Days since 30 December 1899, as spreadsheets count them: from 1927 to 2173.
_SERIAL: Final = re.compile(r"[1-9]\d{4}")
_BEFORE_SERIALS: Final = datetime.date(1899, 12, 30)
_WITHOUT_ERA: Final = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{1,2}|\d{1,2}年.*")


def _refusal(written: str, text: str) -> InvalidDate:
    """Say why a text is no date, and guess how it is meant to be written."""
    without_weekday = _WEEKDAY.sub("", written)
    if _BARE_YEAR.fullmatch(written):
        problem = Wording("暦年か年度か分かりません", "a bare year may be calendar or fiscal")
        remedy = Wording(
            f"「{written}年」または「{written}年度」と書いてください",
            f"write {written}年 for the calendar year or {written}年度 for the fiscal year",
        )
    elif found := _SPREADSHEET_DATE.fullmatch(written):
        meant = _iso_of_spreadsheet(found)
        problem = _NOT_A_DATE
        remedy = Wording(
            "表計算ソフトが日付に変えた可能性があります。"
            f"セルの書式を文字列にして「{meant}」のように書いてください",
            f"a spreadsheet may have changed it; format the cell as text and write it like {meant}",
        )
    elif (found := _UNDIVIDED.fullmatch(written)) and (
        divided := _parse("-".join(filter(None, found.groups())), text)
    ):
        problem = Wording("年月日の区切りがありません", "nothing divides year, month and day")
        remedy = _write(divided)
    elif (found := _TIME_OF_DAY.fullmatch(written)) and (span := _parse(found["date"], text)):
        problem = Wording("時刻が付いています", "it holds a time of day")
        remedy = _write(span)
    elif _END_WITHOUT_YEAR.fullmatch(written):
        problem = Wording("期間の終わりに年がありません", "the end of the span has no year")
        remedy = Wording(
            "「R6.4～R6.9」のように，終わりも年から書いてください",
            "write the year of its end too, like 2024-04/2024-09",
        )
    elif _WITHOUT_YEAR.fullmatch(without_weekday):
        problem = Wording("年がありません", "the year is missing")
        remedy = Wording(
            "「2024-09-01」「令和6年9月1日」のように年から書いてください",
            "begin with the year, like 2024-09-01",
        )
    elif _FIRST_YEAR.fullmatch(written) and (named := _with_era(written)):
        problem = Wording("どの元号の元年か分かりません", "the era of this first year is missing")
        remedy = Wording(
            f"「{named}」のように元号を付けて書いてください", f"write the era too, like {named}"
        )
    elif _SERIAL.fullmatch(written):
        day = Span.day(_BEFORE_SERIALS + datetime.timedelta(days=int(written)))
        problem = Wording(
            "表計算ソフトが日付を表す番号のようです"
            f"（{day.text('ja')}に当たりますが，推測では読みません）",
            f"it seems to be a spreadsheet's number of a day ({day.iso}), which is not guessed at",
        )
        remedy = Wording(
            f"元の表で日付を確かめ，「{day.iso}」のように書いてください",
            f"check the date in the spreadsheet and write it like {day.iso}",
        )
    elif _WITHOUT_ERA.fullmatch(without_weekday):
        problem = Wording("年が西暦か元号か分かりません", "the year may be of an era or not")
        remedy = Wording(
            "「2024-09-01」「R6.9.1」のように，西暦の4桁か元号を付けた年で書いてください",
            "write all four digits of the year, like 2024-09-01, or the era, like R6.9.1",
        )
    else:
        problem, remedy = _NOT_A_DATE, _HOW_TO_WRITE
    return InvalidDate(text, problem, remedy)


def _with_era(written: str) -> str:
    """Put the latest era before 元年 that makes it a date; empty if none does."""
    for era in reversed(ERAS):
        with contextlib.suppress(InvalidDate):
            if _parse(era.kanji + written, written) is not None:
                return era.kanji + written
    return ""


def _write(span: Span) -> Wording:
    return Wording(f"「{span.iso}」と書いてください", f"write {span.iso}")


def _iso_of_spreadsheet(found: re.Match[str]) -> str:
    month = _MONTHS.split("|").index(found["month"].lower()) + 1
    # Where the year is lost, any year shows the form.
    year = found["year"] or "24"
    return f"20{year}-{month:02}" + (f"-{int(found['day']):02}" if found["day"] else "")
