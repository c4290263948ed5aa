"""Days, months, spans, fiscal years and eras."""

import datetime

import japanera
import pytest

from renkei_model.dates import ERAS, FiscalYear, Span, as_span, era_of, month_end
from renkei_model.errors import InvalidValue


def day(text):
    """Read a day of the common calendar."""
    return datetime.date.fromisoformat(text)


def span(first, last):
    """Make the span between two days."""
    return Span(day(first), day(last))


BOUNDARIES = [
    boundary + datetime.timedelta(days=offset)
    for boundary in (era.named for era in ERAS)
    for offset in (-1, 0, 1)
    if boundary + datetime.timedelta(days=offset) >= ERAS[0].named
]


SAMPLED_DAYS = [
    *map(
        datetime.date.fromordinal,
        range(day("1873-01-01").toordinal(), day("2101-01-01").toordinal(), 97),
    ),
    *BOUNDARIES,
]
"""Every 97th day from 1873 to 2100, and each era's first day with its neighbours."""


def _according_to_japanera(day):
    """Give the era's kanji, its letter and the year of the era, by an independent library."""
    dated = japanera.EraDate.from_date(day)
    return dated.era.kanji, dated.era.english_head, day.year - dated.era.since.year + 1


# --- eras ----------------------------------------------------------------------------------------


def test_eras_agree_with_an_independent_library():
    """From 1873 to 2100 every sampled day lies in the era and year that japanera gives it."""
    for sampled in SAMPLED_DAYS:
        era = era_of(sampled)

        assert _according_to_japanera(sampled) == (era.kanji, era.letter, era.year(sampled))


def test_days_are_written_as_in_an_independent_library():
    """A day is written with the era and the year that japanera gives it."""
    for sampled in SAMPLED_DAYS:
        kanji, letter, year = _according_to_japanera(sampled)
        in_kanji = f"{kanji}{'元' if year == 1 else year}年{sampled.month}月{sampled.day}日"
        in_letters = f"{letter}{year}.{sampled.month}.{sampled.day}"

        assert in_kanji == Span.day(sampled).text("ja")
        assert in_letters == Span.day(sampled).era


def test_before_1873_there_is_no_era():
    """While Japan counted lunar months, a day of this calendar has no era."""
    assert era_of(day("1872-12-31")) is None
    assert Span.day(day("1872-12-31")).text("ja") == "1872年12月31日"
    assert Span.month(1872, 12).era == "1872.12"


# --- spans ---------------------------------------------------------------------------------------


def test_a_known_day_is_a_span_of_that_day():
    """A day given where a span is meant stands for itself, and a span stays as it is."""
    month = Span.month(2016, 7)

    assert Span.day(day("2026-04-01")) == as_span(day("2026-04-01"))
    assert month is as_span(month)


def test_a_span_knows_whether_its_day_is_known():
    """One day is known; a month is not."""
    assert Span.day(day("2026-04-01")).is_day
    assert not Span.month(2026, 4).is_day


def test_a_span_that_ends_before_it_begins_is_refused():
    """A span whose end lies before its beginning says both days and what to do."""
    with pytest.raises(InvalidValue) as refusal:
        span("2026-04-02", "2026-04-01")

    assert refusal.value.explain("ja") == (
        "Span: 終わり（令和8年4月1日）が始まり（令和8年4月2日）より前です。"
        "始まりを先に書いてください。"
    )
    assert refusal.value.explain("en") == (
        "Span: it ends on 2026-04-01, before it begins on 2026-04-02; put the earlier day first."
    )


def test_a_time_of_day_is_no_end_of_a_span():
    """Records are dated by days, so a time of day is refused."""
    with pytest.raises(InvalidValue, match=r"is not a day; give a datetime\.date"):
        Span.day(datetime.datetime(2026, 4, 1, 9, 0))


def test_a_thirteenth_month_is_refused():
    """A month that no year has is refused with what to give."""
    with pytest.raises(InvalidValue) as refusal:
        Span.month(2026, 13)

    assert refusal.value.explain("ja") == (
        "Span.month: 2026年13月はありません。月は1から12までで書いてください。"
    )
    assert refusal.value.explain("en") == (
        "Span.month: there is no month 13 of 2026; give a month from 1 to 12."
    )


@pytest.mark.parametrize(
    ("other", "overlap", "inside"),
    [
        (span("2026-04-01", "2026-04-30"), True, True),
        (span("2026-03-01", "2026-05-31"), True, True),
        (span("2026-04-30", "2026-05-31"), True, False),
        (span("2026-03-01", "2026-04-01"), True, False),
        (span("2026-05-01", "2026-05-31"), False, False),
        (span("2026-03-01", "2026-03-31"), False, False),
    ],
)
def test_spans_overlap_by_a_common_day_and_lie_within_by_all_days(other, overlap, inside):
    """One common day is an overlap; lying within needs every day."""
    april = Span.month(2026, 4)

    assert overlap is april.overlaps(other)
    assert inside is april.within(other)


@pytest.mark.parametrize(
    ("last", "of"),
    [
        ("2024-02-29", "2024-02-10"),
        ("2023-02-28", "2023-02-28"),
        ("2026-12-31", "2026-12-01"),
        ("9999-12-31", "9999-12-05"),
    ],
)
def test_a_month_ends_on_its_last_day(last, of):
    """The last day of a month is found, in leap years and in the last month of all."""
    assert day(last) == month_end(day(of))


