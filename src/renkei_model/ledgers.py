"""A council's records together, and what they make certain: counts as intervals.

A `Ledger` is a council's records plus statements that nothing else happened. Counting it gives an
interval: at least this many, at most that many. Nobody writes "unknown": it follows.
"""

from __future__ import annotations

import bisect
import datetime
import functools
import itertools
import operator
from collections.abc import Iterable
from typing import Final

import attrs

from renkei_model.checks import require_each, require_tuples
from renkei_model.dates import Span
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.wording import Language

__all__ = ["Count", "Ledger", "Window", "how_many"]

_DAY: Final = datetime.timedelta(days=1)


@attrs.frozen
class Count:
    """How often something happened, as far as a ledger tells.

    Attributes:
        least: Surely this many.
        most: At most this many; None when nobody said that nothing else happened.
    """

    least: int
    most: int | None

    def text(self, language: Language, *, distinct: bool = False) -> str:
        """Write the interval: `2`, `1 to 3`, or `1 or more` when nothing bounds it.

        Args:
            language: `"ja"` or `"en"`.
            distinct: Whether different items were counted.
        """
        unit = "種類" if distinct else "件"
        if self.most == self.least:
            return f"{self.least}{unit}" if language == "ja" else f"{self.least}"
        if self.most is None:
            return f"{self.least}{unit}以上" if language == "ja" else f"{self.least} or more"
        if language == "ja":
            return f"{self.least}～{self.most}{unit}"
        return f"{self.least} to {self.most}"


@attrs.frozen
class Window:
    """The days in which records count.

    Attributes:
        opens: The day it opens, or the span that day lies in; None for the beginning of time.
        closes: Its last day.
    """

    opens: Span | None
    closes: datetime.date

    def surely_holds(self, on: Span, as_of: datetime.date) -> bool:
        """Tell whether something dated `on` surely lies in the window, and before `as_of` ends."""
        begun = self.opens is None or on.first >= self.opens.last
        return begun and on.last <= min(self.closes, as_of)

    def may_hold(self, on: Span, as_of: datetime.date) -> bool:
        """Tell whether something dated `on` may lie in the window, and before `as_of` ends."""
        begun = self.opens is None or on.last >= self.opens.first
        return begun and on.first <= min(self.closes, as_of)


_MOST_SHOWN: Final = 5


def _few_words(records: tuple[Record, ...]) -> str:
    words = [f"{record.fact.key} {record.on.iso}" for record in records[:_MOST_SHOWN]]
    more = len(records) - len(words)
    return f"({', '.join(words)}{f', and {more} more' if more else ''})"


def _how_many_statements(complete: tuple[Completeness, ...]) -> str:
    return f"<{len(complete)}>"


