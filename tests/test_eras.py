"""Days, months and years as people write them in eras."""

import datetime

import pytest

from renkei_model.eras import era_day, era_month, era_year


@pytest.mark.parametrize(
    ("day", "year", "month", "written"),
    [
        ("2026-04-01", "令和8年", "令和8年4月", "令和8年4月1日"),
        ("2019-05-01", "令和元年", "令和元年5月", "令和元年5月1日"),
        ("2019-04-30", "平成31年", "平成31年4月", "平成31年4月30日"),
        ("1872-12-31", "1872年", "1872年12月", "1872年12月31日"),
    ],
)
def test_a_day_is_written_in_the_era_that_it_lies_in(day, year, month, written):
    """The first year of an era is 元; before 1873 the common year stands."""
    when = datetime.date.fromisoformat(day)

    assert (era_year(when), era_month(when), era_day(when)) == (year, month, written)
