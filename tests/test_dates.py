"""Days, months, spans, fiscal years and eras, as people write and read them."""

import datetime

import japanera
import pytest

from renkei_model.date_text import parse_fiscal_year, parse_span
from renkei_model.dates import ERAS, FiscalYear, Span, as_span, era_of, month_end
from renkei_model.errors import InvalidDate, InvalidValue


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


def test_days_are_written_and_read_back_as_in_an_independent_library():
    """A day written with japanera's era and year is read as that day, and printed the same."""
    for sampled in SAMPLED_DAYS:
        kanji, letter, year = _according_to_japanera(sampled)
        in_kanji = f"{kanji}{'元' if year == 1 else year}年{sampled.month}月{sampled.day}日"
        in_letters = f"{letter}{year}.{sampled.month}.{sampled.day}"
        written = Span.day(sampled)

        assert (in_kanji, in_letters) == (written.text("ja"), written.era)
        assert (written, written) == (parse_span(in_kanji), parse_span(in_letters))


@pytest.mark.parametrize("era", ERAS[1:], ids=lambda era: era.letter)
def test_the_day_before_an_era_cannot_be_written_in_it(era):
    """The last day of one era is refused in the next one, whose first day is read."""
    first = era.first
    before = first - datetime.timedelta(days=1)

    assert parse_span(f"{era.letter}1.{first.month}.{first.day}") == Span.day(first)
    with pytest.raises(InvalidDate):
        parse_span(f"{era.letter}{era.year(before)}.{before.month}.{before.day}")


@pytest.mark.parametrize("era", ERAS[:-1], ids=lambda era: era.letter)
def test_the_day_after_an_era_cannot_be_written_in_it(era):
    """The first day of one era is refused in the one before it, whose last day is read."""
    last = era.last
    after = last + datetime.timedelta(days=1)

    assert parse_span(f"{era.letter}{era.year(last)}.{last.month}.{last.day}") == Span.day(last)
    with pytest.raises(InvalidDate):
        parse_span(f"{era.letter}{era.year(after)}.{after.month}.{after.day}")


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
        "Span: 終わり（2026-04-01）が始まり（2026-04-02）より前です。始まりを先に書いてください。"
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
    assert {written} == {parse_span(text) for text in (ja, era, iso)}


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


@pytest.mark.parametrize(
    "text", ["2023", "FY2023", "fy 2023", "R5", "令和5年度", "Ｒ５", "令和5年"]
)
def test_a_fiscal_year_is_read_as_people_write_it(text):
    """Common years, eras by letter or kanji, full-width or not, with or without 年度."""
    assert FiscalYear(2023) == parse_fiscal_year(text)


@pytest.mark.parametrize(
    ("text", "ja", "en"),
    [
        (
            "来年",
            (
                "日付「来年」: 年度として読めません。"
                "「2023」「R5」「令和5年度」のように書いてください。"
            ),
            "date '来年': it is not a fiscal year; write it like 2023, FY2023 or R5.",
        ),
        (
            "平成32年度",
            (
                "日付「平成32年度」: 平成と書けるのは1989年1月8日から2019年4月30日までです。"
                "その時期は令和2年（R2）と書いてください。"
            ),
            (
                "date '平成32年度': Heisei is for dates from 1989-01-08 to 2019-04-30; "
                "write R2 (令和2年) for that time."
            ),
        ),
        (
            "昭和64年度",
            (
                "日付「昭和64年度」: 昭和と書けるのは1926年12月25日から1989年1月7日までです。"
                "その時期は平成元年（H1）と書いてください。"
            ),
            (
                "date '昭和64年度': Showa is for dates from 1926-12-25 to 1989-01-07; "
                "write H1 (平成元年) for that time."
            ),
        ),
        (
            "令和0年度",
            "日付「令和0年度」: 令和0年はありません。元年は1と書いてください。",
            "date '令和0年度': Reiwa has no year 0; write 1 for its first year.",
        ),
        (
            "0000",
            (
                "日付「0000」: 0年はありません。「2026-04-01」「令和8年4月1日」「H28.7」"
                "「2020-04/2023-08」「令和5年度」のように書いてください。"
            ),
            (
                "date '0000': there is no year 0; write it like 2026-04-01, 2026-04, H28.7, "
                "2020-04/2023-08 or FY2023."
            ),
        ),
    ],
)
def test_an_impossible_fiscal_year_is_refused_with_the_right_one(text, ja, en):
    """What is no fiscal year, or none of its era, says so and how to write it."""
    with pytest.raises(InvalidDate) as refusal:
        parse_fiscal_year(text)

    assert ja == refusal.value.explain("ja")
    assert en == refusal.value.explain("en")


# --- reading dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-04-01", "2026-04-01"),
        ("2026/4/1", "2026-04-01"),
        ("2026.4.1", "2026-04-01"),
        ("２０２６年４月１日", "2026-04-01"),
        ("2026年4月1日", "2026-04-01"),
        ("令和8年4月1日", "2026-04-01"),
        (" R8.4.1 ", "2026-04-01"),
        ("r8-4-1", "2026-04-01"),
        ("R１.７", "2019-07"),
        ("令和元年7月", "2019-07"),
        ("令和 元 年 7 月", "2019-07"),
        ("H28.7", "2016-07"),
        ("2016/7", "2016-07"),
        ("2016年", "2016-01/2016-12"),
        ("平成31年", "2019-01/2019-04"),
        ("R1年", "2019-05/2019-12"),
        ("令和5年度", "2023-04/2024-03"),
        ("FY2023", "2023-04/2024-03"),
        ("平成31年度", "2019-04/2020-03"),
        ("2020-04/2023-08", "2020-04/2023-08"),
        ("R2.4～R5.8", "2020-04/2023-08"),
        ("R2.4 〜 R5.8", "2020-04/2023-08"),
        ("2020/4~2023/8", "2020-04/2023-08"),
        ("2020/4/2023/8", "2020-04/2023-08"),
        ("2026-04-01/2026-04-15", "2026-04-01/2026-04-15"),
        ("2026-04-01/2026-04-01", "2026-04-01"),
        ("令和4年度～令和5年度", "2022-04/2024-03"),
        ("FY2022/FY2023", "2022-04/2024-03"),
        ("S64.1", "1989-01-01/1989-01-07"),
        ("M6.1", "1873-01"),
    ],
)
def test_dates_are_read_as_people_write_them(text, iso):
    """Days, months, years, fiscal years and spans of these, in eras or common years."""
    assert iso == parse_span(text).iso


