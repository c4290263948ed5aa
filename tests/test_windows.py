"""Windows: the days that count when a day is judged."""

import datetime

import pytest

from invented import (
    day,
)
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue
from renkei_model.ledgers import Window
from renkei_model.windows import (
    EVER,
    SINCE_STAGE_ENTRY,
    THIS_FISCAL_YEAR,
    THROUGH_LAST_FISCAL_YEAR,
    Moment,
)

TODAY = day("2026-04-10")


@pytest.mark.parametrize(
    ("during", "on", "window"),
    [
        (EVER, "2026-04-10", Window(None, TODAY)),
        (THROUGH_LAST_FISCAL_YEAR, "2026-04-10", Window(None, day("2026-03-31"))),
        (THROUGH_LAST_FISCAL_YEAR, "2026-03-31", Window(None, day("2025-03-31"))),
        (
            THIS_FISCAL_YEAR,
            "2026-04-01",
            Window(Span.day(day("2026-04-01")), day("2027-03-31")),
        ),
        (
            THIS_FISCAL_YEAR,
            "2026-03-31",
            Window(Span.day(day("2025-04-01")), day("2026-03-31")),
        ),
        (SINCE_STAGE_ENTRY, "2026-04-10", Window(Span.month(2026, 2), TODAY)),
    ],
)
def test_the_days_that_count_follow_from_the_day_judged(during, on, window):
    """All days until then, until the last 31 March, this fiscal year's, or since the entry."""
    assert window == during.window(Moment.at(day(on), entered=Span.month(2026, 2)))


@pytest.mark.parametrize("place", ["on", "as_of"])
def test_a_moment_is_a_plain_day(place):
    """Judging at a time of day or at a text is refused."""
    with pytest.raises(InvalidValue, match=f"^{place}: '2026-04-10' is not a day"):
        Moment(**{"on": TODAY, "as_of": TODAY, place: "2026-04-10"})


def test_a_moment_of_a_day_knows_what_is_known_on_that_day():
    """Judging a day means judging it with the ledger as it stood then."""
    assert Moment(TODAY, TODAY) == Moment.at(TODAY)
    assert datetime.date(2026, 4, 10) == Moment.at(TODAY).as_of


def test_the_first_days_of_the_calendar_have_no_fiscal_year_before_them():
    """Nothing counts by the end of a fiscal year that the calendar does not have."""
    window = THROUGH_LAST_FISCAL_YEAR.window(Moment.at(datetime.date.min))

    assert window == Window(None, datetime.date.min)
