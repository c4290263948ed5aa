"""Read the values of options: days and fiscal years, as people write them."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from typing import TypeVar

from renkei_model.date_text import parse_fiscal_year, parse_span
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import InvalidDate, RenkeiError
from renkei_model.wording import Language, Wording

__all__ = [
    "filled",
    "read_by",
    "read_fiscal_year",
    "read_last_day",
    "read_one_day",
]

_Value = TypeVar("_Value")


def filled(language: Language) -> Callable[[str], str]:
    """Read a text that may not be empty."""

    def read(text: str) -> str:
        if not text.strip():
            empty = Wording("空にはできません。", "it cannot be empty.")
            raise argparse.ArgumentTypeError(empty.text(language))
        return text.strip()

    return read


def read_by(parse: Callable[[str], _Value], language: Language) -> Callable[[str], _Value]:
    """Read a value by one of our parsers, whose errors are told in the asked language."""

    def read(text: str) -> _Value:
        try:
            return parse(text)
        except RenkeiError as error:
            raise argparse.ArgumentTypeError(error.explain(language)) from None

    return read


def read_fiscal_year(text: str) -> FiscalYear:
    """Read a fiscal year, with or without its 年度.

    Raises:
        InvalidDate: If it is none; of another date, with the year that it lies in.
    """
    try:
        return parse_fiscal_year(text)
    except InvalidDate as error:
        no_year = error
    try:
        span = parse_span(text)
    except InvalidDate:
        raise no_year from None
    year = FiscalYear.of(span.first)
    if span == year.span:
        return year
    raise InvalidDate(
        text,
        Wording(
            "年度ではなく，日か月か期間です", "it is a day, a month or a span, not a fiscal year"
        ),
        Wording(
            f"年度を書いてください（{Span.day(span.first).text('ja')}は{year.text('ja')}です）",
            f"write the fiscal year ({span.first} lies in {year.text('en')})",
        ),
    )


def read_one_day(text: str) -> datetime.date:
    """Read a date that is one day.

    Raises:
        InvalidDate: If it is no date, or a month or a span.
    """
    span = parse_span(text)
    if not span.is_day:
        raise InvalidDate(
            text,
            Wording("日が特定されていません", "it is not one day"),
            Wording("年月日まで書いてください", "give year, month and day"),
        )
    return span.last


def read_last_day(text: str) -> datetime.date:
    """Read a date and give its last day.

    Raises:
        InvalidDate: If it is no date.
    """
    return parse_span(text).last
