"""Limits over several years: what they hold, which years they look at, what they refuse."""

import attrs
import pytest

from invented import day
from invented_grants import PAID, limit
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import InvalidValue
from renkei_model.ledgers import Window
from renkei_model.wording import Wording

YEAR = FiscalYear(2027)


def test_a_limit_looks_at_the_years_before_the_one_that_is_asked_about():
    """Three years in a row are this one and the two before it, from April to March."""
    assert limit("cap", 100, 3).past_in(YEAR) == Window(
        Span.day(day("2025-04-01")), day("2027-03-31")
    )
    assert limit("cap", 100, 2).past_in(YEAR).opens == Span.day(day("2026-04-01"))


def test_a_limit_of_no_number_of_years_looks_at_all_of_them():
    """What was ever paid counts."""
    assert limit("cap", 100).past_in(YEAR) == Window(None, day("2027-03-31"))


def test_the_first_years_of_the_calendar_have_few_before_them():
    """No day lies before the first one."""
    window = limit("cap", 100, 5).past_in(FiscalYear(2))

    assert window.opens.first == FiscalYear(0).first
    assert limit("cap", 100).past_in(FiscalYear(0)).closes == FiscalYear(0).first


@pytest.mark.parametrize(
    ("years", "ja", "en"),
    [
        (3, "連続する3か年度で通算1,500,000円", "1,500,000 yen within 3 fiscal years in a row"),
        (None, "通算1,500,000円", "1,500,000 yen in all"),
    ],
)
def test_a_limit_is_told_with_its_years(years, ja, en):
    """Amount and years stand in one phrase, in both languages."""
    assert limit("cap", 1_500_000, years).told == Wording(ja, en)


def test_a_limit_shows_itself_by_its_keys():
    """In a console a limit shows no words."""
    assert repr(limit("cap", 100, 3)) == "TotalLimit(key='cap', yen=100, years=3, paid=paid)"


def test_words_and_bases_of_a_limit_decide_nothing():
    """Two limits are equal if they limit the same."""
    assert limit("cap", 100, wording=Wording("別名", "other")) == limit("cap", 100)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("key", "Cap"),
        ("wording", "限度額"),
        ("yen", 0),
        ("yen", 1.5),
        ("years", 1),
        ("years", 101),
        ("years", "3"),
        ("paid", "paid"),
        ("basis", None),
    ],
)
def test_what_is_no_limit_is_refused(part, value):
    """Nothing to give, one year (which is a ceiling), and parts of another kind."""
    with pytest.raises(InvalidValue, match=rf"^TotalLimit\.{part}: "):
        attrs.evolve(limit("cap", 100, 3), **{part: value})


def test_payments_are_of_a_fact():
    """A fact's key is not the fact; the error says where to find one."""
    with pytest.raises(InvalidValue, match=r"Policy\.fact"):
        limit("cap", 100, paid=PAID.key)
