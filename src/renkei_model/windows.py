"""The days in which a condition counts, seen from the day that is judged."""

from __future__ import annotations

import datetime
import enum
from typing import Final, assert_never

import attrs

from renkei_model.checks import require_day
from renkei_model.dates import FiscalYear, Span
from renkei_model.ledgers import Window
from renkei_model.wording import Language, Wording

__all__ = [
    "EVER",
    "SINCE_STAGE_ENTRY",
    "THIS_FISCAL_YEAR",
    "THROUGH_LAST_FISCAL_YEAR",
    "During",
    "Moment",
]


_DAY: Final = datetime.timedelta(days=1)


@attrs.frozen
class Moment:
    """The day at which a condition is judged.

    Attributes:
        on: The day that is judged.
        as_of: The last day the ledger is taken to know.
        entered: When the council entered the stage it is in, if that was recorded.
    """

    on: datetime.date
    as_of: datetime.date
    entered: Span | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a moment that is not a plain day."""
        require_day("on", self.on)
        if self.as_of is not self.on:
            require_day("as_of", self.as_of)

    @classmethod
    def at(cls, day: datetime.date, *, entered: Span | None = None) -> Moment:
        """Make the moment of a day that is judged with what is known on that day."""
        return cls(day, day, entered)


class During(enum.Enum):
    """The days in which a leaf counts its fact."""

    EVER = "ever"
    THROUGH_LAST_FISCAL_YEAR = "through_last_fiscal_year"
    THIS_FISCAL_YEAR = "this_fiscal_year"
    SINCE_STAGE_ENTRY = "since_stage_entry"

    def window(self, moment: Moment) -> Window:
        """Give the days that this means at a moment."""
        match self:
            case During.EVER:
                return Window(None, moment.on)
            case During.THROUGH_LAST_FISCAL_YEAR:
                first = FiscalYear.of(moment.on).first
                return Window(None, max(first, datetime.date.min + _DAY) - _DAY)
            case During.THIS_FISCAL_YEAR:
                year = FiscalYear.of(moment.on)
                return Window(Span.day(year.first), year.last)
            case During.SINCE_STAGE_ENTRY:
                # Entered nobody knows when: nothing surely lies after it, and everything may.
                return Window(
                    moment.entered or Span(datetime.date.min, datetime.date.max), moment.on
                )
        assert_never(self)

    def text(self, language: Language) -> str:
        """Say which days are meant; empty for all of them."""
        return _DURING_WORDING[self].text(language)


EVER: Final = During.EVER
THROUGH_LAST_FISCAL_YEAR: Final = During.THROUGH_LAST_FISCAL_YEAR
THIS_FISCAL_YEAR: Final = During.THIS_FISCAL_YEAR
SINCE_STAGE_ENTRY: Final = During.SINCE_STAGE_ENTRY

_DURING_WORDING: Final = {
    EVER: Wording.same(""),
    THROUGH_LAST_FISCAL_YEAR: Wording("前年度末までに", "by the end of the previous fiscal year"),
    THIS_FISCAL_YEAR: Wording("当該年度中に", "within the fiscal year"),
    SINCE_STAGE_ENTRY: Wording("現在の段階に入ってから", "since the stage was entered"),
}
