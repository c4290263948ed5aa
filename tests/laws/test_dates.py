"""Dates as people write them, against the calendar."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from japanera import EraDate

from renkei_model.date_text import parse_fiscal_year, parse_span
from renkei_model.dates import ERAS, FiscalYear, Span, month_end
from renkei_model.errors import InvalidDate
from renkei_model.testing import days, fiscal_years, spans

A_DAY = datetime.timedelta(days=1)
FIRST, LAST = datetime.date(1873, 1, 1), datetime.date(2100, 12, 31)
ALL_DAYS = days(FIRST, LAST)
ALL_SPANS = spans(FIRST, LAST)
FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in map(chr, range(ord("!"), ord("~") + 1))}
THE_MONTHS_OF_CHANGE = [Span(era.first.replace(day=1), month_end(era.first)) for era in ERAS[1:]]


def examples(cases):
    """Add explicit cases to a law."""

    def add(law):
        for case in cases:
            law = example(case)(law)
        return law

    return add


@given(ALL_SPANS)
@examples(THE_MONTHS_OF_CHANGE)
def test_what_files_hold_reads_back(span):
    """A span written as files hold it is read as the same days."""
    assert span == parse_span(span.iso)


@given(ALL_SPANS)
@examples(THE_MONTHS_OF_CHANGE)
def test_what_a_japanese_reader_sees_reads_back(span):
    """A span written in Japanese is read as the same days, in a month of two eras too."""
    assert span == parse_span(span.text("ja"))


@given(ALL_SPANS)
@examples(THE_MONTHS_OF_CHANGE)
def test_what_city_tables_hold_reads_back(span):
    """A span written with era letters, as in city tables, is read as the same days."""
    assert span == parse_span(span.era)


@given(ALL_SPANS)
def test_what_an_english_reader_sees_reads_back(span):
    """In English a day, a month and a fiscal year are read as the same days."""
    text = span.text("en")

    assert " to " in text or span == parse_span(text)


@given(ALL_SPANS, st.sampled_from(["iso", "era", "ja"]))
def test_full_width_means_half_width(span, how):
    """Digits, letters and signs of either width say the same date."""
    text = {"iso": span.iso, "era": span.era, "ja": span.text("ja")}[how]

    assert parse_span(text) == parse_span(text.translate(FULL_WIDTH))
    assert parse_span(text) == parse_span(f"\u3000{text.translate(FULL_WIDTH)} ")


def test_every_day_has_its_era_date():
    """Each day from 1873 to 2100 reads back from its era date, in kanji and in letters."""
    day = FIRST
    while day <= LAST:
        span = Span.day(day)

        assert span == parse_span(span.text("ja")) == parse_span(span.era)

        day += A_DAY


@given(ALL_DAYS)
@examples([era.first for era in ERAS[1:]])
@examples([era.last for era in ERAS[:-1]])
def test_era_dates_agree_with_another_library(day):
    """The era and the year of a day are those that japanera gives."""
    other = EraDate.from_date(day)
    era = next(era for era in ERAS if era.kanji == other.era.kanji)
    year = day.year - other.era.since.year + 1

    assert Span.day(day) == parse_span(f"{other.era.kanji}{year}年{day.month}月{day.day}日")
    assert Span.day(day) == parse_span(f"{era.letter.lower()}{year}.{day.month}.{day.day}")
    assert f"{era.letter}{year}.{day.month}.{day.day}" == Span.day(day).era


@given(ALL_DAYS, st.sampled_from(ERAS))
def test_a_day_cannot_be_written_in_another_era(day, era):
    """An era's name is accepted for its own days only."""
    year = day.year - era.first.year + 1
    text = f"{era.letter}{year}.{day.month}.{day.day}"
    if era.named <= day <= era.last and year < 100:
        assert Span.day(day) == parse_span(text)
    else:
        with pytest.raises(InvalidDate):
            parse_span(text)


@given(st.text(alphabet="0123456789令和平成昭大正明治元年度月日RHSTM./-～~ ０９Ｒ", max_size=14))
def test_whatever_is_written_is_read_or_refused(text):
    """No text makes the reader fail in any other way than by saying that it is no date."""
    for read in (parse_span, parse_fiscal_year):
        try:
            answer = read(text)
        except InvalidDate as refusal:
            answer = refusal.explain("ja") + refusal.explain("en")

        assert isinstance(answer, Span | FiscalYear | str)


@given(st.integers(1, 9998))
def test_a_fiscal_year_begins_on_1_april_and_ends_on_31_march(year):
    """1 April begins a fiscal year, the 31 March before it ends the last one."""
    fiscal_year = FiscalYear(year)

    assert datetime.date(year, 4, 1) == fiscal_year.first
    assert datetime.date(year + 1, 3, 31) == fiscal_year.last
    assert fiscal_year == FiscalYear.of(fiscal_year.first) == FiscalYear.of(fiscal_year.last)
    assert FiscalYear(year - 1) == FiscalYear.of(datetime.date(year, 3, 31))
    assert FiscalYear(year + 1) == FiscalYear.of(datetime.date(year + 1, 4, 1))


@given(ALL_DAYS)
def test_a_day_lies_in_its_fiscal_year(day):
    """Every day lies in exactly one fiscal year."""
    fiscal_year = FiscalYear.of(day)

    assert fiscal_year.first <= day <= fiscal_year.last
    assert FiscalYear.of(day + 366 * A_DAY) > fiscal_year


@given(fiscal_years())
def test_a_fiscal_year_reads_back(fiscal_year):
    """A fiscal year written in either language is read as that fiscal year."""
    for language in ("ja", "en"):
        text = fiscal_year.text(language)

        assert fiscal_year == parse_fiscal_year(text)
        assert fiscal_year == parse_fiscal_year(text.translate(FULL_WIDTH))
        assert fiscal_year.span == parse_span(text)


@given(ALL_SPANS, ALL_SPANS)
def test_overlapping_and_lying_within(one, other):
    """Two spans overlap when some day lies in both, and lie within when every day does."""
    first, last = max(one.first, other.first), min(one.last, other.last)

    assert (first <= last) == one.overlaps(other) == other.overlaps(one)
    assert ((first, last) == (one.first, one.last)) == one.within(other)


@given(st.dates())
def test_a_month_ends_the_day_before_the_next(day):
    """The last day of a month is in that month, and the day after it is not."""
    last = month_end(day)

    assert (day.year, day.month) == (last.year, last.month)
    assert last == datetime.date.max or (last + A_DAY).day == 1