@pytest.mark.parametrize(
    ("text", "ja", "en"),
    [
        (
            "R1.4",
            "令和と書けるのは2019年5月1日からです。その時期は平成31年（H31）と書いてください。",
            "Reiwa is for dates from 2019-05-01 on; write H31 (平成31年) for that time.",
        ),
        (
            "H31.5",
            (
                "平成と書けるのは1989年1月8日から2019年4月30日までです。"
                "その時期は令和元年（R1）と書いてください。"
            ),
            (
                "Heisei is for dates from 1989-01-08 to 2019-04-30; "
                "write R1 (令和元年) for that time."
            ),
        ),
        (
            "S65.1",
            (
                "昭和と書けるのは1926年12月25日から1989年1月7日までです。"
                "その時期は平成2年（H2）と書いてください。"
            ),
            ("Showa is for dates from 1926-12-25 to 1989-01-07; write H2 (平成2年) for that time."),
        ),
        (
            "M1.9",
            (
                "明治と書けるのは1873年1月1日から1912年7月29日までです。"
                "旧暦の日付は西暦に直して書いてください。"
            ),
            (
                "Meiji is for dates from 1873-01-01 to 1912-07-29; "
                "the calendar was lunar before, so convert the date and write its common year."
            ),
        ),
        (
            "R0.1",
            "令和0年はありません。元年は1と書いてください。",
            "Reiwa has no year 0; write 1 for its first year.",
        ),
        (
            "2026-02-30",
            "暦にない日付です。月と日を確かめてください。",
            "the calendar has no such day; check the month and the day.",
        ),
        (
            "2026-13",
            "暦にない日付です。月と日を確かめてください。",
            "the calendar has no such day; check the month and the day.",
        ),
        (
            "2026-04/2026-03",
            "期間の終わりが始まりより前です。始まりを先に書いてください。",
            "the span ends before it begins; put the earlier date first.",
        ),
        (
            "2023",
            "暦年か年度か分かりません。「2023年」または「2023年度」と書いてください。",
            (
                "a bare year may be calendar or fiscal; "
                "write 2023年 for the calendar year or 2023年度 for the fiscal year."
            ),
        ),
        (
            "令和5",
            "暦年か年度か分かりません。「令和5年」または「令和5年度」と書いてください。",
            (
                "a bare year may be calendar or fiscal; "
                "write 令和5年 for the calendar year or 令和5年度 for the fiscal year."
            ),
        ),
    ],
)
def test_a_date_that_cannot_have_been_is_refused_with_what_to_write(text, ja, en):
    """An impossible or ambiguous date says why, and how it is written."""
    with pytest.raises(InvalidDate) as refusal:
        parse_span(text)

    assert f"日付「{text}」: {ja}" == refusal.value.explain("ja")
    assert f"date {text!r}: {en}" == refusal.value.explain("en")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "5",
        "20260401",
        "2026-",
        "2026-04-01T09:00",
        "R2.4～",
        "こども年度",
        "FYxyz",
        "/",
    ],
)
def test_what_is_no_date_is_refused_with_ways_to_write_one(text):
    """A text that is no date at all is told the forms that are read."""
    with pytest.raises(InvalidDate) as refusal:
        parse_span(text)

    assert refusal.value.explain("ja") == (
        f"日付「{text}」: 日付として読めません。「2026-04-01」「令和8年4月1日」「H28.7」"
        "「2020-04/2023-08」「令和5年度」のように書いてください。"
    )
    assert refusal.value.explain("en") == (
        f"date {text!r}: it is not a date; "
        "write it like 2026-04-01, 2026-04, H28.7, 2020-04/2023-08 or FY2023."
    )


def test_a_long_text_is_read_up_to_80_signs():
    """A date among blanks is still read; one sign more is not a date any more."""
    assert Span.day(day("2026-04-01")) == parse_span("2026-04-01".ljust(80))
    with pytest.raises(InvalidDate, match="it is too long"):
        parse_span("2026-04-01".ljust(81))


def test_the_first_year_of_the_calendar_can_be_written():
    """The year 1 is the first there is."""
    assert Span.month(1, 1) == parse_span("0001-01")


def test_an_endless_text_is_refused_without_reading_it():
    """A text far too long for a date is cut in the refusal, not searched."""
    with pytest.raises(InvalidDate, match="date '1111/1111/1111/1111/…': it is too long"):
        parse_span("1111/" * 100_000)


@pytest.mark.parametrize("text", ["0000-01-01", "0000年", "FY0000"])
def test_there_is_no_year_0(text):
    """No common year and no fiscal year is the year 0."""
    with pytest.raises(InvalidDate, match="there is no year 0"):
        parse_span(text)