@pytest.mark.parametrize(
    ("written", "ja", "en", "era", "iso"),
    [
        (Span.day(day("2026-04-01")), "令和8年4月1日", "2026-04-01", "R8.4.1", "2026-04-01"),
        (Span.day(day("2019-05-01")), "令和元年5月1日", "2019-05-01", "R1.5.1", "2019-05-01"),
        (Span.month(2016, 7), "平成28年7月", "2016-07", "H28.7", "2016-07"),
        (
            span("2020-04-01", "2023-08-31"),
            "令和2年4月～令和5年8月",
            "2020-04 to 2023-08",
            "R2.4～R5.8",
            "2020-04/2023-08",
        ),
        (
            span("2026-04-01", "2026-04-15"),
            "令和8年4月1日～令和8年4月15日",
            "2026-04-01 to 2026-04-15",
            "R8.4.1～R8.4.15",
            "2026-04-01/2026-04-15",
        ),
        (FiscalYear(2023).span, "令和5年度", "FY2023", "R5.4～R6.3", "2023-04/2024-03"),
        (
            span("2019-01-01", "2019-04-30"),
            "平成31年1月～平成31年4月",
            "2019-01 to 2019-04",
            "H31.1～H31.4",
            "2019-01/2019-04",
        ),
        (
            span("1989-01-01", "1989-01-31"),
            "昭和64年1月～平成元年1月",
            "1989-01",
            "S64.1～H1.1",
            "1989-01",
        ),
    ],
)
def test_a_span_prints_what_is_known_and_no_invented_day(written, ja, en, era, iso):
    """Days print as days, months as months, fiscal years as such: in eras, ISO, or both."""
    assert (ja, en) == (written.text("ja"), written.text("en"))
    assert (era, iso) == (written.era, written.iso)


@pytest.mark.parametrize(
    "written", [Span.day(day("2026-04-01")), Span.month(2026, 4), FiscalYear(2026).span]
)
def test_a_date_is_written_in_japanese_or_english(written):
    """A third language is refused, whether a day, a month or a fiscal year is written."""
    with pytest.raises(ValueError, match="language is 'fr'; write 'ja' or 'en'"):
        written.text("fr")


# --- fiscal years --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "year"), [("2024-03-31", 2023), ("2023-04-01", 2023), ("2023-12-31", 2023)]
)
def test_a_fiscal_year_runs_from_april_to_march(on, year):
    """1 April opens a fiscal year and 31 March of the next year closes it."""
    assert FiscalYear(year) == FiscalYear.of(day(on))
    assert span("2023-04-01", "2024-03-31") == FiscalYear(2023).span


def test_fiscal_years_are_ordered():
    """An earlier fiscal year is less than a later one."""
    assert FiscalYear(2022) < FiscalYear(2023)


def test_a_fiscal_year_bears_the_era_of_its_december():
    """Fiscal 2019 began in 平成31年 and is called 令和元年度, as for every change of era."""
    assert FiscalYear(2019).text("ja") == "令和元年度"
    assert FiscalYear(2019).text("en") == "FY2019"
    for year in range(1873, 2101):
        kanji, _, number = _according_to_japanera(datetime.date(year, 12, 31))

        assert f"{kanji}{'元' if number == 1 else number}年度" == FiscalYear(year).text("ja")


def test_fiscal_years_reach_the_ends_of_the_calendar():
    """The first and the last days that a computer knows lie in fiscal years, too."""
    assert FiscalYear.of(datetime.date.min) == FiscalYear(0)
    assert Span(datetime.date.min, datetime.date(1, 3, 31)) == FiscalYear(0).span
    assert FiscalYear(0).text("ja") == "1年度"
    assert datetime.date.max == FiscalYear(9999).last


@pytest.mark.parametrize("year", [-1, 10_000, "2023", 2023.5])
def test_a_fiscal_year_outside_the_calendar_is_refused(year):
    """What is no year of the calendar makes no fiscal year."""
    with pytest.raises(InvalidValue, match=r"FiscalYear\.year"):
        FiscalYear(year)


def test_a_fiscal_year_too_far_ahead_says_how_far_years_go():
    """The refusal of the year 10000 names the last year there is."""
    with pytest.raises(InvalidValue) as refusal:
        FiscalYear(10_000)

    assert refusal.value.explain("ja") == (
        "FiscalYear.year: 10000年度は扱えません。9999以下の年を書いてください。"
    )
    assert refusal.value.explain("en") == (
        "FiscalYear.year: 10000 lies too far ahead; write a year up to 9999."
    )


@pytest.mark.parametrize("month", [("2026", 4), (2026, None), (10**20, 4)])
def test_a_month_of_no_number_or_beyond_the_calendar_is_refused(month):
    """What is no month of the calendar is refused as a value, whatever its kind."""
    with pytest.raises(InvalidValue, match=r"Span\.month"):
        Span.month(*month)


def test_the_fiscal_year_of_no_day_is_refused():
    """A text has no fiscal year."""
    with pytest.raises(InvalidValue, match=r"FiscalYear\.of: '2026' is not a day"):
        FiscalYear.of("2026")
