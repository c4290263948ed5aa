"""Dates as people write them: what is read, and what is refused."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.date_text import parse_fiscal_year, parse_span
from renkei_model.dates import ERAS, FiscalYear, Span, era_of
from renkei_model.errors import InvalidDate, InvalidValue


def day(text):
    """Read a day of the common calendar."""
    return datetime.date.fromisoformat(text)


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


@pytest.mark.parametrize(
    "text", ["2023", "FY2023", "fy 2023", "R5", "令和5年度", "Ｒ５", "令和5年"]
)
def test_a_fiscal_year_is_read_as_people_write_it(text):
    """Common years, eras by letter or kanji, full-width or not, with or without 年度."""
    assert FiscalYear(2023) == parse_fiscal_year(text)


@pytest.mark.parametrize(
    "text",
    [
        "H31/R1",
        "Ｈ31／Ｒ１",
        "H31・R1",
        "平成31年度・令和元年度",
        "平成31（令和元）年度",
        "平成31年度（令和元年度）",
    ],
)
def test_the_fiscal_year_in_which_the_era_changed_may_have_both_its_names(text):
    """Tables of cities call fiscal 2019 by either era, or by both."""
    assert FiscalYear(2019) == parse_fiscal_year(text)


@pytest.mark.parametrize("text", ["H31/R2", "R1/", "H31/R1/R2", "2019/20", "H31（R1"])
def test_two_names_of_different_years_are_no_fiscal_year(text):
    """Both names must be of one year."""
    with pytest.raises(InvalidDate, match="it is not a fiscal year"):
        parse_fiscal_year(text)


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
                "日付「平成32年度」: 平成と書けるのは平成元年1月8日から平成31年4月30日までです。"
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
                "日付「昭和64年度」: 昭和と書けるのは昭和元年12月25日から昭和64年1月7日までです。"
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


def test_every_day_is_read_as_it_is_written():
    """From 1873 to 2100 a day written in eras or as ISO is read as that day."""
    for number in range(day("1873-01-01").toordinal(), day("2101-01-01").toordinal(), 97):
        written = Span.day(datetime.date.fromordinal(number))

        assert {written} == {
            parse_span(text) for text in (written.text("ja"), written.era, written.iso)
        }


@pytest.mark.parametrize(
    "written",
    [
        Span.month(2016, 7),
        Span(day("2020-04-01"), day("2023-08-31")),
        Span(day("2026-04-01"), day("2026-04-15")),
        FiscalYear(2023).span,
        Span.month(1989, 1),
    ],
    ids=["month", "months", "days", "fiscal year", "month of two eras"],
)
def test_every_span_is_read_as_it_is_written(written):
    """Months, spans and fiscal years are read back from each way in which they are written."""
    assert {written} == {
        parse_span(text) for text in (written.text("ja"), written.era, written.iso)
    }


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
        ("令和6年4月から令和6年9月まで", "2024-04/2024-09"),
        ("R6.4.1 から R6.9.29", "2024-04-01/2024-09-29"),
        ("R6.4～R6.9まで", "2024-04/2024-09"),
        ("令和4年度から令和5年度まで", "2022-04/2024-03"),
        ("2020-04 to 2023-08", "2020-04/2023-08"),
        ("令和6年9月1日（日）", "2024-09-01"),
        ("令和6年9月1日 ( 日曜日 )", "2024-09-01"),
        ("R6.9.2（月曜）", "2024-09-02"),
        ("令和6年9月23日（月・祝）", "2024-09-23"),
        ("2024-09-01 (Sun)", "2024-09-01"),
        ("2024-09-04 (wednesday)", "2024-09-04"),
        ("R6.9.1（日）～R6.9.8（日）", "2024-09-01/2024-09-08"),
        ("令和六年五月一日", "2024-05-01"),
        ("令和五年度", "2023-04/2024-03"),
        ("平成三十年十二月二十三日", "2018-12-23"),
        ("平成三〇年十月", "2018-10"),
        ("二〇二四年五月一日", "2024-05-01"),
        ("令和六年九月一日（日）", "2024-09-01"),
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
            "令和と書けるのは令和元年5月1日からです。その時期は平成31年（H31）と書いてください。",
            "Reiwa is for dates from 2019-05-01 on; write H31 (平成31年) for that time.",
        ),
        (
            "H31.5",
            (
                "平成と書けるのは平成元年1月8日から平成31年4月30日までです。"
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
                "昭和と書けるのは昭和元年12月25日から昭和64年1月7日までです。"
                "その時期は平成2年（H2）と書いてください。"
            ),
            ("Showa is for dates from 1926-12-25 to 1989-01-07; write H2 (平成2年) for that time."),
        ),
        (
            "M1.9",
            (
                "明治と書けるのは明治6年1月1日から明治45年7月29日までです。"
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


OF_SPREADSHEET = (
    (
        "日付として読めません。表計算ソフトが日付に変えた可能性があります。"
        "セルの書式を文字列にして「{meant}」のように書いてください。"
    ),
    (
        "it is not a date; a spreadsheet may have changed it; "
        "format the cell as text and write it like {meant}."
    ),
)
END_WITHOUT_YEAR = (
    "期間の終わりに年がありません。「R6.4～R6.9」のように，終わりも年から書いてください。",
    "the end of the span has no year; write the year of its end too, like 2024-04/2024-09.",
)
WITHOUT_YEAR = (
    "年がありません。「2024-09-01」「令和6年9月1日」のように年から書いてください。",
    "the year is missing; begin with the year, like 2024-09-01.",
)
WITHOUT_ERA = (
    (
        "年が西暦か元号か分かりません。"
        "「2024-09-01」「R6.9.1」のように，西暦の4桁か元号を付けた年で書いてください。"
    ),
    (
        "the year may be of an era or not; "
        "write all four digits of the year, like 2024-09-01, or the era, like R6.9.1."
    ),
)


def of_spreadsheet(meant):
    """Give both refusals of what a spreadsheet made of a date."""
    return tuple(sentence.format(meant=meant) for sentence in OF_SPREADSHEET)


def to_be_written(ja, en, iso):
    """Give both refusals of a date that can be guessed whole."""
    return f"{ja}。「{iso}」と書いてください。", f"{en}; write {iso}."


def first_year(written):
    """Give the refusals of a first year without its era."""
    return (
        f"どの元号の元年か分かりません。「{written}」のように元号を付けて書いてください。",
        f"the era of this first year is missing; write the era too, like {written}.",
    )


def serial_day(ja, iso):
    """Give the refusals of a number that spreadsheets show for a day."""
    return (
        (
            f"表計算ソフトが日付を表す番号のようです（{ja}に当たりますが，推測では読みません）。"
            f"元の表で日付を確かめ，「{iso}」のように書いてください。"
        ),
        (
            f"it seems to be a spreadsheet's number of a day ({iso}), which is not guessed at; "
            f"check the date in the spreadsheet and write it like {iso}."
        ),
    )


UNDIVIDED = ("年月日の区切りがありません", "nothing divides year, month and day")
WITH_TIME = ("時刻が付いています", "it holds a time of day")


@pytest.mark.parametrize(
    ("text", "refusals"),
    [
        ("Sep-24", of_spreadsheet("2024-09")),
        ("Sep-2024", of_spreadsheet("2024-09")),
        ("1-Sep", of_spreadsheet("2024-09-01")),
        ("24-dec-25", of_spreadsheet("2025-12-24")),
        ("20240901", to_be_written(*UNDIVIDED, "2024-09-01")),
        ("２０２４０９", to_be_written(*UNDIVIDED, "2024-09")),
        ("2024/9/1 0:00", to_be_written(*WITH_TIME, "2024-09-01")),
        ("令和6年9月1日 00:00:00", to_be_written(*WITH_TIME, "2024-09-01")),
        ("2026-04-01T09:00+09:00", to_be_written(*WITH_TIME, "2026-04-01")),
        ("R6.4～9", END_WITHOUT_YEAR),
        ("令和6年4月から9月まで", END_WITHOUT_YEAR),
        ("2024-09-01~9.3", END_WITHOUT_YEAR),
        ("9月1日", WITHOUT_YEAR),
        ("９月１日（日）", WITHOUT_YEAR),
        ("九月", WITHOUT_YEAR),
        ("9/1", WITHOUT_YEAR),
        ("6.9.1", WITHOUT_ERA),
        ("24/9/1", WITHOUT_ERA),
        ("六年九月一日", WITHOUT_ERA),
        ("元年10月", first_year("令和元年10月")),
        ("元年３月", first_year("平成元年3月")),
        ("元年度", first_year("令和元年度")),
        ("43739", serial_day("令和元年10月1日", "2019-10-01")),
        ("４５７４８", serial_day("令和7年4月1日", "2025-04-01")),
        (
            "令和6年9月1日（月）",
            (
                "令和6年9月1日は日曜日です。日付か曜日を直してください。",
                "2024-09-01 is a Sunday; correct the date or the weekday.",
            ),
        ),
        (
            "2024-09-01 (Sat)",
            (
                "令和6年9月1日は日曜日です。日付か曜日を直してください。",
                "2024-09-01 is a Sunday; correct the date or the weekday.",
            ),
        ),
        (
            "令和6年9月（日）",
            (
                "曜日は一日の日付にだけ付けられます。日まで書くか，曜日を除いてください。",
                "only a single day has a weekday; write the day, or drop the weekday.",
            ),
        ),
        (
            "20241301",
            (
                "暦にない日付です。月と日を確かめてください。",
                "the calendar has no such day; check the month and the day.",
            ),
        ),
    ],
    ids=str,
)
def test_a_date_in_a_form_that_is_not_read_is_refused_with_the_form_that_is(text, refusals):
    """What clerks and spreadsheets write otherwise says how it is meant to be written."""
    with pytest.raises(InvalidDate) as refusal:
        parse_span(text)

    assert f"日付「{text}」: {refusals[0]}" == refusal.value.explain("ja")
    assert f"date {text!r}: {refusals[1]}" == refusal.value.explain("en")


KANJI = "〇一二三四五六七八九"


def in_kanji(number):
    """Write a number below 100 in kanji, as in 二十三."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else KANJI[tens]) + "十" if tens else ""
    return ten + (KANJI[ones] if ones or not tens else "")


