"""Days, spans, fiscal years and moments, often where one fiscal year meets the next."""

from __future__ import annotations

import datetime
import functools

from hypothesis import strategies as st

from renkei_model.dates import FiscalYear, Span, month_end
from renkei_model.windows import Moment

__all__ = ["FIRST_DAY", "LAST_DAY", "days", "fiscal_years", "moments", "narrower", "spans"]

FIRST_DAY = datetime.date(2022, 4, 1)
LAST_DAY = datetime.date(2026, 3, 31)


@functools.cache
def days(
    first: datetime.date = FIRST_DAY, last: datetime.date = LAST_DAY
) -> st.SearchStrategy[datetime.date]:
    """Draw days, often the first and last of fiscal years and months, and leap days."""
    corners = [
        day
        for year in range(first.year, last.year + 1)
        for day in (
            datetime.date(year, 4, 1),
            datetime.date(year, 3, 31),
            datetime.date(year, 7, 31),
            datetime.date(year, 8, 1),
            datetime.date(year, 12, 31),
            month_end(datetime.date(year, 2, 1)),
        )
        if first <= day <= last
    ]
    every_day = st.dates(first, last)
    return st.one_of(st.sampled_from(corners), every_day) if corners else every_day


@functools.cache
def spans(
    first: datetime.date = FIRST_DAY, last: datetime.date = LAST_DAY
) -> st.SearchStrategy[Span]:
    """Draw a day, a month, a fiscal year, or some time between two days."""
    day = days(first, last)
    return st.one_of(
        day.map(Span.day),
        day.map(lambda day: Span.month(day.year, day.month)),
        day.map(lambda day: FiscalYear.of(day).span),
        st.tuples(day, day).map(lambda pair: Span(min(pair), max(pair))),
    )


@st.composite
def moments(draw: st.DrawFn, *, hindsight: bool = True) -> Moment:
    """Draw a day that is judged, when the ledger was read, and when the stage was entered.

    Args:
        draw: Given by Hypothesis.
        hindsight: Whether the ledger may be read on another day than the one that is judged.
    """
    on = draw(days())
    as_of = draw(days()) if hindsight and draw(st.booleans()) else on
    entered = draw(st.none() | days().map(Span.day) | spans())
    # A stage that was surely entered later is not the one the council is in.
    if entered is not None and entered.first > on:
        entered = Span(on, entered.last)
    return Moment(on, as_of, entered)


def fiscal_years(first: int = 1873, last: int = 2100) -> st.SearchStrategy[FiscalYear]:
    """Draw fiscal years."""
    return st.integers(first, last).map(FiscalYear)


@st.composite
def narrower(draw: st.DrawFn, span: Span) -> Span:
    """Draw a span within a span."""
    first = draw(st.dates(span.first, span.last))
    return Span(first, draw(st.dates(first, span.last)))
