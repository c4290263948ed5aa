"""Limits of a subsidy over several fiscal years, as data."""

from __future__ import annotations

import datetime
from typing import Final

import attrs

from renkei_model.checks import require_count, require_key, require_kind
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Fact, require_fact
from renkei_model.ledgers import Window
from renkei_model.money import MOST_YEN, yen_wording
from renkei_model.provenance import Basis
from renkei_model.wording import Wording

__all__ = ["TotalLimit"]

_DAY: Final = datetime.timedelta(days=1)
_MOST_YEARS: Final = 100


@attrs.frozen(kw_only=True)
class TotalLimit:
    """The most that a subsidy gives over several fiscal years, or ever.

    What was paid in earlier years is counted from the ledger: records of a fact whose count is
    yen, each with the day or the span of its payment. What is left of the limit cuts the ceiling
    of a year.

    Attributes:
        key: Its name in files.
        wording: What it limits, for people.
        yen: The most that it gives in all.
        years: Within how many fiscal years in a row, at least 2; None for all years there are.
        paid: The fact that records what was paid, counted in yen (`unit=money.YEN`).
        basis: Where it comes from.

    Raises:
        InvalidValue: If a part is of another kind, there is nothing to give, or one year is meant:
            that is a ceiling.
    """

    key: str
    wording: Wording = attrs.field(eq=False, repr=False)
    yen: int
    years: int | None = None
    paid: Fact = attrs.field(repr=lambda fact: fact.key)
    basis: Basis = attrs.field(eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files could not hold, and parts of another kind."""
        require_key("TotalLimit.key", self.key)
        require_kind("TotalLimit.wording", self.wording, Wording)
        require_count("TotalLimit.yen", self.yen, least=1, most=MOST_YEN)
        if self.years is not None:
            require_count("TotalLimit.years", self.years, least=2, most=_MOST_YEARS)
        require_fact("TotalLimit.paid", self.paid)
        require_kind("TotalLimit.basis", self.basis, Basis)

    @property
    def told(self) -> Wording:
        """How many yen in how many years, for people."""
        yen = yen_wording(self.yen)
        if self.years is None:
            return Wording(f"通算{yen.ja}", f"{yen.en} in all")
        return Wording(
            f"連続する{self.years}か年度で通算{yen.ja}",
            f"{yen.en} within {self.years} fiscal years in a row",
        )

    def past_in(self, year: FiscalYear) -> Window:
        """Give the days whose payments count against it in a fiscal year: those of years before.

        What is paid in the year itself is what the limit is to tell, and no part of the past.
        """
        last = max(year.first, datetime.date.min + _DAY) - _DAY
        if self.years is None:
            return Window(None, last)
        return Window(Span.day(FiscalYear(max(year.year - self.years + 1, 0)).first), last)