@attrs.frozen
class Ledger:
    """A council's records, and what is known to be complete.

    Attributes:
        records: What was recorded, in the order in which it was filed.
        complete: Statements that nothing else happened.
    """

    records: tuple[Record, ...] = attrs.field(default=(), repr=_few_words)
    complete: tuple[Completeness, ...] = attrs.field(default=(), repr=_how_many_statements)

    def __attrs_post_init__(self) -> None:
        """Refuse records that could change, and what is no record."""
        require_tuples("Ledger", records=self.records, complete=self.complete)
        require_each("Ledger.records", self.records, Record)
        require_each("Ledger.complete", self.complete, Completeness)

    def add(self, *entries: Record | Completeness) -> Ledger:
        """Give this ledger with further entries at its end.

        Raises:
            InvalidValue: If an entry is neither a record nor a completeness statement.
        """
        require_each("Ledger.add", entries, Record, Completeness)
        records = [entry for entry in entries if isinstance(entry, Record)]
        complete = [entry for entry in entries if isinstance(entry, Completeness)]
        return Ledger((*self.records, *records), (*self.complete, *complete))

    @functools.cached_property
    def _by_fact(self) -> dict[Fact, tuple[Record, ...]]:
        by_fact: dict[Fact, list[Record]] = {}
        for record in self.records:
            by_fact.setdefault(record.fact, []).append(record)
        return {fact: tuple(records) for fact, records in by_fact.items()}

    @functools.cached_property
    def _tallies(self) -> _Tallies:
        return _Tallies(self)

    def of(self, fact: Fact) -> tuple[Record, ...]:
        """Give the records of one fact, in order."""
        return self._by_fact.get(fact, ())

    @functools.cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it holds records or statements of, in order of appearance."""
        return tuple(dict.fromkeys([*self._by_fact, *(made.fact for made in self.complete)]))

    def least_by(self, fact: Fact, day: datetime.date, as_of: datetime.date) -> int:
        """Count what surely happened up to a day: the least of `count` since the beginning.

        Args:
            fact: What to count.
            day: The last day that matters.
            as_of: Nothing after this day is known.
        """
        surely = self._tallies[fact].surely
        return surely.totals[bisect.bisect_right(surely.days, min(day, as_of))]

    def most_by(self, fact: Fact, day: datetime.date, as_of: datetime.date) -> int | None:
        """Count what may have happened up to a day: the most of `count` since the beginning.

        Args:
            fact: What to count.
            day: The last day that matters.
            as_of: Nothing after this day is known.
        """
        tally = self._tallies[fact]
        if tally.complete_through is None or day > tally.complete_through or day > as_of:
            return None
        return tally.possibly.totals[bisect.bisect_right(tally.possibly.days, day)]

    def count(self, fact: Fact, window: Window, as_of: datetime.date) -> Count:
        """Count a fact in a window, as far as the ledger reaches on a day.

        Args:
            fact: What to count.
            window: The days that matter.
            as_of: Nothing after this day is known.

        Returns:
            The least: records that surely lie in the window. The most: records that may lie in
            it, if a completeness statement reaches the window's end; else no bound. A window that
            goes on after `as_of` has no upper bound, for the rest of it is yet to come.
        """
        surely = [record for record in self.of(fact) if window.surely_holds(record.on, as_of)]
        least = how_many(fact, surely)
        if window.closes > as_of or not self._is_complete(fact, window):
            return Count(least, None)
        return Count(least, how_many(fact, self.possibly_in(fact, window, as_of)))

    def possibly_in(self, fact: Fact, window: Window, as_of: datetime.date) -> tuple[Record, ...]:
        """Give the records of a fact that lie, or may lie, in a window."""
        return tuple(record for record in self.of(fact) if window.may_hold(record.on, as_of))

    def complete_in(self, fact: Fact, window: Window) -> tuple[Completeness, ...]:
        """Give the statements on a fact that speak of days in a window, by their last day."""
        opens = datetime.date.min if window.opens is None else window.opens.first
        return tuple(
            sorted(
                (
                    made
                    for made in self.complete
                    if made.fact == fact
                    and made.through >= opens
                    and (made.since or opens) <= window.closes
                ),
                key=lambda made: made.through,
            )
        )

    def _is_complete(self, fact: Fact, window: Window) -> bool:
        opens = datetime.date.min if window.opens is None else window.opens.first
        through = _complete_through(fact, self.complete, opens)
        return through is not None and through >= window.closes


def _complete_through(
    fact: Fact, complete: Iterable[Completeness], opens: datetime.date
) -> datetime.date | None:
    """Give the last day up to which nothing is missing from a day on; None if that day is not."""
    through = None
    needed = opens
    for made in sorted(complete, key=_beginning):
        if made.fact == fact and _beginning(made) <= needed <= made.through:
            through = made.through
            needed = min(through, datetime.date.max - _DAY) + _DAY
    return through


def _beginning(made: Completeness) -> datetime.date:
    return datetime.date.min if made.since is None else made.since


@attrs.frozen
class _Steps:
    """A count that grows: the days on which it does, and the totals before and after each."""

    days: list[datetime.date]
    totals: list[int]


@attrs.frozen
class _Tally:
    """How the count of one fact grows from the beginning of time, day by day."""

    surely: _Steps
    possibly: _Steps
    complete_through: datetime.date | None


class _Tallies(dict[Fact, _Tally]):
    """The tallies of a ledger, each made when it is first asked for."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self._ledger = ledger

    def __missing__(self, fact: Fact) -> _Tally:
        tally = self[fact] = _tally(fact, self._ledger)
        return tally


def _tally(fact: Fact, ledger: Ledger) -> _Tally:
    records = ledger.of(fact)
    return _Tally(
        _steps(fact, ((record.on.last, record) for record in records)),
        _steps(fact, ((record.on.first, record) for record in records)),
        _complete_through(fact, ledger.complete, datetime.date.min),
    )


def _steps(fact: Fact, dated: Iterable[tuple[datetime.date, Record]]) -> _Steps:
    in_order = sorted(dated, key=operator.itemgetter(0))
    if fact.distinct:
        # An item counts from its earliest day on.
        earliest: dict[str, tuple[datetime.date, Record]] = {}
        for day, record in in_order:
            earliest.setdefault(record.item, (day, record))
        in_order = list(earliest.values())
    counts = (record.count for _, record in in_order)
    return _Steps([day for day, _ in in_order], list(itertools.accumulate(counts, initial=0)))


def how_many(fact: Fact, records: Iterable[Record]) -> int:
    """Add up some records of a fact: their counts, or their different items."""
    if fact.distinct:
        return len({record.item for record in records})
    return sum(record.count for record in records)
