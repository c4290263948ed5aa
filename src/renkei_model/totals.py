"""What a council's payments leave of a limit over several fiscal years."""

from __future__ import annotations

import datetime

import attrs

from renkei_model.dates import FiscalYear
from renkei_model.facts import Record
from renkei_model.ledgers import Count, Ledger, Window
from renkei_model.money import YenRange
from renkei_model.remedies import confirm_no_more, give_dates
from renkei_model.total_limits import TotalLimit
from renkei_model.wording import Wording

__all__ = ["TotalReading", "read_total"]


@attrs.frozen
class TotalReading:
    """What a council's evidence leaves of a limit over several years.

    Attributes:
        limit: The limit.
        window: The days whose payments count against it.
        paid: How many yen were paid in these days.
        left: How many yen may still be paid in the fiscal year.
        records: The payments that lie, or may lie, in these days.
        remedy: What to do next so that it is known; empty where it is.
    """

    limit: TotalLimit = attrs.field(repr=lambda limit: limit.key)
    window: Window = attrs.field(repr=False)
    paid: Count
    left: YenRange
    records: tuple[Record, ...] = attrs.field(repr=False)
    remedy: Wording = attrs.field(repr=False)


def read_total(
    limit: TotalLimit, ledger: Ledger, year: FiscalYear, as_of: datetime.date
) -> TotalReading:
    """Tell what a ledger leaves of a limit in a fiscal year.

    Args:
        limit: The limit.
        ledger: What was recorded.
        year: The fiscal year.
        as_of: Records after it do not count.
    """
    window = limit.past_in(year)
    paid = ledger.count(limit.paid, window, as_of)
    records = ledger.possibly_in(limit.paid, window, as_of)
    most = max(0, limit.yen - paid.least)
    least = 0 if paid.most is None else max(0, limit.yen - paid.most)
    remedy = Wording.same("")
    if least != most and paid.most is None:
        remedy = confirm_no_more(limit.paid, window.closes, as_of)
    elif least != most:
        vague = (each for each in records if not window.surely_holds(each.on, as_of))
        remedy = give_dates(limit.paid, tuple(vague))
    return TotalReading(limit, window, paid, YenRange(least, most), records, remedy)