@given(st.dates(day("1873-01-01"), day("2100-12-31")), st.booleans())
def test_a_day_in_kanji_numerals_with_its_weekday_is_that_day(date, in_eras):
    """Kanji numerals of eras and of the common calendar are read, beside the right weekday only."""
    era = era_of(date)
    year = f"{era.kanji}{in_kanji(era.year(date))}"
    if not in_eras:
        year = "".join(KANJI[int(digit)] for digit in str(date.year))
    written = f"{year}年{in_kanji(date.month)}月{in_kanji(date.day)}日"
    weekdays = "月火水木金土日"

    assert Span.day(date) == parse_span(written)
    assert Span.day(date) == parse_span(f"{written}（{weekdays[date.weekday()]}）")
    with pytest.raises(InvalidDate, match="correct the date or the weekday"):
        parse_span(f"{written}（{weekdays[date.weekday() - 1]}）")


@given(st.text(alphabet="0123456789令和H元年度月日./-～:T ()Sep火（）〇二十三から", max_size=16))
def test_any_text_is_a_date_that_is_read_again_or_refused(text):
    """Whatever is read is read alike from the ways in which it is written; all else is refused."""
    try:
        span = parse_span(text)
    except InvalidDate as refusal:
        read_again, span = {refusal.text}, text
    else:
        read_again = {parse_span(written) for written in (span.iso, span.text("ja"))}

    assert {span} == read_again


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "5",
        "2026-",
        "10:00",
        "soon 10:00",
        "令和十二十年五月",
        "令和6年9月1日（日本）",
        "令和六",
        "元年度こども",
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


@pytest.mark.parametrize("read", [parse_span, parse_fiscal_year])
def test_what_is_no_text_is_not_read_as_a_date(read):
    """A number where a text is meant says what to give."""
    with pytest.raises(InvalidValue, match=f"{read.__name__}: 2026 is no str; give a str"):
        read(2026)
