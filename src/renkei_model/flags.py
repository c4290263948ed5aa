"""What a source leaves open about an answer, and what the other reading of it would give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from renkei_model.dates import FiscalYear
from renkei_model.money import YenRange
from renkei_model.provenance import Basis, assumed
from renkei_model.subsidy_rules import Ceiling, SubsidyRule
from renkei_model.wording import Wording

__all__ = ["Flag", "is_beyond_the_source", "year_flags"]


@attrs.frozen
class Flag:
    """Something that the source leaves open about an answer, and what the other reading gives.

    Attributes:
        key: Its name in files.
        wording: The question, and how it was read.
        basis: Where the source would have said it.
        ceiling: The ceiling on the other reading; None where nobody can say.
        amount: The amount on the other reading; None where nobody can say.
    """

    key: str
    wording: Wording = attrs.field(repr=False)
    basis: Basis = attrs.field(repr=False)
    ceiling: YenRange | None = None
    amount: YenRange | None = None


def year_flags(rule: SubsidyRule, year: FiscalYear) -> Iterator[Flag]:
    """Flag a year that the source does not speak of: its amounts are taken as unchanged.

    Args:
        rule: The subsidy.
        year: The fiscal year that is asked about.
    """
    for ceiling in rule.ceilings:
        amount = ceiling.amount_in(year)
        if is_beyond_the_source(ceiling, year):
            published = FiscalYear.of(amount.published.last)
            told = max(published, amount.since or published)
            question = Wording(
                f"資料は{told.text('ja')}のもの。{year.text('ja')}も金額と条件が同じと仮定して計算した",
                f"the source is of {told.text('en')}; computed as if amounts and conditions were "
                f"the same in {year.text('en')}",
            )
            yield Flag(
                "other_year", question, assumed(*amount.basis.citations, reason=_ANOTHER_YEAR)
            )
            return


_ANOTHER_YEAR: Final = Wording(
    "資料はその年度について述べていない", "the source does not speak of that year"
)


def is_beyond_the_source(ceiling: Ceiling, year: FiscalYear) -> bool:
    """Tell whether the source of a ceiling's amounts does not speak of a year."""
    amount = ceiling.amount_in(year)
    told = FiscalYear.of(amount.published.last)
    first = amount.since or told
    # A leaflet of February speaks of the year that begins in April.
    return year < first or (year > max(told, first) and amount == ceiling.amounts[-1])
